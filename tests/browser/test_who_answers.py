"""Who is answering on a phone, what people may say about themselves, and being remembered for today only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from db import answers, communities
from db.engine import Store
from tests.browser.people import Phone, phones, plan_meeting, see
from tests.rooms import LINES, WORD, Made, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

ASKED = {
    "roles": [{"id": "parent", "text": {"en": "Parent", "es": "Madre o padre"}},
              {"id": "staff", "text": {"en": "Staff", "es": "Personal"}}],
    "sector": [{"id": "health", "text": {"en": "Health", "es": "Salud"}}],
    "size": [{"id": "size-2", "text": {"en": "10–49 people", "es": "10–49 personas"}}],
    "new": True,
}  # fmt: skip


def open_meeting(server: Server, asked: dict[str, Any] | None = None) -> tuple[Made, str]:
    def job(db: Store) -> tuple[Made, str]:
        made = plan_meeting(db, configs={"spectrum": LINES, "icebreaker": WORD})
        communities.ask_about(db, made.community_id, json.dumps(asked or {}))
        return made, open_activity(db, made, "spectrum")

    return server.save(job)


def given(server: Server, round_id: str) -> list[tuple[int, int]]:
    """The dots of a round with how many people each stands for, in the order they came."""
    found = server.read(lambda db: answers.all_of_round(db, round_id))
    return [(json.loads(each.value)["lines"]["expertise"], each.people) for each in found]


def more(phone: Phone, key: str) -> str:
    return t(phone.language, f"phone_more.{key}")


def test_people_who_share_a_phone_answer_one_after_the_other(server: Server, browser: Browser) -> None:
    made, round_id = open_meeting(server)
    with phones(browser, f"{server.url}/j/{made.code}", ("es",)) as (phone,):
        phone.at("ask")
        phone.tap("use_me")
        phone.page.get_by_role("button", name=more(phone, "share_button")).tap()
        dots = [phone.place("expertise", 20)]
        phone.send()
        phone.tap("next_person")
        phone.at("ask")
        expect(phone.page.locator(".above")).to_have_text(phone.words("person", number=2))
        dots.append(phone.place("expertise", 80))
        phone.send()
        assert [dot for dot, _ in given(server, round_id)] == dots
        people = {each.participant_id for each in server.read(lambda db: answers.all_of_round(db, round_id))}
        assert len(people) == 2
        phone.page.reload()
        phone.at("saved")
        phone.tap("change_answer")
        assert phone.placed("expertise") == dots[0]


def test_a_table_answers_once_for_all_of_it(server: Server, browser: Browser) -> None:
    made, round_id = open_meeting(server)
    with phones(browser, f"{server.url}/j/{made.code}", ("en",)) as (phone,):
        phone.at("ask")
        phone.tap("use_me")
        phone.page.get_by_role("button", name=more(phone, "more")).tap()
        phone.page.get_by_role("button", name=more(phone, "table_button")).tap()
        expect(phone.page.get_by_role("button", name=phone.words("use_table", people=5))).to_be_visible()
        dot = phone.place("expertise", 50)
        phone.send()
        assert given(server, round_id) == [(dot, 5)]


@pytest.mark.parametrize("lane", ["j/", "?code="])
def test_people_say_something_about_themselves_after_the_first_activity_or_nothing(
    server: Server, browser: Browser, lane: str
) -> None:
    made, _ = open_meeting(server, ASKED)
    with phones(browser, f"{server.url}/{lane}{made.code}", ("es", "en")) as (teller, refuser):
        for phone in (teller, refuser):
            phone.at("ask")
            expect(phone.page.get_by_text(phone.words("about_title"))).to_be_hidden()
            phone.place("expertise", 50)
            phone.send()
        server.save(lambda db: control.reveal(db, made.id))
        for phone in (teller, refuser):
            phone.at("revealed")
        teller.tap("about_title")
        dialog = teller.page.get_by_role("dialog")
        expect(dialog.get_by_role("radio", name=more(teller, "rather_not")).first).to_be_checked()
        for label in ("Madre o padre", "Personal", "Salud", "10–49 personas"):
            dialog.get_by_label(label).check()
        dialog.get_by_role("button", name=more(teller, "done")).tap()
        refuser.tap("about_title")
        refuser.page.get_by_role("button", name=more(refuser, "no"), exact=True).tap()
        see(
            teller.page,
            lambda: told(server, made),
            [{"roles": ["parent", "staff"], "sector": "health", "size": "size-2"}],
        )
        for phone in (teller, refuser):
            expect(phone.page.get_by_text(phone.words("about_title"))).to_be_hidden()
            phone.page.reload()
            phone.at("revealed")
            expect(phone.page.get_by_text(phone.words("about_title"))).to_be_hidden()


def told(server: Server, made: Made) -> list[dict[str, Any]]:
    said = "SELECT attributes FROM participants WHERE community_id = :community AND attributes <> '{}'"
    rows = server.read(lambda db: db.query(said, community=made.community_id))
    return [json.loads(row["attributes"]) for row in rows]


def test_a_phone_can_be_remembered_for_today_only(server: Server, browser: Browser) -> None:
    made, round_id = open_meeting(server)
    with phones(browser, f"{server.url}/j/{made.code}", ("en",)) as (phone,):
        phone.at("ask")
        phone.tap("who")
        phone.tap("today")
        with phone.page.expect_navigation():
            phone.page.get_by_role("button", name=more(phone, "today_button"), exact=True).tap()
        phone.at("ask")
        phone.tap("who")
        expect(phone.page.get_by_text(phone.words("privacy_today"))).to_be_visible()
        expect(phone.page.get_by_text(phone.words("privacy_phone"))).to_be_hidden()
        phone.tap("close")
        phone.place("expertise", 50)
        phone.send()
        by_device = {each["name"]: each["value"] for each in phone.context.cookies(f"{server.url}/j/{made.code}")}
        assert by_device["attune_today"] != by_device["attune_device"]
        assert [each["name"] for each in phone.context.cookies(f"{server.url}/j/ZZZZZZ")] == ["attune_device"]
    assert len(given(server, round_id)) == 1
