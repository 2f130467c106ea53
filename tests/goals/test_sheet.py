"""Measurements in files, and numbers as people write them."""

from __future__ import annotations

import pytest

from components.goals.sheet import read_day, read_number, read_sheet
from db.measurements import Measurement


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,250", 1250), ("1,250.5", 1250.5), ("3.5", 3.5), ("3,5", 3.5), ("1.250,5", 1250.5), ("40 %", 40),
     ("$20", 20), ("−4", -4), ("", None), ("many", None), ("1e9", None), ("nan", None), ("١٢", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_days_with_slashes_are_read_as_the_reader_writes_them() -> None:
    assert read_day("5/4/2026") == "2026-05-04"
    assert read_day("5/4/2026", day_first=True) == "2026-04-05"
    assert read_day("31/12/2026") is None
    assert read_day("soon") is None


def test_what_cannot_be_read_is_told_by_line_and_reason() -> None:
    sheet = read_sheet(b"day,value,note\n2026-05-04,12,Spring\n\nsoon,3\n2026-05-05,many\n2026-05-04,12\n", "m")
    assert sheet.read == (Measurement("", "m", "2026-05-04", 12, "Spring"),)
    assert [(each.line, each.reason) for each in sheet.unread] == [(4, "no_day"), (5, "no_value"), (6, "twice")]


def test_columns_are_found_by_their_headings_in_both_languages() -> None:
    sheet = read_sheet("nota;valor;fecha\nLluvia;3,5;4/5/2026\n".encode("cp1252"), "m", day_first=True)
    assert sheet.read == (Measurement("", "m", "2026-05-04", 3.5, "Lluvia"),)


def test_the_same_file_may_come_twice() -> None:
    data = b"2026-05-04\t12\n2026-05-05\t13\n"
    first = read_sheet(data, "m")
    assert len(first.read) == 2
    again = read_sheet(data, "m", first.read)
    assert again.read == ()
    assert {each.reason for each in again.unread} == {"twice"}


def test_an_empty_file_holds_nothing() -> None:
    sheet = read_sheet(b"", "m")
    assert (sheet.read, sheet.unread) == ((), ())
