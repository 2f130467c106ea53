"""A part of the charter: written, put to the room, answered on phones, adopted, and read on the charter's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from tests.browser.people import Facilitator, Wall, phones, plan_meeting
from tests.rooms import TALK
from tests.servers import Server

pytestmark = pytest.mark.slow

WORDS = "Families and agencies of our county learn side by side."
WISH = "Say who decides."


def test_a_text_goes_from_the_charter_to_the_room_and_back(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"talk": TALK}))
    rosa = Facilitator(browser, server.url)
    rosa.page.goto(f"{server.url}/charter?community={made.community_id}")
    rosa.page.locator(".st-key-charter-write-vision button").click()
    rosa.page.get_by_role("dialog").locator("textarea").first.fill(WORDS)
    rosa.button("charter.keep").click()
    expect(rosa.page.locator(".attune-charter.waits")).to_contain_text(WORDS)
    rosa.page.locator(".st-key-charter-put-vision button").click()
    rosa.button("charter.put_it").click()
    expect(rosa.page).to_have_url(f"{server.url}/agenda?meeting={made.id}")
    rosa.page.goto(f"{server.url}/control?meeting={made.id}")
    rosa.page.get_by_role("button", name="2. Our shared vision: can we live with this?").click()
    rosa.does("open")
    wall = Wall(browser, server.url, made.display_key)
    wall.says(WORDS)
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as (one, other):
        expect(one.page.locator(".text")).to_have_text(WORDS)
        one.page.get_by_text(t("en", "adopt_phone.can_live")).tap()
        one.page.locator("#wish").fill(WISH)
        one.send()
        other.page.get_by_text(t("es", "adopt_phone.support")).tap()
        other.send()
        rosa.sees_answered(2)
        rosa.does("close", "close_now")
        rosa.button("charter.adopt").click()
        expect(rosa.page.get_by_text(t("en", "charter.is_adopted"))).to_be_visible()
        rosa.does("reveal")
        expect(one.page.locator("li.you")).to_contain_text(t("en", "adopt_phone.can_live"))
        wall.says(t("en", "adopt.support"))
        assert WISH not in other.page.content()
    rosa.page.goto(f"{server.url}/charter?community={made.community_id}")
    part = rosa.page.locator(".st-key-card-charter-vision")
    expect(part.locator(".attune-charter")).to_contain_text(WORDS)
    expect(part).to_contain_text("Spring meeting")
    expect(part.locator(".waits")).to_have_count(0)
    rosa.page.context.close()
    wall.page.context.close()
