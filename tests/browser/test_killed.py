"""The server is killed in the middle of a round, and started again where it stood."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from db import answers, rounds
from db.engine import Store
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting, see
from tests.rooms import LINES, WORD, Made
from tests.servers import Server

pytestmark = pytest.mark.slow

PLACES = (15, 55, 85)


@pytest.fixture
def room(browser: Browser, server: Server) -> Iterator[tuple[Made, Facilitator, Wall, list[Phone]]]:
    """A live meeting with a round of a spectrum open."""
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES, "icebreaker": WORD}))
    host = Facilitator(browser, server.url)
    host.take_control("facilitator.to_control")
    wall = Wall(browser, server.url, made.display_key)
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "en", "es")) as three:
        for phone in three:
            phone.at("lobby")
        host.does("first", title="Spectrum")
        host.does("open")
        host.sees("open")
        yield made, host, wall, three
    host.page.context.close()
    wall.page.context.close()


def test_a_killed_server_loses_no_answer_and_everybody_comes_back(
    server: Server, room: tuple[Made, Facilitator, Wall, list[Phone]]
) -> None:
    made, host, wall, (*sent, waiting) = room
    placed = []
    for phone, at in zip(sent, PLACES, strict=False):
        phone.at("ask")
        placed.append(phone.place("expertise", at))
        phone.send()
    server.kill()
    placed.append(waiting.place("expertise", PLACES[-1]))
    waiting.tap("send")
    waiting.is_waiting()
    server.start()
    for phone in (*sent, waiting):
        phone.is_saved()
    assert stored(server, made) == placed
    see(wall.page, wall.ring, (3, 3))
    host.sees_answered(3)
    host.does("close", "close_now", "reveal")
    see(wall.page, lambda: dots(wall), sorted(placed))
    for phone in (*sent, waiting):
        phone.at("revealed")
    host.does("next", title="Icebreaker")
    host.sees("ready")
    wall.says("One word for today?")
    assert stored(server, made) == placed


def stored(server: Server, made: Made) -> list[int]:
    """Every dot saved in the round, in the order they came."""

    def job(db: Store) -> list[int]:
        [opened] = rounds.of_activity(db, made.activity_ids["spectrum"])
        return [json.loads(each.value)["lines"]["expertise"] for each in answers.all_of_round(db, opened.id)]

    return server.read(job)


def dots(wall: Wall) -> list[int]:
    found = (wall.numbers() or {}).get("lines", {}).get("expertise", {}).get("dots", [])
    return list(found)
