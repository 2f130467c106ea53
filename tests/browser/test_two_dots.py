"""Two dots on a spectrum, on phones and the wall, and the conversation the wall suggests after the first round."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from db import rounds
from db.engine import Store
from tests.browser.people import Phone, Wall, phones, plan_meeting, see
from tests.rooms import LINES, Made, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

OTHERS = ((20, 60), (30, 70), (40, 80), (50, 90))
SUGGESTION = t("en", "spectrum.talk_across")


def open_meeting(server: Server) -> tuple[Made, str]:
    def job(db: Store) -> tuple[Made, str]:
        made = plan_meeting(db, configs={"spectrum": {**LINES, "wished": True}})
        round_id = open_activity(db, made, "spectrum")
        for number, (now, wish) in enumerate(OTHERS):
            value = {"lines": {"expertise": now}, "wished": {"expertise": wish}}
            answer(db, made, round_id, f"other {number}", value)
        return made, round_id

    return server.save(job)


def place_both(phone: Phone, now: int, wish: int) -> tuple[int, int]:
    """Tap both lines; returns where the dots came to lie."""
    phone.at("ask")
    placed = phone.place("expertise", now)
    rail = phone.page.locator(".rail", has=phone.page.locator("#wish-expertise"))
    rail.scroll_into_view_if_needed()
    box = rail.bounding_box()
    assert box
    phone.page.touchscreen.tap(box["x"] + box["width"] * wish / 100, box["y"] + box["height"] / 2)
    phone.send()
    return placed, int(phone.page.locator(".dot.wished").get_attribute("aria-valuenow") or -1)


def test_two_phones_place_both_dots_and_the_wall_shows_both_and_suggests_to_talk(
    server: Server, browser: Browser
) -> None:
    made, _ = open_meeting(server)
    wall = Wall(browser, server.url, made.display_key)
    see(wall.page, wall.ring, (4, 4))
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as people:
        placed = [place_both(phone, 10 + 20 * number, 85) for number, phone in enumerate(people)]
        see(wall.page, lambda: wall.ring()[0], 6)
        wall.never_says(SUGGESTION)
        server.save(lambda db: control.reveal(db, made.id))
        expect(wall.page.locator(".wall-foot .next")).to_contain_text(SUGGESTION)
        wall.says(t("es", "spectrum.talk_across"), "Most of us would like to be nearer to")
        line = wall.numbers()["lines"]["expertise"]
        assert line["dots"] == sorted([now for now, _ in OTHERS] + [now for now, _ in placed])
        assert line["wished"]["dots"] == sorted([wish for _, wish in OTHERS] + [wish for _, wish in placed])
        for phone in people:
            phone.at("revealed")
            expect(phone.page.locator(".swarm.hollow")).to_be_visible()
        server.save(lambda db: open_activity(db, made, "spectrum"))
        expect(wall.page.locator(".wall-foot .next")).to_have_count(0)
        everybody_again(server, made)
        server.save(lambda db: control.reveal(db, made.id))
        wall.says("moved")
        wall.never_says(SUGGESTION)
    wall.page.context.close()


def everybody_again(server: Server, made: Made) -> None:
    """The four others answer the second round, and one more."""

    def job(db: Store) -> None:
        latest = open_round(db, made)
        for number in range(5):
            answer(db, made, latest, f"other {number}", {"lines": {"expertise": 60 + number}})

    server.save(job)


def open_round(db: Store, made: Made) -> str:
    """The id of the activity's latest round."""
    return rounds.of_activity(db, made.activity_ids["spectrum"])[-1].id
