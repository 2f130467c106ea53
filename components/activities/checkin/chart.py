"""Check-in: how many commitments are done, partly done and not yet, and how that went from meeting to meeting.

Nobody is shamed: no sentence counts what is not done, and none speaks of one or two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from components.activities.base import Entry
from components.activities.checkin.model import STATUSES, Answer
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.bars import Bar, draw_bars
from components.charts.editable import Editable, days_of, in_order
from components.charts.layers import draw_layers
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""What fewer people answered is not put into words."""

LEAST_NAMED = 3
"""No sentence counts fewer than this."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A bar for each thing that can have become of a commitment; None while too few had one to answer for."""
    counts = _counts(tally)
    if not sum(counts):
        return None
    language = look.language
    names = _names(language)
    bars = [
        Bar(id=status, label=look.t(f"checkin.{status}"), value=count, shown=str(count))
        for status, count in zip(STATUSES, counts, strict=True)
    ]
    figure = draw_bars(bars, max(counts), look, look.in_each(partial(_note, tally)))
    tell(figure, {"did": dict(zip(STATUSES, counts, strict=True)), "none": tally["none"]})
    words = ", ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))
    said = [headline(config, step, tally, language), t(language, "checkin.alt", counts=words), _note(tally, language)]
    return Figure(figure, " ".join(filter(None, said)))


def _counts(tally: Json) -> list[int]:
    """How many commitments are done, partly done and not yet; zeros where that is withheld."""
    part = {} if is_few(tally) else tally.get("questions", {}).get("did", {})
    return [part.get(status, 0) for status in STATUSES]


def _names(language: str) -> list[str]:
    return [t(language, f"checkin.{status}") for status in STATUSES]


def _note(tally: Json, language: str) -> str:
    """How many had no commitment, if that is more than one or two people."""
    none = tally.get("none", 0)
    return t(language, "checkin.had_none", n=none) if none >= LEAST_NAMED else ""


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How many commitments are done; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    part = tally["questions"]["did"]
    if is_few(part):
        return t(language, "checkin.few_had")
    if not part["n"]:
        return t(language, "checkin.nobody_had")
    if part["n"] < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    return _told(part["done"], part["partly"], sum(_counts(tally)), language)


def _told(done: int, partly: int, of: int, language: str) -> str:
    if done == of:
        return t(language, "checkin.all_done")
    if of - done < LEAST_NAMED:
        return t(language, "checkin.nearly_all_done")
    if done >= LEAST_NAMED:
        name = "done_and_partly" if partly >= LEAST_NAMED else "done_of"
        return t(language, f"checkin.{name}", done=done, partly=partly, of=of)
    if of - done - partly >= LEAST_NAMED and done + partly >= LEAST_NAMED:
        return t(language, "checkin.begun", begun=done + partly, of=of)
    return t(language, "checkin.nearly_all_begun" if done + partly >= LEAST_NAMED else "checkin.to_come")


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """A column for each meeting: commitments done, partly done and not yet."""
    look = replace(look, size="page")
    language = look.language
    shown: dict[str, Moment] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if sum(_counts(moment.tally)):
            shown[moment.meeting_id] = moment
    if not shown:
        return []
    days = [moment.held_on for moment in shown.values()]
    counts = [_counts(moment.tally) for moment in shown.values()]
    title = _title(counts, language)
    layers = list(zip(_names(language), zip(*counts, strict=True), strict=True))
    figure = draw_layers(days, layers, title, t(language, "checkin.path_note"), look, span)
    tell(figure, {"did": [[day, *found] for day, found in zip(days, counts, strict=True)]})
    told = "; ".join(
        f"{day_in_words(day, language)}: "
        + ", ".join(f"{name} {count}" for name, count in zip(_names(language), found, strict=True))
        for day, found in zip(days, counts, strict=True)
    )
    return [Figure(figure, f"{title} {told}.")]


def _title(counts: Sequence[Sequence[int]], language: str) -> str:
    """How the share of what is done went from the first meeting to the latest, where it is more than one or two."""
    (first, first_of), (last, last_of) = ((found[0], sum(found)) for found in (counts[0], counts[-1]))
    if min(first, last) < LEAST_NAMED:
        return t(language, "checkin.path")
    values = {"first": first, "first_of": first_of, "last": last, "last_of": last_of}
    return t(language, "checkin.path_one" if len(counts) == 1 else "checkin.path_counts", **values)


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """How many commitments were done, partly done and not yet at each meeting."""
    meetings = [moment for moment in in_order(moments) if sum(_counts(moment.tally))]
    if not meetings:
        return []
    counts = [_counts(moment.tally) for moment in meetings]
    series = tuple(zip(_names(language), zip(*counts, strict=True), strict=True))
    note = t(language, "reports.commitments_note")
    return [Editable(_title(counts, language), days_of(meetings, language), series, "stacked", note, "parts")]


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """What became of one person's commitments, and what got in the way."""
    counts = {status: list(answer.did.values()).count(status) for status in STATUSES}
    told = [f"{name}: {counts[status]}" for status, name in zip(STATUSES, _names(language), strict=True)]
    found = [words for status, words in zip(STATUSES, told, strict=True) if counts[status]]
    return [*(found or [t(language, "checkin.none")]), *([answer.obstacle] if answer.obstacle else [])]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row for each thing that can have become of a commitment, and one for people who had none."""
    if is_few(tally):
        return []
    what, many = t(language, "checkin.column_what"), t(language, "checkin.column_many")
    none: dict[str, str | int | float] = {what: t(language, "checkin.none"), many: tally.get("none", 0)}
    if is_few(tally["questions"]["did"]):
        return [{what: t(language, "checkin.column_did"), many: t(language, "checkin.few_had")}, none]
    rows: list[dict[str, str | int | float]] = [
        {what: name, many: count} for name, count in zip(_names(language), _counts(tally), strict=True)
    ]
    return [*rows, none]
