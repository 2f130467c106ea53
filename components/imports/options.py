"""Tables with a row for each option and how many chose it: one question or several, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.activities.written import clean
from components.imports.found import Found, Question, Trouble
from components.imports.headings import OPTIONS, QUESTIONS, VOTES, is_called
from components.imports.tables import Line, Table

MOST_VOTES = 5_000
_WIDEST = 8
_COUNT = re.compile(r"\d{1,6}")
_SHARE = re.compile(r"\d{1,3}([.,]\d+)?\s*%|0?[.,]\d+")


@dataclass
class _Asked:
    """A question while its options are gathered: each with its votes and its line."""

    words: str
    options: list[tuple[str, int, int]] = field(default_factory=list)


def recognise(table: Table, name: str) -> Found | None:
    """The questions of a table of options; None where it is none. `name` is what a question without words is called."""
    lines = table.lines
    if max(len(line.cells) for line in lines) > _WIDEST:
        return None
    head = _head(lines)
    troubles: list[Trouble] = []
    asked = _columns(lines, head, name, troubles) if head is not None else _blocks(lines, troubles)
    asked = [each for each in asked if each.options]
    if not asked or sum(votes for each in asked for _, votes, _ in each.options) > MOST_VOTES:
        return None
    return _found(asked, troubles)


def _head(lines: Sequence[Line]) -> int | None:
    """The place of the line that names a column of options and one of votes, if the file begins with one."""
    for place, line in enumerate(lines[:15]):
        votes = [c for c in line.cells if is_called(c, VOTES)]
        others = [c for c in line.cells if is_called(c, OPTIONS) or is_called(c, QUESTIONS)]
        if votes and (others or len([c for c in line.cells if c]) == 2) and _counts(lines[place + 1 :], line):
            return place
    return None


def _counts(lines: Sequence[Line], head: Line) -> bool:
    """Whether what stands under the votes are mostly whole numbers, and what stands beside them is not."""
    column = _column(head, VOTES)
    cells = [line.cells[column] for line in lines if column < len(line.cells) and line.cells[column]]
    return bool(cells) and sum(_COUNT.fullmatch(cell) is not None for cell in cells) >= 0.5 * len(cells)


def _column(head: Line, known: frozenset[str]) -> int:
    """The place of the column with one of these names, the last one for votes; -1 without it."""
    found = [place for place, cell in enumerate(head.cells) if is_called(cell, known)]
    return -1 if not found else found[-1 if known is VOTES else 0]


def _columns(lines: Sequence[Line], at: int, name: str, troubles: list[Trouble]) -> list[_Asked]:
    """The options under a head, a question wherever the column of questions says another one."""
    head = lines[at]
    votes, question, option = _column(head, VOTES), _column(head, QUESTIONS), _column(head, OPTIONS)
    if option < 0:
        option = next(place for place in range(len(head.cells)) if place not in (votes, question))
    told = "" if is_called(head.cells[option], OPTIONS) else head.cells[option]
    found = {} if question >= 0 else {"": _Asked(told or name)}
    current = "" if question < 0 else None
    for line in lines[at + 1 :]:
        cells = [*line.cells, *[""] * (len(head.cells) - len(line.cells))]
        if question >= 0 and cells[question]:
            current = cells[question]
            found.setdefault(current, _Asked(current))
        if current is None or not cells[option]:
            if cells[option] or cells[votes]:
                troubles.append(
                    Trouble(line.number, "imports.no_question" if cells[option] else "imports.no_option", cells[votes])
                )
        elif _COUNT.fullmatch(cells[votes]):
            found[current].options.append((cells[option], int(cells[votes]), line.number))
        else:
            troubles.append(Trouble(line.number, "imports.no_votes", cells[votes], cells[option]))
    return list(found.values())


def _blocks(lines: Sequence[Line], troubles: list[Trouble]) -> list[_Asked]:
    """Questions on lines of their own, each with its options and votes below; nothing where a line is anything else."""
    found: list[_Asked] = []
    for place, line in enumerate(lines):
        cells = [cell for cell in line.cells if cell]
        if len(cells) == 1 or is_called(cells[0], QUESTIONS):
            found.append(_Asked(cells[-1]))
        elif len(cells) == 2 and is_called(cells[1], VOTES) and place:
            continue
        elif not found or len(cells) > 3 or _COUNT.fullmatch(cells[0]) or (len(cells) == 3 and not _is_share(cells[2])):
            return []
        elif _COUNT.fullmatch(cells[1]):
            found[-1].options.append((cells[0], int(cells[1]), line.number))
        else:
            troubles.append(Trouble(line.number, "imports.no_votes", cells[1], cells[0]))
    counted = sum(len(each.options) for each in found)
    return found if counted >= 2 and counted > len(troubles) else []


def _is_share(cell: str) -> bool:
    return _SHARE.fullmatch(cell) is not None or _COUNT.fullmatch(cell) is not None


def _found(asked: Sequence[_Asked], troubles: Sequence[Trouble]) -> Found:
    size = max(sum(votes for _, votes, _ in each.options) for each in asked)
    questions = []
    for number, each in enumerate(asked):
        said = [(clean(option),) for option, votes, _ in each.options for _ in range(votes)]
        lines = [line for _, votes, line in each.options for _ in range(votes)]
        questions.append(Question(f"q{number}", clean(each.words), ("",), tuple(said), tuple(lines)))
    return Found("counted", "options", tuple(questions), size, (0,) * size, ("",) * size, troubles=tuple(troubles))
