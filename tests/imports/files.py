"""Files as other tools write them, made here: the shapes are theirs, the people and answers are nobody's."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]


def csv_file(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_file(*sheets: tuple[str, Rows]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def google_forms(people: int = 8, *, broken: bool = False) -> bytes:
    """A linear scale, checkboxes, a short and a long text; broken: a word among the numbers, and a line too long."""
    rows: list[list[Any]] = [
        ["Timestamp", "Email Address", "How useful was today for you?", "Who has the expertise? (1-10)",
         "Which topics suit you?", "What do you take with you?"]
    ]  # fmt: skip
    topics = ("Childcare, Housing", "Housing", "Transport, Childcare", "Transport")
    for n in range(people):
        at = f"3/{14 + n % 2}/2025 18:{10 + n:02d}:05"
        rows.append([at, f"p{n}@example.org", n % 5 + 1, n % 10 + 1, topics[n % 4], f"Courage {n}"])
    if broken:
        rows[3][3] = "n/a"
        rows[4][3] = 14
        rows.insert(6, ["3/14/2025 18:40:00", "x@example.org", "5", "5", "Housing", "a, b", "one too many"])
    return csv_file(rows)


def microsoft_forms(people: int = 6) -> bytes:
    """Choices with a semicolon behind each, a rating, and an order."""
    orders = ("Childcare;Housing;Transport;", "Housing;Childcare;Transport;", "Transport;Childcare;Housing;")
    rows: list[list[Any]] = [
        ["ID", "Start time", "Completion time", "Email", "Name", "Where shall we meet?", "Rate the day",
         "What comes first?"]
    ]  # fmt: skip
    for n in range(people):
        at = datetime(2025, 5, 12, 9, n, tzinfo=UTC).replace(tzinfo=None)  # a spreadsheet knows no zones
        meet = ("Library;", "Town hall;Library;", "School;")[n % 3]
        rows.append([n + 1, at, at, "anonymous", f"Person {n}", meet, n % 5 + 1, orders[n % 3]])
    return xlsx_file(("Form1", rows))


def mentimeter(people: int = 7) -> bytes:
    """Lines about the presentation, then the questions above the options of the first, and a scale."""
    rows: list[list[Any]] = [
        ["Spring meeting"],
        ["Date", "2025-06-02"],
        [],
        ["", "Which day?", "", "", "How sure are you? (0-10)"],
        ["Voter", "Monday", "Tuesday", "Friday", "Answer"],
    ]
    rows += [[f"Voter {n}", n % 2 or None, None if n % 2 else 1, 1 if n == 3 else None, n + 2] for n in range(people)]
    return xlsx_file(("Voters", rows))


def slido() -> bytes:
    """Two questions with their options, votes and shares."""
    rows: list[list[Any]] = [
        ["Poll", "Option", "Votes", "%"],
        ["Do we go on?", "Yes", 9, "75%"],
        ["Do we go on?", "No", 3, "25%"],
        ["Where?", "Here", 5, "50%"],
        ["Where?", "Elsewhere", 5, "50%"],
    ]
    return csv_file(rows, encoding="utf-16", delimiter="\t")


def plain(*, broken: bool = False) -> bytes:
    """A table somebody keeps by hand, in Spanish, as Windows saves it."""
    rows = [["Nombre", "Fecha", "¿Qué tan útil fue? (0 a 100)"]]
    rows += [[f"Ana {n}", f"{n + 14}/03/2024", str(n * 12)] for n in range(6)]
    if broken:
        rows[4][2] = "casi todo"
    return csv_file(rows, encoding="cp1252", delimiter=";")


def with_sheet(xml: str, strings: str = "") -> bytes:
    """A workbook whose one sheet, and whose shared texts if any, are this XML."""
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_file(("Poll", [["a"]])))) as whole, zipfile.ZipFile(out, "w", 8) as archive:
        for part in whole.namelist():
            body = whole.read(part)
            if strings and part == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                told = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
                body = body.replace(b"</Types>", told.encode())
            if part == "xl/worksheets/sheet1.xml":
                body = f"<worksheet {names}><sheetData>{xml}</sheetData></worksheet>".encode()
            archive.writestr(part, body)
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings.replace("<sst>", f"<sst {names}>"))
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to a hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        for n in range(10):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", b"0" * 10_000_000)
    return out.getvalue()
