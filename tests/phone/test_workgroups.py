"""Joining a workgroup on a real phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from components.live import control
from components.live.store import open_store, save
from db import contacts
from tests.examples.workgroups import EXAMPLES
from tests.phone.lane import ask, join, make, press, saved, stored

pytestmark = pytest.mark.slow

THREE = EXAMPLES["three"]


def test_a_group_is_joined_and_contact_details_are_asked_for_only_after_a_tick_of_their_own(
    address: str, phone: BrowserContext
) -> None:
    made = make("workgroups", THREE, texts_at_once=True)
    round_id = ask(made, "workgroups")
    page = join(phone, address, made.code)
    expect(page.get_by_role("radio")).to_have_count(3)
    expect(page.locator("#lead")).to_be_hidden()
    page.get_by_text("Housing").tap()
    page.get_by_text("I can lead this group").tap()
    page.locator("#step").fill("Call the county")
    expect(page.get_by_text("Only the organizers and your group's lead get this.")).to_be_visible()
    expect(page.locator("#contact")).to_be_hidden()
    page.get_by_text("You may contact me about this group").tap()
    page.locator("#contact").fill("rosa@example.org")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"group": "housing", "lead": True, "step": "Call the county"}]
    with open_store() as db:
        assert list(contacts.of_meeting(db, made.id).values()) == ["rosa@example.org"]
    page.reload()
    expect(page.get_by_text("rosa@example.org")).to_be_visible()
    press(page, "Change my answer")
    expect(page.locator("#agree")).to_be_checked()
    page.locator("#agree").press("Space")
    expect(page.locator("#contact")).to_be_hidden()
    press(page, "Send")
    saved(page)
    with open_store() as db:
        assert contacts.of_meeting(db, made.id) == {}
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator("li.you")).to_contain_text("Your group")
    expect(page.locator("li.you")).to_contain_text("Call the county")


def test_nothing_can_be_sent_without_a_group_and_the_page_speaks_spanish(address: str, phone: BrowserContext) -> None:
    made = make("workgroups", THREE)
    ask(made, "workgroups")
    page = join(phone, address, made.code)
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    press(page, "Español")
    page.get_by_text("Vivienda").tap()
    expect(page.get_by_text("Puedo coordinar este grupo")).to_be_visible()
    expect(page.get_by_role("button", name="Enviar")).to_be_enabled()
