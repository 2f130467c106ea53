"""Measurements in a file: a row for each day, with a number and perhaps a note; what cannot be read is told by line."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.measurements import Measurement

MOST = 2000
_LONGEST_NOTE = 200
_DAY = {"day", "date", "día", "dia", "fecha"}
_VALUE = {"value", "number", "valor", "número", "numero"}
_NOTE = {"note", "nota"}
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(frozen=True)
class Unread:
    """A line that is left out; `reason` is `no_day`, `no_value`, `twice` or `too_many`."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """What a file holds of one metric."""

    read: tuple[Measurement, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_sheet(data: bytes, metric_id: str, known: Sequence[Measurement] = (), *, day_first: bool = False) -> Sheet:
    """The measurements in a CSV file: first the day, then the value, then a note, or by headings in any order.

    Commas, semicolons or tabs part the cells. Days are `2026-05-04`, or with slashes, the month first unless
    `day_first`. A day and value that are `known` are left out, so that the same file may come twice.
    """
    text = _decoded(data)
    rows = list(csv.reader(text.splitlines(), delimiter=_delimiter(text)))
    places, start = _columns(rows)
    told = {(each.measured_on, each.value) for each in known}
    read: list[Measurement] = []
    unread: list[Unread] = []
    for number, row in enumerate(rows[start:], start=start + 1):
        if not any(cell.strip() for cell in row):
            continue
        cells = [row[place].strip() if 0 <= place < len(row) else "" for place in places]
        day, value = read_day(cells[0], day_first=day_first), read_number(cells[1])
        reason = "no_day" if day is None else "no_value" if value is None else ""
        reason = reason or ("twice" if (day, value) in told else "too_many" if len(read) >= MOST else "")
        if reason or day is None or value is None:
            unread.append(Unread(number, reason, " · ".join(cell for cell in row if cell.strip())[:80]))
            continue
        told.add((day, value))
        read.append(Measurement("", metric_id, day, value, cells[2][:_LONGEST_NOTE]))
    return Sheet(tuple(read), tuple(unread))


def read_day(text: str, *, day_first: bool = False) -> str | None:
    """A day as ISO text, or None where it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        found = _SLASHED.fullmatch(text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    month, day = (second, first) if day_first else (first, second)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_number(text: str) -> float | None:
    """A number as people write it: `12`, `1,250`, `3.5`, `3,5`, `40 %`; None where it is none."""
    plain = text.replace("%", "").replace("$", "").replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d{1,12}(\.\d+)?", plain, re.ASCII) else None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(("\t", ";", ","), key=first.count)


def _columns(rows: Sequence[Sequence[str]]) -> tuple[tuple[int, int, int], int]:
    """Where day, value and note stand, and at which row the data begin."""
    head = [cell.strip().lower() for cell in rows[0]] if rows else []

    def place(names: set[str]) -> int:
        return next((index for index, cell in enumerate(head) if cell in names), -1)

    if place(_DAY) >= 0 and place(_VALUE) >= 0:
        return (place(_DAY), place(_VALUE), place(_NOTE)), 1
    return (0, 1, 2), 0
