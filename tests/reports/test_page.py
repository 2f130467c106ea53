"""The page: alone, inert, light, and the same numbers as everywhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from components.charts.editable import Editable
from components.reports.assembly import report_of
from components.reports.page import page
from components.reports.pdf import NoPrinter, pdf, printer
from components.reports.svg import draw
from db.engine import Store
from tests.reports.reported import HOSTILE, Tags, agree, order, two_meetings

AUDIENCES = ["organizers", "families", "agency", "funder"]


@pytest.fixture(params=AUDIENCES)
def html(store: Store, request: pytest.FixtureRequest) -> str:
    made = two_meetings(store)
    agree(store, made, "results")
    return page(report_of(store, order(made, request.param)))


def test_it_asks_for_nothing_and_can_do_nothing(html: str) -> None:
    found = Tags(html)
    names = {name for name, _ in found.tags}
    assert names & {"script", "form", "iframe", "img", "button", "input", "object", "embed", "base"} == set()
    assert list(found.values("href", "src", "action", "srcset", "xlink:href")) == ["data:,"]
    assert "url(" not in html
    assert "@import" not in html
    [policy] = [a["content"] or "" for _, a in found.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert not any(name.startswith("on") for _, attributes in found.tags for name in attributes)


def test_what_people_wrote_stays_words(html: str) -> None:
    assert "<script" not in html


def test_hostile_words_are_read_as_they_were_written(store: Store) -> None:
    made = two_meetings(store)
    assert HOSTILE in Tags(page(report_of(store, order(made)))).words


def test_it_is_light(html: str) -> None:
    assert len(html.encode()) < 60_000


def test_numbers_on_the_page_are_those_of_the_tallies(store: Store) -> None:
    made = two_meetings(store)
    words = Tags(page(report_of(store, order(made)))).words
    assert words.count("12") >= 4, "left then right of the line, in its picture and in its table"
    assert {"33 %", "75 %"} <= set(words)


@pytest.mark.slow
def test_it_opens_from_a_disk_without_a_network_and_without_a_complaint(
    browser: Browser, html: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "16px", "its style is let in"
    context.close()


@pytest.mark.slow
@pytest.mark.skipif(printer() is None, reason="no Chromium to print with")
@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_short_reports_print_on_one_sheet(store: Store, audience: str) -> None:
    made = two_meetings(store)
    agree(store, made, "results")
    report = report_of(store, order(made, audience))
    printed = pdf(lambda scale: page(report, is_for_paper=True, scale=scale), is_one_page=True)
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


def test_without_a_browser_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    printer.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoPrinter):
        pdf(lambda scale: "")
    printer.cache_clear()


CHARTS = {
    "bars": Editable("Bars", ("a & b", "c"), (("people", (3, 9)),), "bars"),
    "places": Editable("Places", ("first", "second"), (("place", (1.2, 1.8)),), "bars", is_place=True),
    "stacked": Editable("Stacked", ("May",), (("low", (1,)), ("mid", (2,)), ("high", (3,))), "stacked", tone="poles"),
    "piled": Editable("Piled", ("May", "June"), (("again", (0, 5)), ("new", (8, 2))), "piled", tone="parts"),
    "lines": Editable("Lines", ("May", "June", "July"), (("x", (0.1, None, 0.6)), ("y", (0.9, 0.5, 0.4))), "lines",
                      is_share=True),
    "field": Editable("Field", ("left", "right", "low", "high"), (("<here>", (20, 80)), ("there", (90, 10))), "field"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_every_form_is_drawn_with_its_names_and_numbers(name: str) -> None:
    chart = CHARTS[name]
    found = Tags(draw(chart, "es"))
    words = " ".join(found.words)
    names = [each for each, _ in chart.series] if chart.form in ("lines", "field", "stacked", "piled") else []
    assert [each for each in names if each not in words] == []
    assert [a["aria-label"] for tag, a in found.tags if tag == "svg"] == [chart.title]
    numbers = {"bars": "9", "places": "1,2", "stacked": "3", "piled": "8", "lines": "60 %", "field": "right"}
    assert numbers[name] in words


def test_the_first_place_has_the_longest_bar() -> None:
    widths = [float(a["width"] or 0) for tag, a in Tags(draw(CHARTS["places"], "en")).tags if tag == "rect"]
    assert widths[0] > widths[1]
