"""An organizer corrects the record, says what happened around a meeting, and makes the next one of what was left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from components.live import control
from components.text import t
from db import meetings
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting, see
from tests.rooms import ITEMS, LINES, Made, answer, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
PEOPLE = 12


def two_meetings(db: Store) -> tuple[Made, Made]:
    """One at 20 and one where half stand at 10 and half at 90, with no time for its ranking."""
    first = plan_meeting(db, configs={"spectrum": LINES})
    second = next_meeting(db, first, {"spectrum": LINES, "ranking": ITEMS})
    for made, day, places in ((first, "2026-03-12", (20, 20)), (second, "2026-04-23", (10, 90))):
        meetings.change(db, made.id, held_on=day)
        round_id = open_activity(db, made, "spectrum")
        for person in range(PEOPLE):
            answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": places[person % 2]}})
        control.end(db, made.id)
    return first, second


def open_record(page: Page, made: Made) -> None:
    """From the list of meetings to a meeting's page, where its record is corrected."""
    page.get_by_role("link", name=t("en", "facilitator.page_meetings"), exact=True).first.click()
    card = page.locator(f".st-key-card-meeting-{made.id}")
    card.get_by_role("link", name=t("en", "facilitator.page_results")).click()
    page.locator("summary").filter(has_text=t("en", "correct.title")).click()
    expect(page.get_by_text(t("en", "correct.lead"))).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list that opens; one that opens while the page still scrolls closes again."""
    box, wanted = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option).first

    def is_open() -> bool:
        if box.get_attribute("aria-expanded") != "true":
            box.click()
            page.wait_for_timeout(300)
        return wanted.is_visible()

    see(page, is_open, True)
    wanted.click()


def test_the_record_is_corrected_and_history_follows(browser: Browser, server: Server) -> None:
    first, second = server.save(two_meetings)
    host = Facilitator(browser, server.url)
    page = host.page
    open_record(page, second)
    choose(page, t("en", "correct.which_activity"), "Spectrum")
    choose(page, t("en", "correct.which_answer"), ": 90")
    host.button("correct.withdraw").click()
    expect(page.get_by_text(t("en", "correct.was_withdrawn", activity="Spectrum"))).to_be_visible()
    expect(page.get_by_text(t("en", "history.answers", n=PEOPLE - 1)).first).to_be_visible()
    host.button("correct.put_back").click()
    expect(page.get_by_text(t("en", "history.answers", n=PEOPLE)).first).to_be_visible()
    host.button("correct.leave_out").click()
    expect(page.get_by_text(t("en", "correct.is_left_out"))).to_be_visible()

    page.get_by_role("link", name=t("en", "history.history_title"), exact=True).first.click()
    expect(page.get_by_text("One meeting so far")).to_be_visible()
    page.locator("summary").filter(has_text="What was corrected (3)").click()
    told = {"meeting": "Spring meeting", "held_on": "April 23, 2026"}
    expect(page.get_by_text(t("en", "correct.log_left_out", **told))).to_be_visible()
    expect(page.get_by_text(t("en", "correct.log_withdrawn", activity="Spectrum", **told))).to_be_visible()

    open_record(page, first)
    host.button("correct.forget").click()
    host.button("facilitator.delete_yes").click()
    host.button("facilitator.undo").click()
    expect(page.locator("[class*=st-key-card-meeting]")).to_have_count(2)
    page.context.close()


def test_what_happened_stands_on_the_charts_and_the_next_meeting_is_one_click_away(
    browser: Browser, server: Server
) -> None:
    _, second = server.save(two_meetings)
    host = Facilitator(browser, server.url)
    page = host.page
    page.goto(f"{server.url}/history?community={second.community_id}")
    page.locator("[class*=st-key-trend-spectrum]").scroll_into_view_if_needed()
    chart = page.locator("[class*=st-key-trend-spectrum] .js-plotly-plot")
    expect(chart).to_be_visible()
    page.locator("summary").filter(has_text=t("en", "context.notes_title")).click()
    day = page.get_by_role("group", name=t("en", "context.note_from"))
    day.get_by_role("spinbutton").first.click()
    page.keyboard.type("04032026")
    page.get_by_role("textbox", name=t("en", "context.note_text")).first.fill("New bus line 12 opened")
    host.button("context.note_add").click()
    expect(chart.get_by_text("Apr 3, 2026: New bus line 12 opened")).to_be_visible()

    card = page.locator(".st-key-card-prepare")
    expect(card.get_by_text(t("en", "prepare.why_skipped"))).to_be_visible()
    expect(card.get_by_text(t("en", "prepare.total", minutes=24))).to_be_visible()
    card.get_by_text("Ranking", exact=True).click()
    expect(card.get_by_text(t("en", "prepare.total", minutes=19))).to_be_visible()
    host.button("prepare.make").click()
    expect(page.get_by_role("heading", name="Next meeting")).to_be_visible()
    see(page, lambda: page.locator("[class*=st-key-card-row-]").count(), 3)

    page.get_by_role("link", name=t("en", "facilitator.page_meetings"), exact=True).first.click()
    host.button("prepare.title").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(t("en", "prepare.why_skipped"))).to_be_visible()
    dialog.get_by_role("button", name=t("en", "prepare.make")).click()
    expect(page.get_by_role("heading", name="Next meeting")).to_be_visible()
    see(page, lambda: page.locator("[class*=st-key-card-row-]").count(), 4)
    page.context.close()
