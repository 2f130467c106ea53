"""A person brings their answers to another phone, and stays one person in the community's history."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from components.history.story import changes_of
from components.history.summaries import past_of
from components.live import control
from components.text import t
from db import answers
from db.engine import Store
from tests.browser.people import Phone, phones, plan_meeting, see
from tests.rooms import LINES, Made, answer, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
OTHERS = 5


def ask(db: Store, made: Made) -> str:
    """Open the line, and let five other phones answer it."""
    round_id = open_activity(db, made, "spectrum")
    for person in range(OTHERS):
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 40 + person}})
    return round_id


def given(db: Store, round_id: str) -> list[int]:
    return [json.loads(each.value)["lines"]["expertise"] for each in answers.current(db, round_id)]


def take_link(phone: Phone) -> str:
    """From "Who sees this?" to the link that is shown with its code."""
    phone.tap("who")
    phone.tap("today")
    words = t(phone.language, "phone_more.another")
    phone.page.get_by_role("button", name=words, exact=True).tap()
    code = phone.page.get_by_role("img", name=t(phone.language, "another_phone.code"))
    expect(code).to_be_visible()
    see(phone.page, lambda: code.evaluate("image => image.complete && image.naturalWidth > 100"), True)
    return phone.page.locator(".another .link").inner_text()


def test_a_new_phone_goes_on_as_the_same_person(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    round_id = server.save(lambda db: ask(db, made))
    address = f"{server.url}/j/{made.code}"
    with phones(browser, address, ("en",)) as (old,):
        old.at("ask")
        placed = old.place("expertise", 30)
        old.send()
        link = take_link(old)
        with phones(browser, link, ("en",)) as (new,):
            new.page.get_by_role("button", name=t("en", "phone.kind_bring_button"), exact=True).tap()
            new.at("saved")
            assert new.page.url == address
            new.tap("change_answer")
            assert new.placed("expertise") == placed
            later = new.place("expertise", 80)
            new.send()
            assert sorted(server.read(lambda db: given(db, round_id))) == [*range(40, 40 + OTHERS), later]
            server.save(lambda db: control.end(db, made.id))
            following = server.save(lambda db: next_meeting(db, made, {"spectrum": LINES}))
            server.save(lambda db: ask(db, following))
            again = Phone(new.context, f"{server.url}/j/{following.code}")
            again.at("ask")
            again.place("expertise", 90)
            again.send()
        server.save(lambda db: control.end(db, following.id))
    [change] = server.read(lambda db: changes_of(past_of(db, made.community_id).by_kind()))
    assert change.split
    assert (change.split.both, change.split.recognised) == (OTHERS + 1, 1)


def test_who_is_here_only_for_today_is_told_why_there_is_no_link(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    server.save(lambda db: ask(db, made))
    with phones(browser, f"{server.url}/j/{made.code}", ("es",)) as (phone,):
        phone.at("ask")
        phone.tap("who")
        phone.tap("today")
        with phone.page.expect_navigation():
            phone.page.get_by_role("button", name=t("es", "phone_more.today_button"), exact=True).tap()
        phone.at("ask")
        phone.tap("who")
        phone.tap("today")
        phone.page.get_by_role("button", name=t("es", "phone_more.another"), exact=True).tap()
        expect(phone.page.get_by_text(t("es", "another_phone.today"))).to_be_visible()
        expect(phone.page.locator(".another .link")).to_have_count(0)
