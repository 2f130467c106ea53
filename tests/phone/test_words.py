"""Words on real phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from components.live.store import save
from tests.examples.words import EXAMPLES
from tests.phone.lane import ask, join, make, press, saved, stored
from tests.rooms import answer

pytestmark = pytest.mark.slow


def test_up_to_three_words_are_written_and_counted_with_the_others(address: str, phone: BrowserContext) -> None:
    made = make("words", EXAMPLES["three"])
    round_id = ask(made, "words")
    save(lambda db: answer(db, made, round_id, "another", {"words": ["ESPERÁNZA", "trust"]}))
    page = join(phone, address, made.code)
    fields = page.get_by_role("textbox")
    expect(fields).to_have_count(3)
    fields.nth(0).fill("esperanza")
    fields.nth(0).press("Enter")
    page.keyboard.type("one next step")
    press(page, "Send")
    saved(page)
    assert {"words": ["esperanza", "one next step"]} in stored(round_id)
    own = page.locator(".cloud .you")
    expect(own).to_have_count(2)
    expect(own.first).to_contain_text("2")
    expect(page.locator(".cloud li")).to_have_count(3)


def test_enter_in_the_last_field_sends(address: str, phone: BrowserContext) -> None:
    made = make("words", EXAMPLES["one"])
    round_id = ask(made, "words")
    page = join(phone, address, made.code)
    page.get_by_label("A word or a few").fill("calm")
    page.get_by_label("A word or a few").press("Enter")
    saved(page)
    assert stored(round_id) == [{"words": ["calm"]}]


def test_what_is_typed_outlives_a_reload_and_others_answers(address: str, phone: BrowserContext) -> None:
    made = make("words", EXAMPLES["three"])
    round_id = ask(made, "words")
    page = join(phone, address, made.code)
    page.get_by_role("textbox").nth(1).fill("mañ")
    save(lambda db: answer(db, made, round_id, "another", {"words": ["trust"]}))
    page.get_by_role("textbox").nth(1).press("End")
    page.keyboard.type("ana")
    page.reload()
    expect(page.get_by_role("textbox").nth(0)).to_have_value("mañana")
    press(page, "Send")
    saved(page)
    assert {"words": ["mañana"]} in stored(round_id)


def test_a_written_word_is_text_and_nothing_else(address: str, phone: BrowserContext) -> None:
    made = make("words", EXAMPLES["one"])
    round_id = ask(made, "words")
    save(lambda db: answer(db, made, round_id, "another", {"words": ["<img src=x onerror=alert(1)>"]}))
    page = join(phone, address, made.code)
    page.get_by_label("A word or a few").fill("<b>bold</b>")
    press(page, "Send")
    expect(page.locator(".cloud")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".cloud img").count() == 0
