"""A fist to five on real phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from components.live import control
from components.live.store import save
from tests.examples.fist import EXAMPLES
from tests.phone.lane import ask, join, make, press, saved, stored

pytestmark = pytest.mark.slow


def test_a_hand_is_shown_by_its_meaning(address: str, phone: BrowserContext) -> None:
    made = make("fist", EXAMPLES["one hand"])
    round_id = ask(made, "fist")
    page = join(phone, address, made.code)
    expect(page.get_by_role("heading", level=1)).to_have_text("We meet every month from now on.")
    page.get_by_text("I cannot go along").tap()
    expect(page.locator(".pick.on")).to_contain_text("I cannot go along")
    page.get_by_text("I can live with it").tap()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"statements": {"monthly": 3}}]
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator(".counts .you")).to_contain_text("I can live with it")


def test_the_keyboard_reaches_every_level(address: str, phone: BrowserContext) -> None:
    made = make("fist", EXAMPLES["one hand"])
    round_id = ask(made, "fist")
    page = join(phone, address, made.code)
    page.get_by_role("radio", name="5, I will help lead it").press("Space")
    page.get_by_role("radio", name="5, I will help lead it").press("ArrowUp")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"statements": {"monthly": 4}}]


def test_several_statements_may_be_answered_in_part(address: str, phone: BrowserContext) -> None:
    made = make("fist", EXAMPLES["six to agree with"])
    round_id = ask(made, "fist")
    page = join(phone, address, made.code)
    groups = page.locator("section.ask")
    expect(groups).to_have_count(6)
    groups.nth(1).get_by_role("radio", name="5, Strongly agree").check()
    expect(groups.nth(1)).to_contain_text("Strongly agree")
    expect(groups.nth(1).locator(".chosen")).to_have_text("Strongly agree")
    press(page, "Español")
    expect(groups.nth(1).locator(".chosen")).to_have_text("Muy de acuerdo")
    press(page, "Enviar")
    expect(page.locator(".stamp.saved .word")).to_have_text("Guardado")
    assert stored(round_id) == [{"statements": {"s1": 5}}]


@pytest.mark.parametrize(("name", "selector", "many"), [("one hand", ".pick", 6), ("six hands", ".rates label", 36)])
def test_every_target_is_large_enough_for_a_thumb(
    address: str, phone: BrowserContext, name: str, selector: str, many: int
) -> None:
    made = make("fist", EXAMPLES[name])
    ask(made, "fist")
    page = join(phone, address, made.code)
    expect(page.locator(selector)).to_have_count(many)
    boxes = [each.bounding_box() for each in page.locator(selector).all()]
    assert min(min(box["width"], box["height"]) for box in boxes if box) >= 48
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
