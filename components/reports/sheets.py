"""A report as sheets: one for each activity, numbers as numbers, and no text that a spreadsheet would run."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from components.charts.palette import LIGHT
from components.reports.report import Article, Report, Rows, Sheet
from components.text import t

_NUMBER = re.compile(r"-?(0|[1-9]\d*)([.,]\d+)?( ?%)?")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_WIDEST = 60
Tell = Callable[[float], None]


def sheets(report: Report, tell: Tell = lambda part: None) -> bytes:
    """An XLSX: what it holds, a sheet for each activity, and how it was computed.

    `tell` is called with how far it has come, from 0 to 1.
    """
    out, language = io.BytesIO(), report.first.language
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": report.first.title, "author": report.first.community})
    looks = _looks(book)
    names = _names([t(language, "reports.contents"), *(sheet.title for sheet in report.sheets),
                    t(language, "story.method_title")])  # fmt: skip
    pages = [book.add_worksheet(name) for name in names]
    _contents(pages[0], report, names[1:-1], looks)
    for number, (page, sheet) in enumerate(zip(pages[1:-1], report.sheets, strict=True)):
        _activity(page, sheet, looks)
        tell((number + 1) / (len(report.sheets) + 1))
    _notes(pages[-1], report.first, looks)
    book.close()
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": LIGHT.accent}),
        "head": book.add_format(
            {"bold": True, "bg_color": LIGHT.accent_soft, "bottom": 1, "text_wrap": True, "valign": "top"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "quiet": book.add_format({"font_color": LIGHT.muted, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
        "share": book.add_format({"num_format": "0%", "valign": "top"}),
        "link": book.add_format({"font_color": LIGHT.accent, "underline": 1, "valign": "top"}),
    }


def _names(wanted: Sequence[str]) -> list[str]:
    """Names a spreadsheet takes for its sheets, no two alike."""
    found: list[str] = []
    for words in wanted:
        plain = _FORBIDDEN.sub(" ", words).strip().strip("'") or "–"
        name, number = plain[:_LONGEST_NAME].strip().strip("'"), 2
        while name.casefold() in {each.casefold() for each in found} | {"history"}:
            ending = f" ({number})"
            name, number = plain[: _LONGEST_NAME - len(ending)].strip() + ending, number + 1
        found.append(name)
    return found


def _contents(page: Any, report: Report, names: Sequence[str], looks: dict[str, Any]) -> None:
    """What has changed, and a way to every sheet."""
    article, language = report.first, report.first.language
    page.set_column(0, 0, 16)
    page.set_column(1, 3, 40)
    page.write_string(0, 0, f"{article.community} · {article.title}", looks["title"])
    page.write_string(1, 0, f"{article.days} · {article.made}")
    at = 3
    for said, rest in article.told:
        page.merge_range(at, 0, at, 3, "", looks["text"])
        page.write_string(at, 0, f"{said} {rest}".strip(), looks["text"])
        page.set_row(at, 34)
        at += 1
    heads = [t(language, f"reports.column_{name}") for name in ("day", "meeting", "activity", "said")]
    for column, head in enumerate(heads):
        page.write_string(at + 1, column, head, looks["head"])
    for row, (sheet, name) in enumerate(zip(report.sheets, names, strict=True), at + 2):
        page.write_string(row, 0, sheet.held_on)
        page.write_string(row, 1, sheet.meeting, looks["text"])
        quoted = name.replace("'", "''")
        page.write_url(row, 2, f"internal:'{quoted}'!A1", looks["link"], string=sheet.title)
        page.write_string(row, 3, sheet.said, looks["text"])


def _activity(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.title, looks["title"])
    page.write_string(1, 0, f"{sheet.meeting} · {sheet.held_on}")
    page.write_string(2, 0, sheet.said)
    columns = list(dict.fromkeys(name for row in sheet.rows for name in row))
    counted = {name for name in columns if _is_counted(sheet.rows, name)}
    for place, name in enumerate(columns):
        page.write_string(4, place, name, looks["head"])
        longest = max([len(name), *(len(str(row.get(name, ""))) for row in sheet.rows)])
        page.set_column(place, place, min(_WIDEST, max(12, longest + 2)))
    for line, row in enumerate(sheet.rows, 5):
        for place, name in enumerate(columns):
            _cell(page, line, place, row.get(name, ""), name in counted, looks)
    page.freeze_panes(5, 1)


def _is_counted(rows: Rows, name: str) -> bool:
    """Whether a column holds numbers alone: a text somebody wrote that reads like one stays a text among texts."""
    cells = [row[name] for row in rows if row.get(name, "") != ""]
    return bool(cells) and all(not isinstance(cell, str) or _NUMBER.fullmatch(cell) for cell in cells)


def _cell(page: Any, row: int, column: int, cell: str | int | float, is_counted: bool, looks: dict[str, Any]) -> None:
    if isinstance(cell, int | float):
        page.write_number(row, column, cell, looks["number"])
    elif cell and is_counted:
        is_share = cell.endswith("%")
        value = float(cell.rstrip("% ").replace(",", "."))
        page.write_number(row, column, value / 100 if is_share else value, looks["share" if is_share else "number"])
    elif cell:
        page.write_string(row, column, cell, looks["text"])


def _notes(page: Any, article: Article, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 110)
    page.write_string(0, 0, t(article.language, "story.method_title"), looks["title"])
    for row, note in enumerate((*article.notes, article.made), 2):
        page.write_string(row, 0, note, looks["text"])
