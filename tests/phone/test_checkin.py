"""A check-in over the phone lane: the protocol's `own`, and a real phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from starlette.testclient import TestClient

from components.live import control
from components.live.store import open_store, save
from components.phone.app import app
from db import answers
from tests.examples.checkin import EXAMPLES
from tests.phone.lane import join
from tests.phone.test_protocol import another_phone, answer_message, hear, hear_state, send
from tests.rooms import Made, make_meeting, next_meeting, open_activity

CHECKIN = EXAMPLES["both questions"]
COMMIT = {
    "questions": [
        {"id": "try", "text": {"en": "I'll try"}, "type": "commitment"},
        {"id": "also", "text": {"en": "Also"}, "type": "commitment"},
    ]
}
BOTH = {"checkin": CHECKIN, "reflection": COMMIT}
CALL = {"try": {"text": "Call two families", "by": "2031-05-30", "obstacle": "My calendar"}}


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


def commit(phone: TestClient, made: Made, value: dict[str, Any]) -> None:
    """Make commitments in the reflection that is open."""
    with phone.websocket_connect(f"/j/{made.code}/live") as socket:
        round_id = hear_state(socket, "open")["activity"]["round"]["id"]
        assert send(socket, answer_message(round_id, value))["type"] == "saved"


@pytest.fixture
def second(server: TestClient) -> tuple[Made, TestClient, TestClient]:
    """A second meeting with its check-in, and two phones that committed to something in the first."""
    first = save(lambda db: make_meeting(db, configs=BOTH))
    save(lambda db: open_activity(db, first, "reflection"))
    one, other = another_phone(server), another_phone(server)
    for phone, value in ((one, CALL), (other, {"try": "Visit the clinic"})):
        phone.get(f"/j/{first.code}")
        commit(phone, first, value)
    save(lambda db: control.end(db, first.id))
    return save(lambda db: next_meeting(db, first, BOTH)), one, other


def test_a_phone_is_told_its_own_commitments_by_every_way_and_after_it_answered(
    second: tuple[Made, TestClient, TestClient],
) -> None:
    made, one, _ = second
    with one.websocket_connect(f"/j/{made.code}/live") as socket:
        hear(socket, "state")
        round_id = save(lambda db: open_activity(db, made, "checkin"))
        own = hear(socket, "mine", round=round_id)["own"]
        [told] = own["commitments"]
        assert {**told, "id": ""} == {
            "id": "",
            "text": "Call two families",
            "by": "2031-05-30",
            "obstacle": "My calendar",
        }
        value = {"did": {told["id"]: "partly"}, "obstacle": "Two were away"}
        assert send(socket, answer_message(round_id, value))["type"] == "saved"
        after = hear(socket, "mine", round=round_id)
        assert (after["own"], after["value"]) == (own, value)
    assert one.get(f"/j/{made.code}/state").json()["mine"]["own"] == own
    with one.websocket_connect(f"/j/{made.code}/live") as socket:
        assert hear(socket, "mine", round=round_id)["own"] == own


def test_no_message_to_another_phone_or_wall_holds_somebodys_commitment(
    second: tuple[Made, TestClient, TestClient],
) -> None:
    made, one, other = second
    stranger = another_phone(other)
    round_id = save(lambda db: open_activity(db, made, "checkin"))
    with (
        one.websocket_connect(f"/j/{made.code}/live") as socket,
        other.websocket_connect(f"/j/{made.code}/live") as theirs,
        stranger.websocket_connect(f"/j/{made.code}/pulse") as wall,
    ):
        own = hear(socket, "mine", round=round_id)["own"]["commitments"]
        value = {"did": {own[0]["id"]: "not_yet"}, "obstacle": "The bus"}
        assert send(socket, answer_message(round_id, value))["type"] == "saved"
        save(lambda db: control.reveal(db, made.id))
        heard = []
        for _ in range(40):
            heard.append(theirs.receive_text())
            if any('"revealed"' in each for each in heard) and any('"own"' in each for each in heard):
                break
        heard += [wall.receive_text(), json.dumps(stranger.get(f"/j/{made.code}/state").json())]
        heard.append(json.dumps(hear_state(socket, "revealed")))
    text = "\n".join(heard)
    assert "Visit the clinic" in text, "the other phone was told its own"
    assert [words for words in ("Call two families", "My calendar", "The bus") if words in text] == []


def test_none_is_an_answer_and_an_unknown_status_is_not(second: tuple[Made, TestClient, TestClient]) -> None:
    made, one, _ = second
    round_id = save(lambda db: open_activity(db, made, "checkin"))
    with one.websocket_connect(f"/j/{made.code}/live") as socket:
        assert send(socket, answer_message(round_id, {"did": "nothing"}))["reason"] == "invalid"
        assert send(socket, answer_message(round_id, {"did": "none"}))["type"] == "saved"


# ---- in a real browser ----


def stored(round_id: str) -> list[dict[str, Any]]:
    with open_store() as db:
        return [json.loads(found.value) for found in answers.current(db, round_id)]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def saved(page: Page) -> None:
    expect(page.locator(".stamp.saved .word")).to_have_text("Saved")


def committed(address: str, phone: BrowserContext) -> Made:
    """The next meeting, for a phone that has committed to two things."""
    first = save(lambda db: make_meeting(db, configs=BOTH))
    save(lambda db: open_activity(db, first, "reflection"))
    page = join(phone, address, first.code)
    page.locator("#q-try-text").fill("Call two families")
    page.locator("#q-also-text").fill("<b>Write</b> to the clinic")
    page.get_by_label("By when").first.fill("2031-05-30")
    press(page, "Send")
    saved(page)
    save(lambda db: control.end(db, first.id))
    page.close()
    return save(lambda db: next_meeting(db, first, BOTH))


@pytest.mark.slow
def test_each_commitment_is_asked_about_in_its_own_words(address: str, phone: BrowserContext) -> None:
    made = committed(address, phone)
    round_id = save(lambda db: open_activity(db, made, "checkin"))
    page = join(phone, address, made.code)
    expect(page.locator(".said")).to_have_count(2)
    expect(page.locator(".said").nth(0)).to_contain_text("by May 30")
    expect(page.locator(".said").nth(1)).to_have_text("<b>Write</b> to the clinic")
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    expect(page.get_by_label("What got in the way?")).to_be_hidden()
    page.get_by_role("group", name="<b>Write</b> to the clinic").get_by_label("Done").check()
    expect(page.get_by_label("What got in the way?")).to_be_hidden()
    page.get_by_role("group", name="Call two families").get_by_label("Not yet").check()
    page.get_by_label("What got in the way?").fill("Two were away")
    press(page, "Send")
    saved(page)
    [value] = stored(round_id)
    assert sorted(value["did"].values()) == ["done", "not_yet"]
    assert value["obstacle"] == "Two were away"
    expect(page.locator("main")).to_contain_text("Call two families")
    press(page, "Change my answer")
    page.get_by_role("group", name="Call two families").get_by_label("Done").check()
    press(page, "Send")
    saved(page)
    [value] = stored(round_id)
    assert set(value) == {"did"}, "what got in the way of something done goes unsaid"
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator(".counts .count").first).to_contain_text("Done2")
    save(lambda db: control.end(db, made.id))
    expect(page.locator(".ballot.checkin")).to_contain_text("Call two families")


@pytest.mark.slow
def test_a_phone_without_a_commitment_says_so_or_passes(address: str, phone: BrowserContext) -> None:
    made = save(lambda db: make_meeting(db, configs=BOTH))
    round_id = save(lambda db: open_activity(db, made, "checkin"))
    page = join(phone, address, made.code)
    expect(page.locator("main")).to_contain_text("No commitment is waiting on this phone.")
    page.get_by_label("I had none").check()
    page.get_by_label("I had none").uncheck()
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    page.get_by_label("I had none").check()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"did": "none"}]


@pytest.mark.slow
def test_it_is_answered_by_keyboard_and_its_targets_are_large(address: str, phone: BrowserContext) -> None:
    made = committed(address, phone)
    round_id = save(lambda db: open_activity(db, made, "checkin"))
    page = join(phone, address, made.code)
    first = page.get_by_role("radio", name="Done").first
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Partly").first).to_be_checked()
    for target in page.locator("main .rates label, main textarea:visible").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48
    press(page, "Send")
    saved(page)
    assert [list(value["did"].values()) for value in stored(round_id)] == [["partly"]]
