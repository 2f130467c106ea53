"""What a table is: who was asked what, whether it has a row for each person or one for each option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.activities.written import clean
from components.imports import options, people
from components.imports.found import Found, Question
from components.imports.tables import Table, Unreadable


@dataclass(frozen=True)
class Offer:
    """A table that was recognised, by its name, or None for all that have a row for each option together."""

    name: str | None
    found: Found


def recognise(tables: Sequence[Table], file_name: str) -> list[Offer]:
    """What the tables of a file hold: those with the most answers first; at least one.

    Raises:
        Unreadable: nothing in it is a question with answers.
    """
    title = clean(file_name.rsplit(".", 1)[0].replace("_", " "))
    seen = [(table, _recognised(table, title if table.name == file_name else table.name, title)) for table in tables]
    good = [(table, found) for table, found in seen if found is not None and found.count]
    if not good:
        is_header = any(len(table.lines) == 1 for table in tables)
        raise Unreadable("only_header" if is_header else "nothing_found")
    by_option = [found for _, found in good if found.shape == "options"]
    offers = [Offer(table.name, found) for table, found in good]
    if len(by_option) > 1:
        offers = [Offer(None, _together(by_option)), *(each for each in offers if each.found.shape != "options")]
    return sorted(offers, key=lambda offer: -offer.found.count)


def _recognised(table: Table, name: str, title: str) -> Found | None:
    return options.recognise(table, name) or people.recognise(table, title)


def _together(found: Sequence[Found]) -> Found:
    """Several sheets with a question each as one; nobody can be followed from one to the next."""
    first, questions = found[0], list[Question]()
    for each in found:
        questions += [replace(q, key=f"q{len(questions) + n}") for n, q in enumerate(each.questions)]
    size = max(each.people for each in found)
    return replace(
        first, questions=tuple(questions), people=size, lines=(0,) * size, times=("",) * size,
        troubles=tuple(trouble for each in found for trouble in each.troubles),
    )  # fmt: skip
