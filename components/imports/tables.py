"""A file of a spreadsheet or of separated values as lines of text cells. What is in it is only ever text here."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_LINES = 5_000
MOST_COLUMNS = 300
MOST_CELLS = 60_000
MOST_SHEETS = 50
LONGEST_CELL = 5_000
_SEPARATORS = ",;\t|"
_SHEET_XML = re.compile(r"xl/(worksheets/|sharedStrings|workbook\.xml|styles)")


class Unreadable(Exception):
    """A file that cannot be read at all; `code` names a text in the `imports` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Line:
    """A line of a table with the number it has in its file, as spreadsheets count: from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A sheet, or the one table of a file of separated values. Lines with nothing in them are left out."""

    name: str
    lines: tuple[Line, ...]


def read_tables(name: str, data: bytes) -> list[Table]:
    """The tables of a file that have anything in them, in its order, at least one.

    What it is, is told by its first bytes; `name` names the table of a file that has no sheets. Formulas are read as
    the values a spreadsheet last computed for them, and never computed.

    Raises:
        Unreadable: it is empty, too large, protected, damaged, or neither of the two.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large")
    if data.startswith(b"PK"):
        found = _sheets(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):  # an old or an encrypted workbook
        raise Unreadable("old_excel")
    elif name.lower().endswith((".xlsx", ".xlsm")) and data:
        raise Unreadable("not_excel")
    else:
        found = [Table(name, _lines(_separated(_decoded(data))))]
    found = [table for table in found if table.lines]
    if not found:
        raise Unreadable("empty")
    if sum(len(line.cells) for table in found for line in table.lines) > MOST_CELLS:
        raise Unreadable("too_large")
    return found


def _lines(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Line, ...]:
    """Numbered lines without the blank ones, and without blank cells at their ends."""
    found = []
    for number, row in rows:
        cells = [cell.strip()[:LONGEST_CELL] for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS or number > MOST_LINES:
            raise Unreadable("too_large")
        if cells:
            found.append(Line(number, tuple(cells)))
    return tuple(found)


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 where it is that, else what Windows writes in the West."""
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("not_text")
    for encoding in ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("not_text")


def _separated(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of separated values, each with the number of the line it begins on."""
    if "\x00" in text:
        raise Unreadable("not_text")
    told = re.match(r"sep=(.)\r?\n", text)  # how Excel is told which it is
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else _separator(text))
    begins = 1
    try:
        for row in reader:
            if not (told and begins == 1):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error:
        raise Unreadable("not_text") from None


def _separator(text: str) -> str:
    """What separates the cells: the sign that most of the first lines have, as often as each other; else a comma."""
    counts: dict[str, list[int]] = {sign: [] for sign in _SEPARATORS}
    quoted = re.sub(r'"[^"]*"', "", text[:20_000])
    for line in [line for line in quoted.splitlines() if line.strip()][:20]:
        for sign in _SEPARATORS:
            counts[sign].append(line.count(sign))
    return max(_SEPARATORS, key=lambda sign: (sum(n > 0 for n in counts[sign]), sum(counts[sign])))


def _sheets(data: bytes) -> list[Table]:
    _refuse_bombs(data)
    import openpyxl  # only where it is needed: it takes a while to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and pictures, of which nothing is read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [_sheet(sheet) for sheet in book.worksheets[:MOST_SHEETS]]
    except Unreadable:
        raise
    except Exception:  # a damaged workbook breaks the library wherever the damage is
        raise Unreadable("not_excel") from None


def _sheet(sheet: Any) -> Table:
    sheet.reset_dimensions()  # what a file says of its size is not believed
    return Table(str(sheet.title), _lines(_rows(sheet)))


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        filled = [value for value in row if value is not None]
        cells += len(filled)
        if cells > MOST_CELLS or number > 20 * MOST_LINES:
            raise Unreadable("too_large")
        if filled:
            yield number, [_written(value) for value in row]


def _written(value: object) -> str:
    """A cell's value as people would write it; a day or a moment in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _refuse_bombs(data: bytes) -> None:
    """Refuse what would unpack to far more than it is, and workbooks that are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise Unreadable("not_excel") from None
    if len(parts) > 2_000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("too_large")
    if not any(_SHEET_XML.match(part.filename) for part in parts):
        raise Unreadable("not_excel")
