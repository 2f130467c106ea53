"""Paper ballots typed in with the keyboard alone, and hands counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from db import answers
from tests.browser.people import Facilitator, plan_meeting, see
from tests.rooms import Made, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

CHOICE: dict[str, Any] = {
    "question": {"en": "What next?", "es": "¿Qué sigue?"},
    "choices": [
        {"id": "visit", "text": {"en": "A visit", "es": "Una visita"}},
        {"id": "train", "text": {"en": "A training", "es": "Un taller"}},
    ],
}
WORD = {"prompt": {"en": "One word?", "es": "¿Una palabra?"}, "answer": "word"}


@pytest.fixture(scope="module")
def host(browser: Browser, server: Server) -> Iterator[Facilitator]:
    server.save(plan_meeting)
    host = Facilitator(browser, server.url)
    yield host
    host.page.context.close()


def begin(server: Server, host: Facilitator, configs: dict[str, Any], language: str = "en") -> tuple[Made, str]:
    """The page for paper in a meeting with one open activity; returns its round too."""
    made = server.save(lambda db: plan_meeting(db, configs=configs))
    round_id = server.save(lambda db: open_activity(db, made, next(iter(configs))))
    host.page.goto(f"{server.url}/paper?meeting={made.id}&lang={language}")
    has_entered(host, 0, language)
    return made, round_id


def has_entered(host: Facilitator, n: int, language: str = "en") -> None:
    expect(host.page.locator(".st-key-entry-count .desk-stands")).to_have_text(t(language, "behalf.entered", n=n))


def has_the_keyboard(host: Facilitator, turn: int) -> None:
    """The keyboard is in the form of this turn, and the form is empty."""
    place = f"[class*='st-key-entry-'][class$='-{turn}'], [class*='-{turn} '][class*='st-key-entry-']"
    see(host.page, lambda: host.page.evaluate(f"!!document.activeElement.closest(`{place}`)"), True)
    assert host.page.evaluate("document.activeElement.value || ''") in ("", "0", "1", "on")


def words(server: Server, round_id: str) -> list[str]:
    return [answer.value for answer in server.read(lambda db: answers.current(db, round_id))]


def test_ballots_are_typed_in_one_after_the_other_with_the_keyboard_alone(server: Server, host: Facilitator) -> None:
    _, round_id = begin(server, host, {"icebreaker": WORD})
    for turn, word in enumerate(("Hope", "Trust", "Tired")):
        has_the_keyboard(host, turn)
        host.page.keyboard.type(word)
        host.page.keyboard.press("Enter")
        has_entered(host, turn + 1)
    has_the_keyboard(host, 3)
    assert words(server, round_id) == ['{"word": "Hope"}', '{"word": "Trust"}', '{"word": "Tired"}']
    host.button("behalf.undo").click()
    has_entered(host, 2)
    assert len(words(server, round_id)) == 2


def test_choices_are_made_with_the_keyboard_too(server: Server, host: Facilitator) -> None:
    _, round_id = begin(server, host, {"choice": CHOICE}, "es")
    for turn in range(2):
        has_the_keyboard(host, turn)
        host.page.keyboard.press("Space")
        host.page.keyboard.press("Tab")
        host.page.keyboard.press("Enter")
        has_entered(host, turn + 1, "es")
    assert words(server, round_id) == ['{"choices": ["visit"]}'] * 2


def test_hands_are_counted_and_taken_back_as_one(server: Server, host: Facilitator) -> None:
    _, round_id = begin(server, host, {"choice": CHOICE})
    host.page.get_by_text(t("en", "behalf.hands"), exact=True).click()
    host.page.get_by_role("spinbutton", name="A visit").fill("12")
    host.page.get_by_role("spinbutton", name="A training").fill("3")
    host.button("behalf.hands_save").click()
    has_entered(host, 15)
    host.button("behalf.undo").click()
    has_entered(host, 0)
    assert words(server, round_id) == []
