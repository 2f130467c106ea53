"""Slides, sheets and data, opened with the libraries that read them, hold the numbers of the tallies."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from components.exports import rows_of
from components.live import past
from components.reports.assembly import report_of
from components.reports.everything import everything
from components.reports.report import NothingToReport
from components.reports.sheets import sheets
from components.reports.slides import slides
from components.text import t
from db import meetings
from db.engine import Store
from tests.reports.reported import HOSTILE, hold, order, tallies, two_meetings
from tests.reports.test_page import CHARTS
from tests.rooms import CONFIGS, make_meeting


def opened(store: Store, made: Any, **wishes: Any) -> Any:
    return Presentation(io.BytesIO(slides(report_of(store, order(made, **wishes)))))


def charts_in(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_slides_hold_charts_that_can_be_edited_with_the_numbers_of_the_tallies(store: Store) -> None:
    made = two_meetings(store)
    spectrum, choice, came = charts_in(opened(store, made))
    lines = [tally["lines"]["expertise"] for tally in tallies(store, made, "spectrum")]
    assert [list(series.values) for series in spectrum.plots[0].series] == [
        [line[zone] for line in lines] for zone in ("left", "middle", "right")
    ]
    assert spectrum.chart_type == XL_CHART_TYPE.BAR_STACKED_100
    assert [series.name for series in spectrum.plots[0].series][::2] == ["Authority", "Lived experience"]
    shares = [[tally["choices"][name] / 12 for tally in tallies(store, made, "choice")] for name in "ab"]
    assert [list(series.values) for series in choice.plots[0].series] == shares
    assert [list(series.values) for series in came.plots[0].series] == [[0, 12], [12, 0]]


def test_a_slides_chart_has_its_numbers_in_a_sheet_of_its_own(store: Store) -> None:
    made = two_meetings(store)
    chart = charts_in(opened(store, made))[0]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == (None, "Authority", t("en", "reports.between"), "Lived experience")
    assert [row[1:] for row in rows[1:]] == [(12, 0, 0), (0, 0, 12)]


def test_a_slide_says_what_is_seen_and_its_notes_hold_the_table(store: Store) -> None:
    made = two_meetings(store)
    deck = opened(store, made)
    article = report_of(store, order(made)).first
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title]
    assert [chart.title for _, chart in article.charts] == titles[1:-1]
    assert titles[0] == t("en", "story.title")
    notes = deck.slides[2].notes_slide.notes_text_frame.text
    assert f"{t('en', 'charts.column_n_left')}: 12" in notes
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000), "16:9"


def test_every_form_of_chart_goes_onto_a_slide(store: Store) -> None:
    from dataclasses import replace

    made = two_meetings(store)
    report = report_of(store, order(made))
    part = replace(report.first.parts[0], charts=tuple(CHARTS.values()))
    article = replace(report.first, parts=(part,))
    found = charts_in(Presentation(io.BytesIO(slides(replace(report, articles=(article,))))))
    assert len(found) == len(CHARTS)
    for chart, wanted in zip(found, CHARTS.values(), strict=True):
        drawn = [list(series.values) for series in chart.plots[0].series]
        numbers = [list(values) for _, values in wanted.series]
        assert drawn == ([[up] for _, up in numbers] if wanted.form == "field" else numbers)


def test_sheets_hold_one_for_each_activity_with_numbers_as_numbers(store: Store) -> None:
    made = two_meetings(store)
    book = openpyxl.load_workbook(io.BytesIO(sheets(report_of(store, order(made)))))
    assert book.sheetnames == [
        t("en", "reports.contents"), "Spectrum", "Choice", "Spectrum (2)", "Choice (2)",
        "For whom it holds · New or not", t("en", "story.method_title"),
    ]  # fmt: skip
    for row in table_of(book["For whom it holds · New or not"]):
        assert row[t("en", "groups.column_group")] == t("en", "groups.new" if "March" in row["Day"] else "groups.back")
        assert row[t("en", "groups.column_people")] == 12
    for name, tally in zip(("Spectrum", "Spectrum (2)"), tallies(store, made, "spectrum"), strict=True):
        [row] = table_of(book[name])
        line = tally["lines"]["expertise"]
        zones = ("left", "middle", "right")
        assert [row[t("en", f"charts.column_n_{zone}")] for zone in zones] == [line[zone] for zone in zones]
        assert row[t("en", "charts.column_median")] == line["median"]
        assert book[name].freeze_panes == "B6"
        assert book[name]["A5"].font.bold
    for name, tally in zip(("Choice", "Choice (2)"), tallies(store, made, "choice"), strict=True):
        people = [row[t("en", "charts.column_people")] for row in table_of(book[name])]
        assert people == list(tally["choices"].values())
        assert [row[t("en", "choice.column_share")] for row in table_of(book[name])] == [
            round(100 * count / 12) / 100 for count in people
        ]


def table_of(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(min_row=5, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_no_sheet_runs_what_somebody_wrote(store: Store) -> None:
    made = two_meetings(store)
    book = openpyxl.load_workbook(io.BytesIO(sheets(report_of(store, order(made)))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert HOSTILE in [cell.value for cell in cells]
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {None}, "links within the book alone"


def test_everything_is_each_meetings_own_file_one_after_the_other(store: Store) -> None:
    made = two_meetings(store)
    found = json.loads(everything(store, order(made), "json"))
    wanted: Counter[str] = Counter()
    for meeting in meetings.of_community(store, made.community_id):
        rows = rows_of(meeting, past.agenda_of(store, meeting), "en")
        wanted.update(f"{meeting.held_on} {row.field} {row.value}" for row in rows)
    assert Counter(f"{row['held_on']} {row['field']} {row['value']}" for row in found) == wanted
    head, *lines = csv.reader(io.StringIO(everything(store, order(made), "csv").decode("utf-8-sig")))
    assert head[0] == "held_on"
    assert len(lines) == len(found) == 48
    assert not any(cell.startswith("=") for line in lines for cell in line)


def test_everything_withholds_what_a_meetings_file_withholds(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": CONFIGS["spectrum"]}, show="at_five")
    hold(store, made, people=4)
    [row] = json.loads(everything(store, order(made), "json"))
    assert row["field"] == "withheld"


def test_everything_of_nothing_is_nothing(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": CONFIGS["spectrum"]})
    with pytest.raises(NothingToReport):
        everything(store, order(made), "csv")
