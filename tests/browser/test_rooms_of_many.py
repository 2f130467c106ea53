"""What a demanding facilitator tries first: a room of phones, one of them in Spanish, and people who come and go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.activities.registry import ACTIVITIES
from components.live import control
from components.text import catalog
from db import rounds
from db.ids import show_join_code
from tests.browser.people import Wall, phones, plan_meeting, see
from tests.rooms import LINES, Made, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

POLE = {"en": "Authority", "es": "Autoridad"}
TEN = ("en", "en", "en", "es", "en", "en", "en", "en", "en", "en")
READ = """() => {
  const names = ["aria-label", "placeholder", "alt", "title"];
  const said = [...document.querySelectorAll("*")].flatMap((e) => names.map((name) => e.getAttribute(name) || ""));
  return [document.title, document.body.innerText, ...said].join("\\n");
}"""
ASKING = [name for name, kind in ACTIVITIES.items() if kind.steps]


def test_ten_phones_answer_from_the_code_on_the_wall(server: Server, browser: Browser) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    server.save(lambda db: open_activity(db, made, "spectrum"))
    wall = Wall(browser, server.url, made.display_key)
    wall.says(show_join_code(made.code))
    with phones(browser, f"{server.url}/j/{made.code}", TEN) as everybody:
        placed = []
        for number, phone in enumerate(everybody):
            phone.at("ask")
            expect(phone.page.locator(".poles span").first).to_have_text(POLE[phone.language])
            placed.append(phone.place("expertise", 5 + 10 * number))
            phone.send()
        see(wall.page, wall.ring, (10, 10))
        server.save(lambda db: control.reveal(db, made.id))
        see(wall.page, lambda: (wall.numbers() or {}).get("lines", {}).get("expertise", {}).get("dots"), sorted(placed))


@pytest.mark.parametrize("kind", ASKING)
def test_a_spanish_phone_meets_no_english_word(server: Server, browser: Browser, kind: str) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={kind: ACTIVITIES[kind].starter()}))
    english = list(english_of(kind))
    assert len(english) > 40
    with phones(browser, f"{server.url}/j/{made.code}", ("es",)) as [phone]:
        phone.at("lobby")
        speaks_no(english, phone.page)
        round_id = server.save(lambda db: open_activity(db, made, kind))
        phone.at("ask")
        speaks_no(english, phone.page)
        others_answer(server, made, kind, round_id)
        phone.tap("pass")
        phone.is_saved()
        speaks_no(english, phone.page)
        server.save(lambda db: control.close(db, made.id, seconds=0))
        phone.at("closed", "revealed")
        speaks_no(english, phone.page)
        if not ACTIVITIES[kind].is_quiet:
            server.save(lambda db: control.reveal(db, made.id))
            phone.at("revealed")
            speaks_no(english, phone.page)
        server.save(lambda db: control.end(db, made.id))
        phone.at("ended")
        speaks_no(english, phone.page)


def others_answer(server: Server, made: Made, kind: str, round_id: str) -> None:
    """Six people answer in numbers and choices: what people write is in their own language."""
    rnd = server.read(lambda db: rounds.by_id(db, round_id))
    assert rnd
    config = ACTIVITIES[kind].parse_config(json.loads(rnd.config))
    values = [believable(kind, config, rnd.step, number) for number in range(6)]
    if any(ACTIVITIES[kind].pieces(config, rnd.step, given) for _, given in values):
        return
    server.save(lambda db: [answer(db, made, round_id, f"other {n}", value) for n, (value, _) in enumerate(values)])


def believable(kind: str, config: Any, step: str, number: int) -> tuple[Any, Any]:
    """An answer as JSON and as the kind reads it."""
    value = ACTIVITIES[kind].pretend(config, step, Random(number), 0.4)
    return value, ACTIVITIES[kind].parse_answer(config, step, value)


def english_of(kind: str) -> Iterator[str]:
    """What Attune and the activity's config say in English, where Spanish is other words.

    Without the title, which a test's meeting has in English alone.
    """
    title = kind.title()
    for area in ("phone", "phone_more", kind):
        spanish = catalog("es", area)
        said = [text for key, text in catalog("en", area).items() if text != spanish[key]]
        yield from (text for text in said if "{" not in text and text != title)
    yield from _written(ACTIVITIES[kind].starter())


def _written(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and {"en", "es"} <= node.keys() and node["en"] != node["es"]:
        yield node["en"]
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
        yield from _written(value)


def speaks_no(english: list[str], page: Page) -> None:
    """The button that leads to the other language is called by that language's own name."""
    read = page.evaluate(READ).replace("English", "")
    assert len(read.split()) > 5
    assert [text for text in english if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", read)] == []
