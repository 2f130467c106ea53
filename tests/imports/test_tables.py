"""Bytes of any file become lines of text, or are refused with a reason; nothing in them is ever run."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.imports.apart import read_apart
from components.imports.tables import MOST_COLUMNS, MOST_LINES, Unreadable, read_tables
from tests.imports.files import bomb, csv_file, with_sheet, xlsx_file

ROWS: list[list[Any]] = [["Option", "Votes"], ["Sí, señora", 3], ["No", 1]]
AS_TEXT = [("Option", "Votes"), ("Sí, señora", "3"), ("No", "1")]


def cells(data: bytes, name: str = "poll.csv") -> list[tuple[str, ...]]:
    [table] = read_tables(name, data)
    return [line.cells for line in table.lines]


def why_not(data: bytes, name: str = "poll.csv") -> str:
    with pytest.raises(Unreadable) as refused:
        read_tables(name, data)
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separated_values_are_read_in_every_encoding_and_with_every_separator(encoding: str, delimiter: str) -> None:
    assert cells(csv_file(ROWS, encoding=encoding, delimiter=delimiter)) == AS_TEXT


def test_a_workbook_gives_the_same_lines_as_separated_values() -> None:
    assert cells(xlsx_file(("Poll", ROWS)), "poll.xlsx") == AS_TEXT


def test_lines_keep_the_numbers_a_spreadsheet_shows() -> None:
    [table] = read_tables("poll.csv", b'a,b\n\n"two\nlines",1\nlast,2\n')
    assert [(line.number, line.cells[0]) for line in table.lines] == [(1, "a"), (3, "two\nlines"), (5, "last")]
    [sheet] = read_tables("poll.xlsx", xlsx_file(("One", [["a"], [], ["c"]])))
    assert [line.number for line in sheet.lines] == [1, 3]


def test_what_excel_says_about_its_separator_is_heeded_and_no_line_of_the_table() -> None:
    [table] = read_tables("poll.csv", b"sep=;\r\na,b;c\r\n1;2\r\n")
    assert [(line.number, line.cells) for line in table.lines] == [(2, ("a,b", "c")), (3, ("1", "2"))]


def test_a_formula_is_its_last_value_or_nothing_and_never_computed() -> None:
    assert cells(xlsx_file(("One", [["a", "b"], ["=1+1", "x"]])), "poll.xlsx") == [("a", "b"), ("", "x")]
    assert cells(b'a,b\n"=HYPERLINK(""http://x"")",1\n')[1] == ('=HYPERLINK("http://x")', "1")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "poll.csv", "empty"),
        (b"\n \n,,\n", "poll.csv", "empty"),
        (b"PK\x03\x04 no workbook at all", "poll.xlsx", "not_excel"),
        (b"a,b\n1,2", "poll.xlsx", "not_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "poll.xls", "old_excel"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "poll.csv", "not_text"),
        (b"\xff\xfea", "poll.csv", "not_text"),
        (b"a" * (10 * 1024 * 1024 + 1), "poll.csv", "too_large"),
        (b"a," * (MOST_COLUMNS + 1) + b"a", "poll.csv", "too_large"),
        (b"a\n" * (MOST_LINES + 1), "poll.csv", "too_large"),
        (b"x,\n" * 10 + b"," * 10_000 + b"x", "poll.csv", "too_large"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, name: str, code: str) -> None:
    assert why_not(data, name) == code


def test_a_workbook_that_would_unpack_to_far_more_is_refused() -> None:
    assert why_not(bomb(), "poll.xlsx") == "too_large"


SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize("entities", ['<!ENTITY a9 SYSTEM "file:///etc/hostname">', LAUGHS], ids=["file", "laughs"])
def test_a_workbook_reads_no_other_file_and_does_not_grow_while_it_is_read(entities: str) -> None:
    strings = f"<!DOCTYPE sst [{entities}]><sst><si><t>&a9;</t></si></sst>"
    assert cells(with_sheet(SHARED, "<sst><si><t>Hello</t></si></sst>"), "poll.xlsx") == [("Hello",)]
    assert why_not(with_sheet(SHARED, strings), "poll.xlsx") == "not_excel"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems let no process limit its own memory so")
def test_a_workbook_that_takes_more_memory_than_there_is_for_it_is_refused() -> None:
    nested = '<row r="1"><c r="A1" t="inlineStr"><is>' + "<r>" * 3_000_000 + "</r>" * 3_000_000 + "</is></c></row>"
    with pytest.raises(Unreadable) as refused:
        read_apart("poll.xlsx", with_sheet(nested))
    assert refused.value.code in ("too_large", "not_excel"), "and not merely empty, after all of it was read"


def test_a_workbook_with_ten_thousand_columns_is_refused() -> None:
    assert why_not(xlsx_file(("Wide", [list(range(10_000))])), "poll.xlsx") == "too_large"


def test_a_damaged_workbook_is_refused_wherever_the_damage_is() -> None:
    whole = xlsx_file(("Poll", ROWS))
    for at in range(0, len(whole), 97):
        broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with suppress(Unreadable):
            assert read_tables("poll.xlsx", broken)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        assert read_tables("poll.csv", data)


def test_reading_in_a_process_apart_gives_the_same() -> None:
    data = xlsx_file(("Poll", ROWS), ("Other", [["x"]]))
    assert read_apart("poll.xlsx", data) == read_tables("poll.xlsx", data)
    with pytest.raises(Unreadable) as refused:
        read_apart("poll.xlsx", b"PK nothing")
    assert refused.value.code == "not_excel"
