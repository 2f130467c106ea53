"""The phone protocol of docs/protocol.md, spoken by a client that knows nothing else."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from components.live import control, hub, pace
from components.live.house import the_hub
from components.live.screens import Screen
from components.live.store import open_store, save
from components.phone.app import app
from db import answers, backups, meetings
from db.engine import engine_at
from db.ids import now
from tests.rooms import EXIT, ITEMS, Made, make_meeting, open_activity

PLACED = {"lines": {"expertise": 70}}


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def made(server: TestClient) -> Made:
    return save(make_meeting)


def another_phone(server: TestClient) -> TestClient:
    phone = TestClient(server.app, follow_redirects=False)
    phone.portal = server.portal
    return phone


def answer_message(round_id: str, value: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": value, **more}


def hear(socket: WebSocketTestSession, kind: str, **wanted: Any) -> dict[str, Any]:
    """The next message of a type in which the wanted fields hold; skips others, but not for ever."""
    for _ in range(40):
        message: dict[str, Any] = json.loads(socket.receive_text())
        if message["type"] == kind and all(message.get(name) == value for name, value in wanted.items()):
            return message
    raise AssertionError(f"no {kind} with {wanted}")


def hear_state(socket: WebSocketTestSession, phase: str) -> dict[str, Any]:
    """The next state whose round is in this phase."""
    for _ in range(40):
        state = hear(socket, "state")
        rnd = state["activity"] and state["activity"]["round"]
        if rnd and rnd["phase"] == phase:
            return state
    raise AssertionError(f"no round is {phase}")


def send(socket: WebSocketTestSession, message: dict[str, Any]) -> dict[str, Any]:
    """Send an answer and return what became of it."""
    socket.send_text(json.dumps(message))
    for _ in range(40):
        reply: dict[str, Any] = json.loads(socket.receive_text())
        if reply["type"] in ("saved", "refused"):
            return reply
    raise AssertionError("no reply")


def test_the_page_knows_the_phone_again_by_a_cookie_of_128_bits(server: TestClient, made: Made) -> None:
    page = server.get(f"/j/{made.code}")
    assert page.status_code == 200
    cookie = page.headers["set-cookie"]
    assert len(page.cookies["attune_device"]) == 22
    for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=34560000"):
        assert part in cookie
    assert "Secure" not in cookie
    assert "set-cookie" not in server.get(f"/j/{made.code}").headers


def test_the_cookie_is_secure_behind_https(server: TestClient, made: Made) -> None:
    page = server.get(f"/j/{made.code}", headers={"x-forwarded-proto": "https"})
    assert "Secure" in page.headers["set-cookie"]


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "{dashed}"])
def test_a_code_may_be_typed_in_any_way_people_type(server: TestClient, made: Made, typed: str) -> None:
    code = typed.format(code=made.code, lower=made.code.lower(), dashed=f"{made.code[:4]}-{made.code[4:]}")
    assert server.get(f"/j/{code}").status_code == 200


def test_an_unknown_code_lets_people_type_again(server: TestClient, made: Made) -> None:
    page = server.get("/j/ZZZZZZ", headers={"accept-language": "es"})
    assert page.status_code == 404
    assert "<form" in page.text
    assert 'lang="es"' in page.text


def test_typing_a_code_leads_to_its_meeting(server: TestClient, made: Made) -> None:
    assert server.get(f"/j?code={made.code.lower()}").headers["location"] == f"/j/{made.code}"


def test_ping_answers_without_a_body(server: TestClient) -> None:
    answered = server.get("/j/ping")
    assert (answered.status_code, answered.content) == (204, b"")


def test_no_page_runs_a_script_from_elsewhere(server: TestClient, made: Made) -> None:
    policy = server.get(f"/j/{made.code}").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_everything_the_page_names_is_served(server: TestClient, made: Made) -> None:
    import re

    page = server.get(f"/j/{made.code}").text
    named = re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', page)
    assert named
    for url in named:
        served = server.get(str(server.base_url.join(f"/j/{made.code}").join(url)))
        assert served.status_code == 200, url
        assert "immutable" in served.headers["cache-control"]


def test_a_phone_joins_answers_and_sees_the_revealed_tally(server: TestClient, made: Made) -> None:
    server.get(f"/j/{made.code}")
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        first = hear(phone, "state")
        assert first["meeting"]["phase"] == "lobby"
        assert first["meeting"]["languages"] == ["en", "es"]
        round_id = save(lambda db: open_activity(db, made, "spectrum"))
        state = hear_state(phone, "open")
        assert state["activity"]["round"]["id"] == round_id
        assert state["activity"]["config"]["lines"][0]["left"]["en"] == "Authority"
        assert hear(phone, "mine")["value"] is None
        assert send(phone, answer_message(round_id, PLACED))["type"] == "saved"
        assert hear(phone, "mine")["value"] == PLACED
        save(lambda db: control.reveal(db, made.id))
        tally = hear_state(phone, "revealed")["tally"]
        assert tally["lines"]["expertise"]["dots"] == [70]


def test_saved_is_said_only_of_what_is_stored(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        message = answer_message(round_id, PLACED)
        assert send(phone, message) == {"type": "saved", "id": message["id"]}
        with open_store() as db:
            assert [a.id for a in answers.current(db, round_id)] == [message["id"]]


def test_the_same_answer_sent_again_is_stored_once(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        message = answer_message(round_id, PLACED)
        assert [send(phone, message)["type"] for _ in range(15)] == ["saved"] * 15
        with open_store() as db:
            assert len(answers.all_of_round(db, round_id)) == 1


def test_the_same_answer_id_from_another_phone_is_refused(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    message = answer_message(round_id, PLACED)
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        send(phone, message)
    with another_phone(server).websocket_connect(f"/j/{made.code}/live") as other:
        assert send(other, message)["reason"] == "invalid"


def test_a_resend_is_acknowledged_even_after_the_close(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        message = answer_message(round_id, PLACED)
        send(phone, message)
        save(lambda db: control.close(db, made.id, seconds=0))
        assert send(phone, message)["type"] == "saved"
        refused = send(phone, answer_message(round_id, PLACED))
        assert refused["reason"] == "closed"
        assert set(refused["message"]) == {"en", "es"}


def test_a_later_answer_replaces_an_earlier_one_and_history_keeps_both(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        for place in (20, 80):
            send(phone, answer_message(round_id, {"lines": {"expertise": place}}))
    with open_store() as db:
        assert [json.loads(a.value)["lines"]["expertise"] for a in answers.current(db, round_id)] == [80]
        assert len(answers.all_of_round(db, round_id)) == 2


@pytest.mark.parametrize(
    "value",
    [
        {"lines": {"expertise": 101}}, {"lines": {"expertise": -1}}, {"lines": {"expertise": "70"}},
        {"lines": {"expertise": True}}, {"lines": {"nowhere": 5}}, {"lines": 5}, {},
        {"lines": {"expertise": 5}, "x": 1}, {"pass": False}, {"pass": True, "lines": {}},
    ],
)  # fmt: skip
def test_an_answer_of_the_wrong_shape_is_refused_and_the_connection_stays(
    server: TestClient, made: Made, value: dict[str, Any]
) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        refused = send(phone, answer_message(round_id, value))
        assert (refused["type"], refused["reason"]) == ("refused", "invalid")
        assert send(phone, answer_message(round_id, {"pass": True}))["type"] == "saved"


def test_unknown_keys_in_an_answer_are_refused(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        assert send(phone, answer_message(round_id, PLACED, name="Ana"))["reason"] == "invalid"


def test_an_answer_to_a_round_of_another_meeting_is_unknown(server: TestClient, made: Made) -> None:
    other = save(lambda db: make_meeting(db, account=made.account_id))
    round_id = save(lambda db: open_activity(db, other, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        assert send(phone, answer_message(round_id, PLACED))["reason"] == "unknown"


def test_the_eleventh_answer_at_once_is_too_fast(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        replies = [send(phone, answer_message(round_id, PLACED)) for _ in range(11)]
    assert [reply["type"] for reply in replies[:10]] == ["saved"] * 10
    assert replies[10]["reason"] == "too fast"


@pytest.mark.parametrize("text", ["{", "[]", "null", '"hello"', '{"type":"dance"}', "[" * 5000, '{"type":"answer"}'])
def test_nonsense_is_refused_and_the_connection_stays(server: TestClient, made: Made, text: str) -> None:
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        phone.send_text(text)
        assert hear(phone, "refused")["reason"] == "invalid"
        phone.send_text(text)
        assert hear(phone, "refused")["reason"] == "invalid"


def test_a_message_over_64_kb_closes_with_1009(server: TestClient, made: Made) -> None:
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        phone.send_text("x" * (64 * 1024 + 1))
        received = phone.receive()
        while received["type"] != "websocket.close":
            received = phone.receive()
    assert received["code"] == 1009


def test_a_page_from_another_origin_cannot_connect(server: TestClient, made: Made) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        server.websocket_connect(f"/j/{made.code}/live", headers={"origin": "https://elsewhere.example"}),
    ):
        pass
    posted = server.post(f"/j/{made.code}/answers", json={}, headers={"origin": "https://elsewhere.example"})
    assert posted.status_code == 403


def test_where_websockets_break_an_answer_goes_by_post(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    server.get(f"/j/{made.code}")
    message = answer_message(round_id, PLACED)
    assert server.post(f"/j/{made.code}/answers", json=message).json() == {"type": "saved", "id": message["id"]}
    told = server.get(f"/j/{made.code}/state").json()
    assert told["state"]["activity"]["answered"] == 1
    assert told["mine"]["value"] == PLACED


def test_every_phone_gets_the_same_bytes(server: TestClient, made: Made) -> None:
    other = another_phone(server)
    with (
        server.websocket_connect(f"/j/{made.code}/live") as one,
        other.websocket_connect(f"/j/{made.code}/live") as two,
    ):
        save(lambda db: open_activity(db, made, "spectrum"))
        told: tuple[set[str], set[str]] = (set(), set())
        for _ in range(5):  # a slow phone is spared a state that a newer one has overtaken
            save(lambda db: meetings.touch(db, made.id, at_once=True))
            told = (told[0] | _open_states(one), told[1] | _open_states(two))
    by_moment = [{_moment(text): text for text in texts} for texts in told]
    common = by_moment[0].keys() & by_moment[1].keys()
    assert common
    assert all(by_moment[0][moment] == by_moment[1][moment] for moment in common)


def _moment(text: str) -> tuple[int, str, int]:
    state = json.loads(text)
    return state["revision"], state["now"], state["present"]


def _open_states(socket: WebSocketTestSession) -> set[str]:
    """The states in which a round is open, as they came, up to the answer to a question of our own."""
    found: set[str] = set()
    while not found:
        time.sleep(0.05)  # who asks much faster is let go
        socket.send_text("?")
        while (message := json.loads(text := socket.receive_text()))["type"] != "refused":
            if message["type"] == "state" and message["activity"] and message["activity"]["round"]:
                found.add(text)
    return found


def test_the_revision_never_decreases(server: TestClient, made: Made) -> None:
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        revisions = [hear(phone, "state")["revision"]]
        round_id = save(lambda db: open_activity(db, made, "spectrum"))
        for _ in range(5):
            send(phone, answer_message(round_id, PLACED))
        save(lambda db: control.reveal(db, made.id))
        while True:
            state = hear(phone, "state")
            revisions.append(state["revision"])
            if state["tally"]:
                break
    assert revisions == sorted(revisions)
    assert revisions[0] < revisions[-1]


def test_what_another_process_does_reaches_the_phones(server: TestClient, made: Made, database: str) -> None:
    from db.engine import open_writer

    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        hear(phone, "state")
        outside = open_writer(database)
        with outside.atomic():
            open_activity(outside, made, "spectrum")
        outside.close()
        assert hear_state(phone, "open")["activity"]["kind"] == "spectrum"


def test_an_answer_from_the_previous_round_comes_along(server: TestClient, made: Made) -> None:
    first = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        send(phone, answer_message(first, PLACED))
        save(lambda db: control.reveal(db, made.id))
        second = save(lambda db: control.open_round(db, made.id))
        own = hear(phone, "mine", round=second)
    assert (own["value"], own["previous"]) == (None, PLACED)


def test_after_the_end_only_phones_that_took_part_see_their_answers(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    server.get(f"/j/{made.code}")
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        send(phone, answer_message(round_id, PLACED))
    save(lambda db: control.end(db, made.id))
    assert server.get(f"/j/{made.code}").status_code == 200
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        assert hear(phone, "state")["meeting"]["phase"] == "ended"
        own = hear(phone, "mine")
    assert (own["value"], own["kind"], own["title"]["en"]) == (PLACED, "spectrum", "Spectrum")
    assert another_phone(server).get(f"/j/{made.code}").status_code == 404


def test_a_planned_meeting_lets_nobody_in_yet(server: TestClient) -> None:
    made = save(lambda db: make_meeting(db, live=False))
    assert server.get(f"/j/{made.code}").status_code == 404


def test_a_shared_phone_has_an_answer_for_each_seat(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        for seat in (1, 2):
            assert send(phone, answer_message(round_id, PLACED, seat=seat))["type"] == "saved"
    with open_store() as db:
        assert answers.count(db, round_id) == 2


def test_what_people_say_about_themselves_is_kept_with_their_device(server: TestClient, made: Made) -> None:
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        hear(phone, "state")
        phone.send_text(json.dumps({"type": "about", "attributes": {"sector": "health", "roles": ["parent", "staff"]}}))
        phone.send_text(json.dumps({"type": "about", "attributes": {"password": "x"}}))
        assert hear(phone, "refused")["reason"] == "invalid"
    with open_store() as db:
        rows = db.query("SELECT attributes FROM participants")
    assert [json.loads(row["attributes"]) for row in rows] == [{"sector": "health", "roles": ["parent", "staff"]}]


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("icebreaker", {"word": "Hope"}, {"words": {"Hope": 1}}),
        (
            "ranking",
            {"order": ["transport", "housing"]},
            {"tiers": [["transport"], ["housing"], ["childcare", "language"]]},
        ),
        ("reflection", {"useful": 4}, {"questions": {"useful": {"n": 1, "ratings": [0, 0, 0, 1, 0]}, "try": {"n": 0}}}),
    ],
)
def test_every_kind_can_be_answered_and_its_tally_seen(
    server: TestClient, made: Made, kind: str, value: dict[str, Any], told: dict[str, Any]
) -> None:
    round_id = save(lambda db: open_activity(db, made, kind))
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        assert send(phone, answer_message(round_id, value))["type"] == "saved"
        save(lambda db: control.reveal(db, made.id))
        tally = hear_state(phone, "revealed")["tally"]
    assert {name: tally[name] for name in told} == told
    assert tally["n"] == 1


def test_the_revision_survives_a_restart(server: TestClient, made: Made) -> None:
    with open_store() as db:
        before = meetings.by_id(db, made.id)
    assert before
    save(lambda db: meetings.touch(db, made.id))
    with open_store() as db:
        after = meetings.by_id(db, made.id)
    assert after
    assert after.revision == before.revision + 1


def test_the_configs_used_here_are_those_of_the_protocol() -> None:
    assert {question["type"] for question in EXIT["questions"]} == {"rating", "text"}
    assert ITEMS["top"] == 3


def test_a_connected_phone_is_here_however_long_ago_it_last_asked(
    server: TestClient, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "PRESENT_FOR", -1.0)  # who is not connected is gone at once

    def here() -> int:
        return int(another_phone(server).get(f"/j/{made.code}/state").json()["state"]["present"])

    server.get(f"/j/{made.code}")
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        hear(phone, "state", present=1)
        server.get(f"/j/{made.code}/state")
        assert here() == 1
        with server.websocket_connect(f"/j/{made.code}/live") as again:
            hear(again, "state", present=1)
        assert here() == 1
    assert here() == 0


def test_a_restored_backup_reaches_the_phones_and_what_they_said_since_is_gone(
    server: TestClient, made: Made, database: str, tmp_path: Path
) -> None:
    """The phone comes again, since its person and its answer are not in the backup, and answers anew."""
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with open_store() as db:
        backups.backup(engine_at(database), db, tmp_path / "copy.db")
    with server.websocket_connect(f"/j/{made.code}/live") as socket:
        assert send(socket, answer_message(round_id, PLACED))["type"] == "saved"
        backups.restore(tmp_path / "copy.db", engine_at(database, tmp_path))
        assert closing_code(socket) == 1012
    with server.websocket_connect(f"/j/{made.code}/live") as socket:
        assert hear(socket, "mine", round=round_id)["value"] is None
        assert hear(socket, "state", present=1)["activity"]["answered"] == 0
        assert send(socket, answer_message(round_id, PLACED))["type"] == "saved"
        save(lambda db: control.reveal(db, made.id))
        assert hear_state(socket, "revealed")["tally"]["n"] == 1


def test_phones_of_a_meeting_that_a_backup_does_not_hold_find_it_when_that_is_taken_back(
    server: TestClient, database: str, tmp_path: Path
) -> None:
    with open_store() as db:
        backups.backup(engine_at(database), db, tmp_path / "empty.db")
    made = save(make_meeting)
    with server.websocket_connect(f"/j/{made.code}/live") as socket:
        hear(socket, "state")
        kept = backups.restore(tmp_path / "empty.db", engine_at(database, tmp_path))
        assert closing_code(socket) == 1012
    assert server.get(f"/j/{made.code}/state").status_code == 404
    assert kept
    backups.restore(kept, engine_at(database, tmp_path))
    with server.websocket_connect(f"/j/{made.code}/live") as socket:
        assert hear(socket, "state")["meeting"]["id"] == made.id


def test_a_phone_whose_people_were_looked_up_just_before_a_restore_comes_again(server: TestClient, made: Made) -> None:
    async def stay_until_sent_away() -> None:
        screen = Screen(replaced="by another backup than the one that is here now")
        the_hub().enter(made.id, screen, is_phone=True)
        try:
            async with asyncio.timeout(20):
                while await screen.next() is not None:
                    pass
        finally:
            the_hub().leave(made.id, screen)

    assert server.portal
    server.portal.call(stay_until_sent_away)


def closing_code(socket: WebSocketTestSession) -> int:
    """The code the server closes with, after whatever it still has to say."""
    with pytest.raises(WebSocketDisconnect) as closed:
        for _ in range(40):
            socket.receive_text()
    return closed.value.code


# Time to think, and what stays open on phones


def mine_of(told: dict[str, Any], round_id: str) -> list[Any]:
    """The values of a phone's own answers to a round, of those an address gives."""
    return [own["value"] for own in told["own"] if own["round"] == round_id]


def test_time_to_think_comes_before_the_round_and_ends_by_itself(server: TestClient, made: Made) -> None:
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        save(lambda db: control.show(db, made.id, made.activity_ids["spectrum"]))
        round_id = save(lambda db: control.open_round(db, made.id, think=0.4))
        while not (state := hear(phone, "state"))["activity"] or not state["activity"]["thinking"]:
            pass
        assert state["activity"]["round"] is None
        assert state["activity"]["thinking"]["opens_at"] > state["now"]
        early = send(phone, answer_message(round_id, PLACED))
        assert (early["reason"], set(early["message"])) == ("closed", {"en", "es"})
        opened = hear_state(phone, "open")["activity"]  # pushed by the server's own chore
        assert (opened["round"]["id"], opened["thinking"]) == (round_id, None)
        assert send(phone, answer_message(round_id, PLACED))["type"] == "saved"


def test_a_server_that_starts_while_everybody_thinks_opens_in_time(database: str) -> None:
    with TestClient(app):
        made = save(make_meeting)
        save(lambda db: control.show(db, made.id, made.activity_ids["spectrum"]))
        round_id = save(lambda db: control.open_round(db, made.id, think=0.5))
    with TestClient(app) as again, again.websocket_connect(f"/j/{made.code}/live") as phone:
        assert hear_state(phone, "open")["activity"]["round"]["id"] == round_id


def test_what_was_left_to_phones_is_answered_beside_what_the_room_does(server: TestClient, made: Made) -> None:
    left = save(lambda db: open_activity(db, made, "icebreaker"))
    server.get(f"/j/{made.code}")
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        save(lambda db: pace.finish_on_phones(db, made.id, made.activity_ids["icebreaker"]))
        round_id = save(lambda db: open_activity(db, made, "spectrum"))
        state = hear_state(phone, "open")
        while not state["activity"] or state["activity"]["kind"] != "spectrum":
            state = hear_state(phone, "open")
        [beside] = state["still_open"]
        assert (beside["kind"], beside["round"]["id"], beside["until"]) == ("icebreaker", left, None)
        assert send(phone, answer_message(left, {"word": "Time"}))["type"] == "saved"
        assert send(phone, answer_message(round_id, PLACED))["type"] == "saved"
    told = server.get(f"/j/{made.code}/state").json()
    assert told["mine"]["value"] == PLACED
    assert mine_of(told, left) == [{"word": "Time"}]


def test_a_reflection_is_answered_and_changed_after_the_end_on_either_way(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "reflection"))
    over = save(lambda db: open_activity(db, made, "spectrum"))
    server.get(f"/j/{made.code}")
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        hear(phone, "state")
        save(lambda db: control.end(db, made.id))
        state = hear(phone, "state", tally=None)
        while state["meeting"]["phase"] != "ended":
            state = hear(phone, "state")
        [told] = state["still_open"]
        assert (told["kind"], told["title"]["en"], told["round"]["id"]) == ("reflection", "Reflection", round_id)
        assert told["config"]["questions"][0]["id"] == "useful"
        assert told["until"] > state["now"]
        assert send(phone, answer_message(round_id, {"useful": 4}))["type"] == "saved"
        assert hear(phone, "mine", round=round_id)["value"] == {"useful": 4}
        assert send(phone, answer_message(over, PLACED))["reason"] == "closed"
    changed = server.post(f"/j/{made.code}/answers", json=answer_message(round_id, {"useful": 2}))
    assert changed.json()["type"] == "saved"
    told = server.get(f"/j/{made.code}/state").json()
    assert [each["round"]["id"] for each in told["state"]["still_open"]] == [round_id]
    assert mine_of(told, round_id) == [{"useful": 2}]
    with open_store() as db:
        assert [each.is_late for each in answers.current(db, round_id)] == [True]


def test_after_the_end_a_phone_that_did_not_take_part_gets_in_nowhere(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "reflection"))
    save(lambda db: control.end(db, made.id))
    stranger = another_phone(server)
    stranger.cookies.set("attune_device", "a" * 22)
    assert stranger.get(f"/j/{made.code}").status_code == 404
    assert stranger.get(f"/j/{made.code}/state").status_code == 404
    posted = stranger.post(f"/j/{made.code}/answers", json=answer_message(round_id, {"useful": 4}))
    assert (posted.status_code, posted.json()["reason"]) == (422, "closed")
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        stranger.websocket_connect(f"/j/{made.code}/live") as phone,
    ):
        phone.receive_text()
    assert closed.value.code == 4404
    with open_store() as db:
        assert answers.all_of_round(db, round_id) == []


def test_two_days_after_the_end_nothing_is_open_any_more(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "reflection"))
    server.get(f"/j/{made.code}")
    server.get(f"/j/{made.code}/state")
    save(lambda db: control.end(db, made.id))
    save(lambda db: meetings.change(db, made.id, ended_at=now(later=-48 * 3600)))
    assert server.get(f"/j/{made.code}/state").json()["state"]["still_open"] == []
    refused = server.post(f"/j/{made.code}/answers", json=answer_message(round_id, {"useful": 4})).json()
    assert refused["reason"] == "closed"
