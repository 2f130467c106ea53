"""100 points on real phones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from components.live import control
from components.live.store import open_store, save
from db import answers
from db.engine import Store
from tests.kinds import examples
from tests.phone.lane import join
from tests.rooms import Made, answer, make_meeting, open_activity

pytestmark = pytest.mark.slow


def opened() -> tuple[Made, str]:
    """A hundred points for three things, with answers open."""

    def job(db: Store) -> tuple[Made, str]:
        made = make_meeting(db, configs={"points": examples("points")["three things"]})
        return made, open_activity(db, made, "points")

    return save(job)


def stored(round_id: str) -> list[Any]:
    with open_store() as db:
        return [json.loads(found.value)["points"] for found in answers.current(db, round_id)]


def press(page: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).tap()


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def test_a_hundred_points_are_spread_by_thumb_and_sent_when_none_is_left(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    page = join(phone, address, made.code)
    expect(page.locator(".rest")).to_contain_text("100 points left")
    press(page, "More: Housing", 12)
    press(page, "More: Transport", 7)
    expect(page.locator(".rest")).to_contain_text("5 points left")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    press(page, "Less: Transport")
    press(page, "More: Childcare", 2)
    expect(page.locator(".rest")).to_contain_text("0 left")
    expect(page.get_by_role("button", name="More: Housing")).to_be_disabled()
    press(page, "Send")
    expect(page.locator(".stamp.saved")).to_be_visible()
    assert stored(round_id) == [{"childcare": 10, "transport": 30, "housing": 60}]


def test_arrow_keys_do_the_same_and_say_where_things_stand(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    page = join(phone, address, made.code)
    slider(page, "Childcare").press("End")
    expect(slider(page, "Childcare")).to_have_attribute("aria-valuenow", "100")
    slider(page, "Childcare").press("PageDown")
    slider(page, "Childcare").press("ArrowLeft")
    expect(page.get_by_role("status")).to_have_text("Childcare: 75. Left: 25")
    slider(page, "Housing").press("End")
    expect(slider(page, "Housing")).to_have_attribute("aria-valuenow", "25")
    slider(page, "Housing").press("Home")
    slider(page, "Transport").press("PageUp")
    slider(page, "Transport").press("ArrowRight")
    press(page, "Send")
    expect(page.locator(".stamp.saved")).to_be_visible()
    assert stored(round_id) == [{"childcare": 75, "transport": 25, "housing": 0}]


def test_a_held_button_goes_on(address: str, phone: BrowserContext) -> None:
    made, _ = opened()
    page = join(phone, address, made.code)
    button = page.get_by_role("button", name="More: Housing")
    button.hover()
    page.mouse.down()
    expect(slider(page, "Housing")).to_have_attribute("aria-valuenow", "100")
    page.mouse.up()
    expect(page.locator(".rest")).to_contain_text("0 left")


def test_an_even_spread_is_one_tap_and_may_be_begun_again(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    page = join(phone, address, made.code)
    press(page, "Spread evenly")
    press(page, "Start again")
    expect(page.locator(".rest")).to_contain_text("100 points left")
    press(page, "Spread evenly")
    press(page, "Send")
    expect(page.locator(".stamp.saved")).to_be_visible()
    assert sorted(stored(round_id)[0].values()) == [33, 33, 34]


def test_what_was_begun_outlasts_a_change_of_language(address: str, phone: BrowserContext) -> None:
    made, _ = opened()
    page = join(phone, address, made.code)
    press(page, "More: Housing", 3)
    press(page, "Español")
    expect(slider(page, "Vivienda")).to_have_attribute("aria-valuenow", "15")
    expect(page.locator(".rest")).to_contain_text("85 puntos quedan")


def test_the_group_s_points_stand_beside_one_s_own(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    page = join(phone, address, made.code)
    slider(page, "Housing").press("End")
    press(page, "Send")
    expect(page.locator(".stamp.saved")).to_be_visible()
    expect(page.locator(".counts li")).to_have_count(3)
    save(lambda db: answer(db, made, round_id, "another", {"points": {"housing": 50, "transport": 50}}))
    save(lambda db: control.reveal(db, made.id))
    first = page.locator(".counts li").filter(has_text="Housing")
    expect(first).to_contain_text("75")
    expect(first).to_contain_text("half gave 50–100")
    expect(first).to_contain_text("You 100")
    expect(page.locator("main")).to_contain_text("Too close to call:")
