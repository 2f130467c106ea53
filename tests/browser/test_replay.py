"""A facilitator holds two rounds against each other, and sees how the second one unfolded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting
from tests.rooms import LINES, Made, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
PEOPLE = 12


def two_rounds(db: Store) -> Made:
    made = plan_meeting(db, show="at_five", configs={"spectrum": LINES})
    for place in (20, 60):
        round_id = open_activity(db, made, "spectrum")
        for person in range(PEOPLE):
            answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": place + person}})
        control.close(db, made.id, seconds=0)
    control.end(db, made.id)
    return made


def test_two_rounds_stand_side_by_side_and_the_last_one_unfolds_in_its_steps(browser: Browser, server: Server) -> None:
    made = server.save(two_rounds)
    host = Facilitator(browser, server.url, reduced_motion="reduce")
    page = host.page
    page.goto(f"{server.url}/results?meeting={made.id}")
    page.get_by_text(t("en", "replay.against"), exact=True).click()
    against = page.locator("[class*=st-key-against-]")
    expect(against.locator(".js-plotly-plot")).to_have_count(2)
    page.get_by_text(t("en", "replay.title"), exact=True).click()
    expect(page.locator("[data-attune-ready=yes] .js-plotly-plot")).to_be_visible()
    told = page.locator(".attune-replay output")
    expect(told).to_have_text("5 answers · in the first minute")
    rail = page.get_by_role("slider", name=t("en", "replay.rail"))
    for words in ("8 answers", "11 answers", "12 answers · at the end"):
        rail.press("ArrowRight")
        expect(told).to_contain_text(words)
    expect(rail).to_have_attribute("aria-valuetext", "12 answers · at the end")
    host.button("replay.again").press("Enter")
    expect(host.button("replay.pause")).to_be_visible()
    expect(told).to_contain_text("12 answers")
    expect(host.button("replay.again")).to_be_visible()
    page.context.close()


def test_where_our_own_plotly_does_not_come_it_is_gone_through_by_hand(browser: Browser, server: Server) -> None:
    made = server.save(two_rounds)
    host = Facilitator(browser, server.url)
    page = host.page
    page.add_init_script("Object.defineProperty(window, 'Plotly', { get: () => undefined, set: () => {} })")
    page.route("**/j/assets/**", lambda route: route.abort())
    page.goto(f"{server.url}/results?meeting={made.id}")
    page.get_by_text(t("en", "replay.title"), exact=True).click()
    rail = page.get_by_role("slider", name=t("en", "replay.rail"))
    expect(page.locator("p", has_text="5 answers · in the first minute")).to_be_visible()
    rail.press("ArrowRight")
    expect(page.locator("p", has_text="8 answers · in the first minute")).to_be_visible()
    expect(page.locator(f"[class*='st-key-replay-{made.activity_ids['spectrum']}'] .js-plotly-plot")).to_be_visible()
    page.context.close()
