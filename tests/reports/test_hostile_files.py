"""Files made of what is hostile: nothing in them is computed, run or fetched when they are opened."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import openpyxl
import pytest

from components.exports import rows_of, to_csv
from components.live import past
from components.reports.assembly import report_of
from components.reports.everything import everything
from components.reports.sheets import sheets
from components.reports.slides import slides
from db import meetings
from db.engine import Store
from tests.hostile import PAYLOADS
from tests.hostile_room import Room, fill
from tests.reports.reported import order

STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@pytest.fixture(scope="module")
def filled() -> tuple[Store, Room]:
    from tests.rooms import in_memory

    store = in_memory()
    with store.atomic():
        return store, fill(store)


@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_of_any_csv_begins_a_formula(filled: tuple[Store, Room], separator: str) -> None:
    store, room = filled
    meeting = meetings.by_id(store, room.held.id)
    assert meeting
    own = to_csv(rows_of(meeting, past.agenda_of(store, meeting), "en"))
    for data in (own, everything(store, order(room.held), "csv")):
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))
        assert len(lines) > len(PAYLOADS)
        cells = [cell for line in lines for cell in line]
        assert [cell for cell in cells if cell.lstrip().startswith(STARTS)] == []


def test_no_cell_of_a_workbook_is_a_formula_or_leads_out_of_it(filled: tuple[Store, Room]) -> None:
    store, room = filled
    data = sheets(report_of(store, order(room.held)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} <= {None}
    assert_closed(data)


@pytest.mark.parametrize("audience", ["organizers", "families", "funder"])
def test_no_slide_leads_out_of_it(filled: tuple[Store, Room], audience: str) -> None:
    store, room = filled
    assert_closed(slides(report_of(store, order(room.held, audience))))


def assert_closed(data: bytes) -> None:
    """An office file without links to elsewhere, fields, scripts or entities, whose books inside are closed as well."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".xlsx"):
                assert_closed(part)
            if not name.endswith((".xml", ".rels")):
                continue
            assert b"<!DOCTYPE" not in part, name
            assert b'TargetMode="External"' not in part, name
            assert not re.search(rb"<f>|<f |hlinkClick[^>]*r:id=\"r|vbaProject|<a:fld type=\"[^s]", part), name
