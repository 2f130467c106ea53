"""An organizer takes the history along: every file, a page for families, a link for somebody who has no account."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from components.reports.pdf import printer
from components.text import t
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting, see
from tests.reports.reported import CONFIGS, Tags, agree, hold
from tests.rooms import Made, next_meeting
from tests.servers import Server

pytestmark = pytest.mark.slow
LONG = 90_000
"""A report is made in a process of its own, which has to start."""


def two_meetings(db: Store) -> Made:
    first = plan_meeting(db, configs=CONFIGS)
    hold(db, first, 20, 4)
    hold(db, next_meeting(db, first, CONFIGS), 70, 9)
    return first


@pytest.fixture(scope="module", autouse=True)
def made(server: Server) -> Made:
    """One community for all tests here, whichever of them run."""
    return server.save(two_meetings)


class Reporter(Facilitator):
    """An organizer at the page for reports."""

    def open_reports(self) -> None:
        self.page.get_by_role("link", name=t("en", "history.history_title"), exact=True).first.click()
        self.page.get_by_role("link", name=t("en", "reports.take_along"), exact=True).click()
        expect(self.page.get_by_role("heading", name=t("en", "reports.title"), exact=True)).to_be_visible()

    def begin(self, form: str) -> None:
        self.page.locator(f".st-key-make-{form}").get_by_role("button").click()
        expect(self.page.get_by_role("progressbar")).to_be_visible()

    def get(self, form: str, folder: Path) -> Path:
        """Have a file made, follow how far it is, and save it."""
        self.begin(form)
        save = self.page.locator(f".st-key-save-{form}").get_by_role("button")
        expect(save).to_be_visible(timeout=LONG)
        with self.page.expect_download() as download:
            save.click()
        assert download.value.suggested_filename.endswith(f".{form}")
        download.value.save_as(folder / f"report.{form}")
        return folder / f"report.{form}"

    def choose(self, audience: str) -> None:
        self.page.get_by_text(t("en", f"reports.for_{audience}"), exact=True).click()


def charts_of(file: Path) -> list[list[Any]]:
    """The numbers of every chart on slides."""
    deck = Presentation(io.BytesIO(file.read_bytes()))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    return [[list(series.values) for series in chart.plots[0].series] for chart in charts]


def test_every_file_holds_the_numbers_of_the_page(browser: Browser, server: Server, tmp_path: Path) -> None:
    host = Reporter(browser, server.url)
    host.open_reports()
    words = Tags(host.get("html", tmp_path).read_text(encoding="utf-8")).words
    assert words.count("12") >= 4
    spectrum, choice, came = charts_of(host.get("pptx", tmp_path))
    assert spectrum == [[12, 0], [0, 0], [0, 12]]
    assert choice == [[4 / 12, 9 / 12], [8 / 12, 3 / 12]]
    assert came == [[0, 12], [12, 0]]
    assert {"33 %", "75 %"} <= set(words), "the shares, in the table behind the picture"
    book = openpyxl.load_workbook(host.get("xlsx", tmp_path))
    rows = [list(row) for name in ("Choice", "Choice (2)") for row in book[name].iter_rows(min_row=6, values_only=True)]
    assert [row[1] for row in rows] == [4, 8, 9, 3]
    listed = list(csv.DictReader(io.StringIO(host.get("csv", tmp_path).read_text(encoding="utf-8-sig"))))
    data = json.loads(host.get("json", tmp_path).read_text(encoding="utf-8"))
    for found in (listed, data):
        chosen = [row["field"] for row in found if row["kind"] == "choice"]
        assert (chosen.count("a"), chosen.count("b")) == (13, 11)
    if printer():
        assert host.get("pdf", tmp_path).read_bytes().startswith(b"%PDF")
    host.page.context.close()


def test_a_file_that_is_being_made_can_be_cancelled(browser: Browser, server: Server) -> None:
    host = Reporter(browser, server.url)
    host.open_reports()
    host.begin("pptx")
    host.button("reports.cancel").click()
    expect(host.page.get_by_text(t("en", "errors.report_stopped"))).to_be_visible()
    expect(host.page.locator(".st-key-make-pptx").get_by_role("button")).to_be_enabled()
    expect(host.page.get_by_role("progressbar")).to_have_count(0)
    host.page.context.close()


def opened(browser: Browser, url: str) -> tuple[Page, int]:
    """A page as somebody sees it who has never been here."""
    tab = browser.new_context(locale="en-US").new_page()
    answer = tab.goto(url)
    assert answer
    return tab, answer.status


def test_a_link_opens_without_signing_in_until_it_is_revoked(browser: Browser, server: Server) -> None:
    server.save(lambda db: db.execute("DELETE FROM shared_reports"))
    host = Reporter(browser, server.url)
    host.open_reports()
    host.choose("families")
    host.button("reports.share").click()
    shown = host.page.locator(".st-key-card-new-link code")
    expect(shown).to_contain_text("/r/")
    url = f"{server.url}/r/{shown.inner_text().rpartition('/')[2]}"
    tab, status = opened(browser, url)
    assert status == 200
    expect(tab.get_by_role("heading", name=t("es", "reports.talked"))).to_be_visible()
    assert tab.locator("a, button, input, script").count() == 0
    host.button("reports.revoke").click()
    expect(host.page.get_by_text(t("en", "reports.none_shared"))).to_be_visible()
    answer = tab.goto(url)
    assert answer
    assert answer.status == 404
    expect(tab.get_by_text(t("en", "reports.gone"))).to_be_visible()
    tab.context.close()
    host.page.context.close()


def test_a_link_that_is_over_is_gone(browser: Browser, server: Server) -> None:
    host = Reporter(browser, server.url)
    host.open_reports()
    host.button("reports.share").click()
    shown = host.page.locator(".st-key-card-new-link code")
    expect(shown).to_contain_text("/r/")
    url = f"{server.url}/r/{shown.inner_text().rpartition('/')[2]}"
    server.save(lambda db: db.execute("UPDATE shared_reports SET expires_at = '2024-01-01T00:00:00.000Z'"))
    tab, status = opened(browser, url)
    assert status == 404
    tab.context.close()
    host.page.context.close()


def test_the_funder_gets_a_report_once_the_group_has_agreed(browser: Browser, server: Server, tmp_path: Path) -> None:
    host = Reporter(browser, server.url)
    host.open_reports()
    host.choose("funder")
    expect(host.page.get_by_text(t("en", "errors.report_not_agreed"))).to_be_visible()
    assert host.page.locator(".st-key-make-html").count() == 0
    assert host.button("reports.share").count() == 0
    made = server.read(lambda db: db.query("SELECT id FROM communities")[0]["id"])
    server.save(lambda db: agree(db, Made("", made, "", "", "", {}), "results"))
    host.page.reload()
    host.choose("funder")
    html = host.get("html", tmp_path).read_text(encoding="utf-8")
    assert "We agreed on results." in html
    assert "<table" not in html
    host.page.context.close()


def test_a_meetings_page_leads_to_a_report_of_that_meeting(browser: Browser, server: Server, tmp_path: Path) -> None:
    meeting = server.read(lambda db: db.query("SELECT id FROM meetings ORDER BY created_at")[0]["id"])
    host = Reporter(browser, server.url)
    host.page.goto(f"{server.url}/results?meeting={meeting}")
    host.page.get_by_role("link", name=t("en", "reports.of_meeting"), exact=True).click()
    expect(host.page.get_by_role("heading", name=t("en", "reports.title"), exact=True)).to_be_visible()
    html = host.get("html", tmp_path).read_text(encoding="utf-8")
    heads = re.findall(r"<h1>(.*?)</h1>", html)
    assert heads == ["Spring meeting"]
    see(host.page, lambda: host.page.get_by_role("slider").count(), 2)
    host.page.context.close()
