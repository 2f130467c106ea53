"""A choice on real phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from components.live import control
from components.live.store import save
from tests.examples.choice import EXAMPLES
from tests.phone.lane import ask, join, make, press, saved, stored

pytestmark = pytest.mark.slow

ONE = EXAMPLES["one"]
TWO = {**ONE, "several": True, "most": 2}


def test_one_of_the_choices_is_tapped_and_may_be_changed(address: str, phone: BrowserContext) -> None:
    made = make("choice", ONE)
    round_id = ask(made, "choice")
    page = join(phone, address, made.code)
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    page.get_by_text("Train together").tap()
    page.get_by_text("Listen to families").tap()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"choices": ["listen"]}]
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator(".counts .you")).to_contain_text("Listen to families")
    expect(page.locator(".counts li")).to_have_count(3)


def test_as_many_as_are_wanted_can_be_tapped_and_no_more(address: str, phone: BrowserContext) -> None:
    made = make("choice", TWO)
    round_id = ask(made, "choice")
    page = join(phone, address, made.code)
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).press("Space")
    boxes.nth(2).press("Space")
    expect(page.get_by_role("status").filter(has_text="2 of 2 chosen")).to_be_visible()
    expect(boxes.nth(1)).to_be_disabled()
    boxes.nth(0).press("Space")
    expect(boxes.nth(1)).to_be_enabled()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"choices": ["listen"]}]


def test_a_draft_outlives_a_reload_and_the_other_language(address: str, phone: BrowserContext) -> None:
    made = make("choice", TWO)
    ask(made, "choice")
    page = join(phone, address, made.code)
    page.get_by_text("Visit another program").tap()
    page.reload()
    expect(page.get_by_role("checkbox", name="Visit another program")).to_be_checked()
    press(page, "Español")
    expect(page.get_by_role("checkbox", name="Visitar otro programa")).to_be_checked()
    expect(page.get_by_text("1 de 2 elegidas")).to_be_visible()
