"""An organizer reads what has changed, follows it to its picture, and looks at part of the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting, see
from tests.rooms import LINES, Made, answer, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
PEOPLE = 12


def three_meetings(db: Store) -> Made:
    """The same people, at 20, 50 and 70."""
    first = plan_meeting(db, configs={"spectrum": LINES})
    for place in (20, 50, 70):
        made = first if place == 20 else next_meeting(db, first, {"spectrum": LINES})
        round_id = open_activity(db, made, "spectrum")
        for person in range(PEOPLE):
            answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": place + person % 5}})
        control.end(db, made.id)
    return first


def test_what_has_changed_leads_to_its_picture_and_follows_the_meetings_chosen(
    browser: Browser, server: Server
) -> None:
    server.save(three_meetings)
    host = Facilitator(browser, server.url)
    page = host.page
    page.get_by_role("link", name=t("en", "history.history_title"), exact=True).first.click()
    told = page.locator(".attune-story").first.locator("li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("moved 50 points")
    expect(told).to_contain_text(t("en", "story.clear"))
    expect(told).to_contain_text(t("en", "story.parts", stayed=50, came=0))
    told.get_by_role("link").click()
    see(
        page,
        lambda: page.evaluate("document.getElementById('history-spectrum').getBoundingClientRect().top < 400"),
        True,
    )
    expect(page.locator("[class*=st-key-trend-spectrum] .js-plotly-plot")).to_be_visible()
    page.get_by_text(t("en", "story.method_title"), exact=True).click()
    expect(page.get_by_text(t("en", "story.method_split"))).to_be_visible()
    page.get_by_role("slider").last.press("ArrowLeft")
    expect(told).to_contain_text("moved 30 points")
    expect(page.locator("[class*=st-key-trend-participation] .js-plotly-plot")).to_be_visible()
    page.context.close()
