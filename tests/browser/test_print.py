"""What is printed: nothing of the page around it, and ballots that are not broken over a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from components.text import t
from db.ids import show_join_code
from tests.browser.people import Facilitator, plan_meeting
from tests.rooms import Made
from tests.servers import Server

pytestmark = pytest.mark.slow

SHEET_WIDTH, SHEET_HEIGHT = 718, 978
"""What A4 and Letter both have within 10 mm, in CSS pixels."""


@pytest.fixture(scope="module")
def made(server: Server) -> Made:
    return server.save(plan_meeting)


@pytest.fixture(scope="module")
def page(browser: Browser, server: Server, made: Made) -> Iterator[Page]:
    host = Facilitator(browser, server.url)
    yield host.page
    host.page.context.close()


def open_print(page: Page, server: Server, made: Made, thing: str) -> None:
    page.emulate_media(media="screen")
    page.goto(f"{server.url}/print?meeting={made.id}")
    page.get_by_text(t("en", f"paper.{thing}"), exact=True).click()


def sheets(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def shows_sheets_alone(page: Page) -> None:
    page.emulate_media(media="print")
    for name in (".st-key-attune-bar", ".st-key-print-options", ".attune-head"):
        expect(page.locator(name).first).to_be_hidden()
    expect(page.locator(".prints")).to_be_visible()


def test_eight_table_tents_are_two_sheets_of_either_paper(page: Page, server: Server, made: Made) -> None:
    open_print(page, server, made, "tents")
    expect(page.locator(".face")).to_have_count(16)
    expect(page.locator(".face img")).to_have_count(16)
    expect(page.get_by_text(show_join_code(made.code)).first).to_be_visible()
    shows_sheets_alone(page)
    assert [sheets(page, paper) for paper in ("A4", "Letter")] == [2, 2]


def test_the_way_in_is_one_sheet_with_the_line_for_the_chat(page: Page, server: Server, made: Made) -> None:
    open_print(page, server, made, "sheet")
    line = page.locator(".way-in .chat")
    expect(line).to_contain_text(f"/j/{made.code}")
    expect(line).to_contain_text("Reunión de primavera")
    shows_sheets_alone(page)
    assert [sheets(page, paper) for paper in ("A4", "Letter")] == [1, 1]


@pytest.mark.parametrize("language", ["English", "Español"])
def test_every_ballot_of_a_meeting_fits_on_a_sheet(page: Page, server: Server, made: Made, language: str) -> None:
    open_print(page, server, made, "ballots")
    expect(page.locator(".ballot-paper").first).to_be_visible()
    page.get_by_text(language, exact=True).last.click()
    note = t({"English": "en", "Español": "es"}[language], "paper.ballot_note")
    expect(page.get_by_text(note).first).to_be_visible()
    shows_sheets_alone(page)
    page.set_viewport_size({"width": SHEET_WIDTH, "height": SHEET_HEIGHT})
    sizes = page.evaluate(
        "[...document.querySelectorAll('.ballot-paper')].map((one) => [one.scrollWidth, one.clientHeight])"
    )
    assert len(sizes) > 100
    assert all(width <= SHEET_WIDTH and 0 < height <= SHEET_HEIGHT for width, height in sizes)
    page.set_viewport_size({"width": 1440, "height": 900})
