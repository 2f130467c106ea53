"""From who can help whom to two phones that find each other by the same sign, on control, wall and phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from db.engine import Store
from tests.browser.people import Facilitator, Wall, phones, plan_meeting
from tests.examples.match import EXAMPLES
from tests.rooms import answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

NOTE = "They lent us their form."


def test_two_phones_find_each_other_by_the_same_sign(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"match": EXAMPLES["three"]}, show="at_five"))
    asked = server.save(lambda db: open_activity(db, made, "match"))
    sides = ["solved", "facing"]

    def everybody(db: Store) -> None:
        for n in range(6):
            value = {"stands": {"housing": sides[n % 2], "childcare": sides[n // 3]}, "from": f"County {n}"}
            answer(db, made, asked, f"d{n}", value)

    server.save(everybody)
    wall = Wall(browser, server.url, made.display_key)
    rosa = Facilitator(browser, server.url)
    rosa.page.goto(f"{server.url}/control?meeting={made.id}")
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as (one, other):
        for phone, stand in ((one, "solved"), (other, "facing")):
            stands = phone.page.locator("fieldset").filter(has_text="Transport")
            stands.get_by_text(t(phone.language, f"match_phone.{stand}")).tap()
            phone.page.locator("#from").fill(f"First 5 {phone.language}")
            phone.send()
        rosa.sees_answered(8)
        rosa.does("close", "close_now", "reveal")
        expect(one.page.locator("li.you")).to_contain_text("Transport")
        rosa.does("make_matches")
        expect(rosa.page.get_by_text(t("en", "match.ready", n=4))).to_be_visible()
        rosa.does("other_matches")
        expect(rosa.page.get_by_text(t("en", "match.ready_helped", n=4))).to_be_visible()
        rosa.does("meet")
        signs = [phone.page.locator(".sign strong") for phone in (one, other)]
        expect(signs[0]).to_be_visible()
        number = signs[0].inner_text().split()[-1]
        expect(signs[1]).to_have_text(t("es", "match_phone.table").replace("{number}", number))
        expect(one.page.locator(".with")).to_contain_text("First 5 es")
        expect(other.page.locator(".with")).to_contain_text("First 5 en")
        one.page.get_by_text(t("en", "match_phone.met"), exact=True).tap()
        one.page.locator("#note").fill(NOTE)
        one.send()
        rosa.sees_answered(1)
        assert NOTE not in rosa.page.content()
        assert "First 5" not in rosa.page.content()
    wall.never_says(NOTE, "First 5")
    rosa.page.context.close()
    wall.page.context.close()
