"""Days in files: many tools, each with its own way to write one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SIGNED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_APART_DAYS = 3
"""Answers with at most so many quiet days between them belong to one meeting."""
FIRST = date(1990, 1, 1)


@dataclass(frozen=True)
class Gathering:
    """What was answered around one day, by its people's places in the file: one meeting. `day` is the commonest."""

    day: date
    people: tuple[int, ...]


def days_of(cells: Sequence[str], *, day_first: bool) -> list[date | None]:
    """The day in each cell, None where there is none.

    Where a cell's own numbers do not say whether its day or its month comes first, the other cells do; where none
    does, `day_first`.
    """
    found = [_SIGNED.match(cell) for cell in cells if not _ISO.match(cell)]
    firsts = {int(match[1]) > 12 for match in found if match}
    seconds = {int(match[2]) > 12 for match in found if match}
    if True in firsts and True not in seconds:
        day_first = True
    elif True in seconds and True not in firsts:
        day_first = False
    return [_day(cell, day_first) for cell in cells]


def _day(cell: str, day_first: bool) -> date | None:
    iso, signed = _ISO.match(cell), _SIGNED.match(cell)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if signed is None:
        return None
    one, two, year = int(signed[1]), int(signed[2]), int(signed[3])
    day, month = (one, two) if day_first else (two, one)
    return _date(year + 2000 if year < 100 else year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST <= found <= date(2099, 12, 31) else None


def gather(days: Iterable[date | None]) -> list[Gathering]:
    """The meetings that people's days make, the oldest first; nobody with no day is left out.

    Who has none was where the one before them was.
    """
    known = _filled(list(days))
    groups: list[list[date]] = []
    for day in sorted(set(known)):
        if groups and day - groups[-1][-1] <= timedelta(days=_APART_DAYS):
            groups[-1].append(day)
        else:
            groups.append([day])
    return [_gathering(set(group), known) for group in groups]


def _filled(days: list[date | None]) -> list[date]:
    first = next((day for day in days if day), None)
    if first is None:
        return []
    found = []
    for day in days:
        first = day or first
        found.append(first)
    return found


def _gathering(group: set[date], known: Sequence[date]) -> Gathering:
    people = tuple(person for person, day in enumerate(known) if day in group)
    counted = Counter(known[person] for person in people)
    return Gathering(min(counted, key=lambda day: (-counted[day], day)), people)
