"""What somebody said is erased from the phone that said it, at once and after the end, and nobody else's with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from starlette.testclient import TestClient

from components.exports import rows_of
from components.history.summaries import past_of
from components.live import control, past
from components.live.store import open_store, save
from components.phone.app import app
from components.phone.identity import COOKIE, new_device
from components.text import t
from db import answers, meetings, participants, summaries
from db.engine import Store
from tests.phone.lane import ask, join, make, press, saved
from tests.rooms import CARDS, LINES, Made, answer, make_account, make_meeting, next_meeting, open_activity

HERE = "http://testserver"
CONFIGS: dict[str, Any] = {"spectrum": LINES, "icebreaker": CARDS}


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


def hold(db: Store, made: Made, devices: list[str]) -> None:
    """Everybody answers everything; the first phone has two people and one who changed their mind."""
    rnd = open_activity(db, made, "spectrum")
    for device in devices:
        answer(db, made, rnd, device, {"lines": {"expertise": 40}})
    answer(db, made, rnd, devices[0], {"lines": {"expertise": 90}})
    answer(db, made, rnd, devices[0], {"lines": {"expertise": 80}}, seat=2)
    control.close(db, made.id, seconds=0)
    rnd = open_activity(db, made, "icebreaker")
    for device in devices:
        answer(db, made, rnd, device, {"text": f"Said by {device}"})
    control.close(db, made.id, seconds=0)


@pytest.fixture
def devices() -> list[str]:
    return [new_device() for _ in range(8)]


@pytest.fixture
def held(server: TestClient, devices: list[str]) -> tuple[Made, Made, Made]:
    """Two meetings of a community, the first of which has ended, and one of another; all with the same phones."""

    def make_all(db: Store) -> tuple[Made, Made, Made]:
        first = make_meeting(db, configs=CONFIGS, texts_at_once=True)
        hold(db, first, devices)
        control.end(db, first.id)
        second = next_meeting(db, first, CONFIGS)
        hold(db, second, devices)
        other = make_meeting(db, configs=CONFIGS, account=make_account(db, "bea"))
        hold(db, other, devices)
        return first, second, other

    return save(make_all)


def erase(server: TestClient, made: Made, device: str | None, what: Any = "meeting", **headers: str) -> Any:
    server.cookies.clear()
    if device:
        server.cookies.set(COOKIE, device)
    body = what if isinstance(what, str) and what.startswith("{") else json.dumps({"what": what})
    return server.post(f"/j/{made.code}/erase", content=body, headers={"origin": HERE, **headers})


def counted(made: Made) -> int:
    """How many answers a meeting holds, replaced ones too."""
    with open_store() as db:
        rows = db.query("""SELECT COUNT(*) AS n FROM answers n JOIN rounds r ON r.id = n.round_id
                           JOIN activities a ON a.id = r.activity_id WHERE a.meeting_id = :m""", m=made.id)  # fmt: skip
    return int(rows[0]["n"])


def test_this_meeting_alone_and_all_that_hangs_on_it(
    server: TestClient, held: tuple[Made, Made, Made], devices: list[str]
) -> None:
    first, second, other = held
    with open_store() as db:
        fresh, attended = past_of(db, first.community_id).fresh, participants.count_of_meeting(db, first.id)
    save(lambda db: summaries.keep(db, fresh))
    replied = erase(server, first, devices[0])
    assert (replied.status_code, replied.json()) == (200, {"answers": 4})
    assert [counted(made) for made in (first, second, other)] == [14, 18, 18]
    with open_store() as db:
        told = past_of(db, first.community_id).summaries
        kept = str(db.query("SELECT * FROM summaries"))
        assert participants.count_of_meeting(db, first.id) == attended
        assert participants.took_part(db, first.id, devices[0])
    assert {each.answered for each in told if each.meeting.id == first.id} == {7}
    assert "90" not in kept
    assert erase(server, first, devices[0]).json() == {"answers": 0}


def test_everything_in_a_community_and_the_phone_is_somebody_new_where_people_meet(
    server: TestClient, held: tuple[Made, Made, Made], devices: list[str]
) -> None:
    first, second, other = held
    with open_store() as db:
        before = participants.find(db, second.community_id, devices[0])
    assert erase(server, second, devices[0], "community").json() == {"answers": 8}
    assert [counted(made) for made in (first, second, other)] == [14, 14, 18]
    with open_store() as db:
        assert not participants.took_part(db, first.id, devices[0])
        assert participants.took_part(db, second.id, devices[0])
        assert participants.find(db, second.community_id, devices[0]) not in (None, before)
        assert participants.took_part(db, other.id, devices[0])
        text = json.dumps([each.tally for each in past_of(db, first.community_id).summaries])
    assert f"Said by {devices[0]}" not in text
    assert f"Said by {devices[1]}" in text


def test_pictures_and_files_of_the_meeting_follow(
    server: TestClient, held: tuple[Made, Made, Made], devices: list[str]
) -> None:
    first, _, _ = held
    assert erase(server, first, devices[0]).status_code == 200
    with open_store() as db:
        meeting = meetings.by_id(db, first.id)
        assert meeting
        agenda = past.agenda_of(db, meeting)
        rows = str(rows_of(meeting, agenda, "en"))
    assert [rnd.tally["n"] for activity in agenda for rnd in activity.rounds] == [7, 7]
    assert f"Said by {devices[0]}" not in rows
    assert f"Said by {devices[1]}" in rows


@pytest.mark.parametrize("what", ["", "all", None, 3, ["meeting"], '{"what": "meeting", "who": "x"}', "{", "{" * 3000])
def test_what_is_no_wish_erases_nothing(
    server: TestClient, held: tuple[Made, Made, Made], devices: list[str], what: Any
) -> None:
    assert erase(server, held[0], devices[0], what).status_code == 422
    assert counted(held[0]) == 18


def test_nobody_erases_for_somebody_else(server: TestClient, held: tuple[Made, Made, Made], devices: list[str]) -> None:
    first, _, _ = held
    assert erase(server, first, new_device()).json() == {"reason": "nothing"}
    assert erase(server, first, None).json() == {"reason": "nothing"}
    assert erase(server, first, devices[0], origin="https://evil.example").status_code == 403
    server.cookies.set(COOKIE, devices[0])
    assert server.post("/j/ZZZZZZ/erase", content='{"what": "meeting"}').status_code == 404
    assert server.get(f"/j/{first.code}/erase").status_code == 405
    assert counted(first) == 18


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_phone_says_what_goes_asks_once_more_and_starts_anew(
    phone: BrowserContext, address: str, language: str
) -> None:
    def says(name: str) -> str:
        return t(language, f"erase_phone.{name}")

    made = make("icebreaker", CARDS)
    round_id = ask(made, "icebreaker")
    page = join(phone, address, made.code)
    page.get_by_role("textbox").fill("Too much")
    press(page, "Send")
    saved(page)
    if language == "es":
        press(page, "Español")
    press(page, t(language, "phone.who"))
    press(page, t(language, "phone.today"))
    press(page, t(language, "phone_more.erase"))
    expect(page.get_by_text(says("gone"))).to_be_visible()
    expect(page.get_by_text(says("stays"))).to_be_visible()
    press(page, says("meeting"))
    press(page, says("keep"))
    with open_store() as db:
        assert answers.count(db, round_id) == 1
    press(page, says("meeting"))
    press(page, says("sure_meeting"))
    expect(page.get_by_text(says("done"))).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("")
    with open_store() as db:
        assert db.query("SELECT * FROM answers") == []


def test_after_the_end_the_same_words_are_there(phone: BrowserContext, address: str) -> None:
    made = make("icebreaker", CARDS)
    ask(made, "icebreaker")
    page = join(phone, address, made.code)
    page.get_by_role("textbox").fill("Too much")
    press(page, "Send")
    saved(page)
    save(lambda db: control.end(db, made.id))
    expect(page.get_by_text("Too much")).to_be_visible()
    press(page, t("en", "phone.who"))
    press(page, t("en", "phone.today"))
    press(page, t("en", "phone_more.erase"))
    press(page, t("en", "erase_phone.community"))
    press(page, t("en", "erase_phone.sure_community"))
    expect(page.get_by_text(t("en", "phone.kind_has_ended"))).to_be_visible()
    with open_store() as db:
        assert db.query("SELECT * FROM answers") + db.query("SELECT * FROM participants") == []
