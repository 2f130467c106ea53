"""Two by two on a phone in a real Chromium."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.live import control
from components.live.store import open_store, save
from db import answers
from tests.examples.twobytwo import EXAMPLES
from tests.phone.lane import join
from tests.rooms import Made, make_meeting, open_activity

pytestmark = pytest.mark.slow

FOUR, ALONE = EXAMPLES["four items"], EXAMPLES["one item"]


def ask(config: dict[str, Any], **more: Any) -> tuple[Made, str]:
    made = save(lambda db: make_meeting(db, configs={"twobytwo": config}, **more))
    return made, save(lambda db: open_activity(db, made, "twobytwo"))


def stored(round_id: str) -> list[dict[str, Any]]:
    with open_store() as db:
        return [json.loads(found.value) for found in answers.current(db, round_id)]


def tap(page: Page, x: float, y: float) -> None:
    """Tap the field at a place, as shares from the left and from below."""
    box = page.locator(".inside").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * x, box["y"] + box["height"] * (1 - y))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def saved(page: Page) -> None:
    expect(page.locator(".stamp.saved .word")).to_have_text("Saved")


def test_things_are_placed_one_after_the_other(address: str, phone: BrowserContext) -> None:
    made, round_id = ask(FOUR)
    page = join(phone, address, made.code)
    expect(page.get_by_role("heading", name="1. Childcare at meetings")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    tap(page, 0.2, 0.8)
    expect(page.locator(".lies")).to_contain_text("Helps many · Little effort")
    press(page, "Next: Bus passes")
    page.get_by_role("button", name="Leave out").tap()
    press(page, "Next: Shorter forms")
    tap(page, 0.9, 0.1)
    press(page, "Send")
    saved(page)
    [value] = stored(round_id)
    assert value["items"].keys() == {"childcare", "buses", "forms"}
    assert value["items"]["buses"] is None
    for item, wanted in (("childcare", (20, 80)), ("forms", (90, 10))):
        assert all(abs(way - at) <= 1 for way, at in zip(value["items"][item], wanted, strict=True))


def test_a_mark_is_dragged_and_another_one_taken_up(address: str, phone: BrowserContext) -> None:
    made, round_id = ask(FOUR)
    page = join(phone, address, made.code)
    tap(page, 0.2, 0.2)
    press(page, "Next: Bus passes")
    tap(page, 0.8, 0.8)
    box = page.locator(".inside").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.8
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x + box["width"] * 0.03 * step, y)
    page.mouse.up()
    expect(page.get_by_role("heading", name="1. Childcare at meetings")).to_be_visible()
    press(page, "Send")
    saved(page)
    [value] = stored(round_id)
    assert [abs(way - at) <= 1 for way, at in zip(value["items"]["childcare"], (50, 20), strict=True)] == [True] * 2
    assert [abs(way - at) <= 1 for way, at in zip(value["items"]["buses"], (80, 80), strict=True)] == [True] * 2


def test_the_field_is_moved_over_by_keyboard_and_says_where(address: str, phone: BrowserContext) -> None:
    made, round_id = ask(FOUR)
    page = join(phone, address, made.code)
    way = page.get_by_role("slider", name="Childcare at meetings: Little effort – Much effort")
    expect(way).to_have_attribute("aria-valuetext", "Tap the field, then drag")
    way.press("Enter")
    for _ in range(4):
        way.press("ArrowLeft")
    way.press("ArrowUp")
    expect(way).to_have_attribute("aria-valuetext", "Little effort")
    upwards = page.get_by_role("slider", name="Childcare at meetings: Helps few – Helps many")
    for _ in range(3):
        upwards.press("ArrowUp")
    expect(upwards).to_have_attribute("aria-valuetext", "Helps many · Little effort")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"items": {"childcare": [30, 70]}}]


def test_leaving_everything_out_is_a_pass(address: str, phone: BrowserContext) -> None:
    made, round_id = ask({**FOUR, "items": FOUR["items"][:2]})
    page = join(phone, address, made.code)
    press(page, "Leave out")
    press(page, "Next: Bus passes")
    press(page, "Leave out")
    press(page, "Send")
    expect(page.locator(".stamp")).to_contain_text("You passed, and that counts.")
    assert stored(round_id) == [{"pass": True}]


def test_a_new_round_shows_the_place_of_the_one_before_and_asks_anew(address: str, phone: BrowserContext) -> None:
    made, _ = ask(ALONE)
    page = join(phone, address, made.code)
    tap(page, 0.3, 0.3)
    press(page, "Send")
    saved(page)
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator(".spot.one")).to_have_count(1)
    save(lambda db: control.open_round(db, made.id))
    expect(page.locator(".spot.was")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_disabled()


def test_a_phone_held_by_a_thumb_has_large_targets(address: str, phone: BrowserContext) -> None:
    made, _ = ask(EXAMPLES["eight long items"])
    page = join(phone, address, made.code)
    tap(page, 0.5, 0.5)
    for target in page.locator("main button:visible").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48
    assert page.evaluate("document.documentElement.scrollWidth") == 390
