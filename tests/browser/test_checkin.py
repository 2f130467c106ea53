"""From a commitment in one meeting to the check-in of the next, on phones of both lanes, the control and the wall."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from tests.browser.people import Phone, Wall, phones, plan_meeting, see
from tests.examples.checkin import EXAMPLES
from tests.rooms import answer, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

COMMIT = {"questions": [{"id": "try", "text": {"en": "I'll try", "es": "Voy a intentar"}, "type": "commitment"}]}
BOTH = {"checkin": EXAMPLES["both questions"], "reflection": COMMIT}
WORDS = ("Call two families", "Llamar a la clínica")


def test_each_phone_sees_its_own_commitment_in_either_lane_and_the_wall_none(browser: Browser, server: Server) -> None:
    first = server.save(lambda db: plan_meeting(db, configs=BOTH))
    server.save(lambda db: open_activity(db, first, "reflection"))
    with phones(browser, f"{server.url}/j/{first.code}", ("en", "es")) as both:
        for phone, words in zip(both, WORDS, strict=True):
            phone.page.locator("#q-try-text").fill(words)
            phone.send()
        server.save(lambda db: control.end(db, first.id))
        second = server.save(lambda db: next_meeting(db, first, BOTH, show="at_five"))
        wall = Wall(browser, server.url, second.display_key)
        round_id = server.save(lambda db: open_activity(db, second, "checkin"))
        for lane in ("j/", "?code="):
            again = [
                Phone(phone.context, f"{server.url}/{lane}{second.code}", phone.language, phone.page) for phone in both
            ]
            for phone, words in zip(again, WORDS, strict=True):
                expect(phone.page.locator(".said")).to_have_text(words)
                phone.page.locator("#did-0-partly").check()
                if lane == "?code=":
                    phone.send()
                    expect(phone.page.locator(".said")).to_have_text(words)
        server.save(
            lambda db: [answer(db, second, round_id, f"d{n}", {"did": {"c": "done"}}) for n in range(4)] and None
        )
        see(wall.page, wall.ring, (6, 6))
        wall.never_says(*WORDS)
        server.save(lambda db: control.reveal(db, second.id))
        wall.shows({"did": {"done": 4, "partly": 2, "not_yet": 0}, "none": 0})
        wall.says(t("en", "checkin.nearly_all_done"))
        wall.never_says(*WORDS)
        for phone in again:
            expect(phone.page.locator(".counts .count")).to_have_count(3)
    wall.page.context.close()
