"""The phone that wrote the words says whether they go into the library; nobody else can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from components.library.promoting import ask, texts_of
from components.live import control
from components.live.store import open_store, save
from components.phone.app import app
from components.phone.identity import COOKIE, new_device
from db import library, library_asks, meetings, participants
from db.engine import Store
from tests.phone.lane import ask as open_up
from tests.phone.lane import join as join_in
from tests.phone.lane import make, new_phone, press, saved, serve_lane
from tests.rooms import CARDS, Made, answer, make_meeting, open_activity

HERE = "http://testserver"


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def devices() -> list[str]:
    return [new_device() for _ in range(5)]


def hold(db: Store, devices: list[str]) -> Made:
    made = make_meeting(db, configs={"icebreaker": CARDS}, texts_at_once=True)
    rnd = open_activity(db, made, "icebreaker")
    for n, device in enumerate(devices):
        answer(db, made, rnd, device, {"text": f"We tried number {n}"})
    control.end(db, made.id)
    return made


def ask_one(db: Store, made: Made) -> str:
    """Ask the author of one text; the id of the ask."""
    meeting = meetings.by_id(db, made.id)
    assert meeting
    text = texts_of(db, meeting)[0]
    assert ask(db, meeting, text.id, "worked", "A try")
    return library_asks.of_answers(db, [text.card.place[0]])[0].id


def say(client: TestClient, made: Made, device: str, ask_id: str, yes: object = True, origin: str = HERE) -> int:
    message = {"type": "consent", "ask": ask_id, "yes": yes, "credit": "Ana"}
    headers = {"Cookie": f"{COOKIE}={device}", "Origin": origin}
    return client.post(f"/j/{made.code}/consent", json=message, headers=headers).status_code


def author(made: Made, devices: list[str]) -> str:
    with open_store() as db:
        for device in devices:
            people = [pid for pid, _ in participants.seats_of_device(db, made.community_id, device)]
            if library_asks.of_people(db, made.community_id, people):
                return device
    raise AssertionError("nobody is asked")


def test_only_the_phone_that_wrote_the_words_can_say_yes(server: TestClient, devices: list[str]) -> None:
    made = save(lambda db: hold(db, devices))
    ask_id = save(lambda db: ask_one(db, made))
    own = author(made, devices)
    assert {say(server, made, each, ask_id) for each in devices if each != own} == {404}
    assert say(server, made, own, ask_id, origin="http://elsewhere.example") == 403
    assert say(server, made, own, ask_id, yes="perhaps") == 422
    with open_store() as db:
        assert library.of_community(db, made.community_id) == []
    told = server.get(f"/j/{made.code}/state", headers={"Cookie": f"{COOKIE}={own}"}).json()
    assert [each["title"] for message in told["own"] if message["type"] == "ask" for each in message["asks"]] == [
        "A try"
    ]
    assert told["mine"]["type"] == "mine"
    assert say(server, made, own, ask_id) == 204
    with open_store() as db:
        assert [item.credit for item in library.of_community(db, made.community_id)] == ["Ana"]


@pytest.mark.slow
def test_a_phone_is_asked_after_the_end_and_its_yes_puts_the_words_in(
    database: str, free_port: int, browser: Browser
) -> None:
    with serve_lane(free_port) as address:
        made = make("icebreaker", CARDS, texts_at_once=True)
        phone = new_phone(browser)
        page = join_in(phone, address, made.code)
        open_up(made, "icebreaker")
        page.get_by_label("A few words are enough").fill("The van came at six")
        press(page, "Send")
        saved(page)
        save(lambda db: control.end(db, made.id))
        expect(page.get_by_role("heading", name="Thank you for taking part")).to_be_visible()
        save(lambda db: ask_one(db, made))
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("The van came at six")
        dialog.get_by_text("Put my name beside it").click()
        dialog.get_by_label("Your name").fill("Ana")
        dialog.get_by_role("button", name="Yes").click()
        expect(dialog).to_contain_text("It is in the library now.")
        with open_store() as db:
            [item] = library.of_community(db, made.community_id)
        assert (item.title, item.body, item.credit) == ("A try", "The van came at six", "Ana")
        page.reload()
        expect(page.get_by_role("heading", name="Thank you for taking part")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        phone.close()
