"""From a revealed ranking to workgroups that two phones join, on control, wall, phones and the page of results."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from tests.browser.people import Facilitator, Wall, phones, plan_meeting, see
from tests.rooms import ITEMS, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

CONTACT = "rosa@example.org"
STEP = "Call the county"
SURPRISES = [t(language, "ranking.what_surprises") for language in ("en", "es")]


def test_a_ranking_becomes_workgroups_that_two_phones_join(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"ranking": ITEMS}))
    ranking = server.save(lambda db: open_activity(db, made, "ranking"))
    order = {"order": ["housing", "childcare", "transport"]}
    server.save(lambda db: [answer(db, made, ranking, f"d{n}", order) for n in range(6)] and None)
    wall = Wall(browser, server.url, made.display_key)
    see(wall.page, wall.ring, (6, 6))
    wall.never_says(*SURPRISES)
    rosa = Facilitator(browser, server.url)
    rosa.page.goto(f"{server.url}/control?meeting={made.id}")
    expect(rosa.button("workgroups.make", n=3)).to_have_count(0)
    rosa.does("close", "close_now", "reveal")
    wall.says(*SURPRISES)
    rosa.button("workgroups.make", n=3).click()
    title = t("en", "workgroups.title")
    rosa.does("next", title=title)
    rosa.does("open")
    wall.says(title)
    wall.never_says(*SURPRISES)
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as (one, other):
        one.page.get_by_text("Housing").tap()
        one.page.get_by_text(t("en", "workgroups_phone.lead")).tap()
        one.page.locator("#step").fill(STEP)
        one.page.get_by_text(t("en", "workgroups_phone.agree")).tap()
        one.page.locator("#contact").fill(CONTACT)
        one.send()
        other.page.get_by_text("Housing").tap()
        other.send()
        rosa.sees_answered(2)
        rosa.does("close", "close_now", "reveal")
        row = wall.page.locator(".wall-cards.rows p").filter(has_text="Housing")
        expect(row).to_contain_text("2 people, 1 can lead")
        wall.never_says(STEP, CONTACT)
        rosa.button("reading.show").first.click()
        expect(row).to_contain_text(STEP)
        wall.never_says(CONTACT)
        expect(other.page.locator("li.you")).to_contain_text(STEP)
        assert CONTACT not in other.page.content()
        assert CONTACT not in rosa.page.content()
        rosa.page.goto(f"{server.url}/results?meeting={made.id}")
        rosa.page.get_by_text(t("en", "workgroups.contacts", n=1)).click()
        expect(rosa.page.get_by_text(CONTACT)).to_be_visible()
        server.save(lambda db: control.end(db, made.id))
        for phone in (one, other):
            phone.page.goto(f"{server.url}/j/{made.code}/takeaway")
            part = phone.page.locator(".part").filter(has_text=t(phone.language, "workgroups.title"))
            expect(part).to_contain_text(STEP)
            assert CONTACT not in phone.page.content()
    rosa.page.context.close()
    wall.page.context.close()
