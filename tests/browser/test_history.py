"""An organizer reads what has changed, follows it to its picture, and looks at part of the way."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from components.live import control
from components.text import t
from db import communities, participants
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting, see
from tests.reports.reported import CONFIGS, hold
from tests.rooms import LINES, Made, answer, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
PEOPLE = 12
LAST = "[class*=st-key-trend-participation] .attune-figure"
DRAWN = (
    """() => [...document.querySelectorAll(".attune-figure")].map((box) => Boolean(box.querySelector(".main-svg")))"""
)
HEIGHT = "(name) => document.querySelector(name).getBoundingClientRect().height"


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
    page.locator("[class*=st-key-trend-participation]").scroll_into_view_if_needed()
    expect(page.locator("[class*=st-key-trend-participation] .js-plotly-plot")).to_be_visible()
    page.context.close()


def test_a_way_to_a_part_that_is_not_drawn_yet_leads_there_once_it_is(browser: Browser, server: Server) -> None:
    """As for somebody who reads the first sentence and presses it while the rest of the page is on its way."""
    server.save(three_meetings)
    page = Facilitator(browser, server.url).page
    page.get_by_role("link", name=t("en", "history.history_title"), exact=True).first.click()
    expect(page.locator("#history-spectrum")).to_be_attached()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    page.evaluate("document.getElementById('history-spectrum').id = 'not-yet'")
    page.locator(".attune-story").first.get_by_role("link").click()
    page.wait_for_timeout(300)
    assert page.evaluate("document.getElementById('not-yet').getBoundingClientRect().top") > 400, "there already"
    page.evaluate("document.getElementById('not-yet').id = 'history-spectrum'")
    see(
        page,
        lambda: page.evaluate("document.getElementById('history-spectrum').getBoundingClientRect().top < 400"),
        True,
    )
    page.context.close()


def many_pictures(db: Store) -> Made:
    first = plan_meeting(db, configs=CONFIGS)
    hold(db, first, 20, 4)
    hold(db, next_meeting(db, first, CONFIGS), 70, 9)
    return first


def open_many(browser: Browser, server: Server) -> Page:
    """A page of pictures in a low window, the first of them drawn, the last far below."""
    made = server.save(many_pictures)
    page = Facilitator(browser, server.url, viewport={"width": 1024, "height": 500}).page
    page.goto(f"{server.url}/history?community={made.community_id}")
    page.locator("[class*=st-key-trend-spectrum]").first.scroll_into_view_if_needed()
    expect(page.locator("[class*=st-key-trend-spectrum] .main-svg").first).to_be_visible()
    expect(page.locator(LAST)).to_have_count(1)
    page.wait_for_timeout(500)  # time enough for all of them to be drawn, were they not to wait
    expect(page.locator(f"{LAST} .main-svg")).to_have_count(0)
    return page


def test_a_picture_far_below_keeps_its_place_and_is_drawn_once_it_comes_near(browser: Browser, server: Server) -> None:
    page = open_many(browser, server)
    last = page.locator(LAST)
    assert str(last.get_attribute("aria-label")), "read aloud before it is drawn"
    kept = page.evaluate(HEIGHT, LAST)
    last.scroll_into_view_if_needed()
    expect(last.locator(".main-svg").first).to_be_visible()
    assert page.evaluate(HEIGHT, LAST) == kept > 100
    page.context.close()


def test_all_pictures_are_drawn_before_a_page_is_printed(browser: Browser, server: Server) -> None:
    page = open_many(browser, server)
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.drawn = ({DRAWN})(); }})")
    page.pdf()
    drawn = page.evaluate("window.drawn")
    assert len(drawn) > 2
    assert all(drawn)
    page.context.close()


def two_groups(db: Store) -> Made:
    """The first six are parents, the others staff, who stand elsewhere."""
    made = plan_meeting(db, configs={"spectrum": LINES})
    roles = {"parent": "Parent", "staff": "Staff member"}
    asked = {"roles": [{"id": name, "text": {"en": words}} for name, words in roles.items()]}
    communities.ask_about(db, made.community_id, json.dumps(asked))
    round_id = open_activity(db, made, "spectrum")
    for person in range(PEOPLE):
        role, place = ("parent", 80) if person < 6 else ("staff", 20)
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": place}})
        known = participants.find(db, made.community_id, f"phone {person}")
        assert known
        participants.set_attributes(db, known, json.dumps({"roles": [role]}))
    control.end(db, made.id)
    return made


def test_for_whom_it_holds_is_looked_at_on_the_spot(browser: Browser, server: Server) -> None:
    made = server.save(two_groups)
    host = Facilitator(browser, server.url)
    page = host.page
    page.goto(f"{server.url}/history?community={made.community_id}")
    page.locator(".st-key-by-spectrum").get_by_text(t("en", "groups.by_roles"), exact=True).click()
    picture = page.locator("[class*=st-key-groups-spectrum]")
    picture.scroll_into_view_if_needed()
    expect(picture.locator(".js-plotly-plot")).to_be_visible()
    expect(picture).to_contain_text("Staff member")
    expect(page.get_by_text(t("en", "groups.rule"))).to_be_visible()
    page.context.close()


def two_names(db: Store) -> Made:
    """Childcare was asked about first, and child care the next time."""
    first = plan_meeting(db, configs={"ranking": named("Childcare", "Housing")})
    for name in ("Childcare", "Child care"):
        made = first if name == "Childcare" else next_meeting(db, first, {"ranking": named(name, "Housing")})
        round_id = open_activity(db, made, "ranking")
        for person in range(PEOPLE):
            answer(db, made, round_id, f"phone {person}", {"order": [name.replace(" ", "-").lower()]})
        control.end(db, made.id)
    return first


def named(*names: str) -> dict[str, object]:
    return {"items": [{"id": name.replace(" ", "-").lower(), "text": {"en": name}} for name in names], "top": 1}


def test_one_thing_under_two_names_is_joined_and_parted_again(browser: Browser, server: Server) -> None:
    made = server.save(two_names)
    host = Facilitator(browser, server.url)
    page = host.page
    page.goto(f"{server.url}/history?community={made.community_id}")
    page.get_by_text(t("en", "joins.title"), exact=True).first.click()
    alike = page.get_by_text(t("en", "joins.alike", one="Childcare", other="Child care"))
    expect(alike).to_be_visible()
    page.locator("[class*=st-key-alike-ranking]").get_by_role("button", name=t("en", "joins.join")).click()
    expect(alike).to_have_count(0)
    decided = page.get_by_text(t("en", "joins.was_joined", name="Child care"))
    if not decided.is_visible():
        page.get_by_text(t("en", "joins.title"), exact=True).first.click()
    expect(decided).to_be_visible()
    page.locator("[class*=st-key-decided-]").get_by_role("button", name=t("en", "joins.back")).click()
    expect(decided).to_have_count(0)
    page.context.close()
