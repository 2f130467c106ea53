"""In a room of very many each phone hears less often of answers; walls, and what a facilitator does, are not slower."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from components.live import control, hub
from components.live.store import open_store, save
from db import meetings
from tests.phone.test_protocol import PLACED, answer_message, hear, hear_state, made, send, server
from tests.rooms import Made, open_activity

__all__ = ["made", "server"]


def test_walls_hear_of_an_answer_before_the_phones_of_a_large_room_and_all_at_once_of_what_is_done(
    server: TestClient, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_STATES_A_SECOND", 0.001)  # one phone is as many as a city
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    with (
        server.websocket_connect(f"/j/{made.code}/pulse") as wall,
        server.websocket_connect(f"/j/{made.code}/live") as phone,
    ):
        hear_state(phone, "open")
        send(phone, answer_message(round_id, PLACED))
        while hear(phone, "state")["activity"]["answered"] != 1:
            pass
        assert send(phone, answer_message(round_id, {"lines": {"expertise": 20}}))["type"] == "saved"
        with open_store() as db:
            meeting = meetings.by_id(db, made.id)
        assert meeting
        while (told := json.loads(wall.receive_text()))["revision"] < meeting.revision:
            pass
        assert told["done"] == meeting.control_revision
        save(lambda db: control.reveal(db, made.id))
        state = hear(phone, "state")
        assert state["activity"]["round"]["phase"] == "revealed", "the second answer was told of on its own"
        while (told := json.loads(wall.receive_text()))["done"] == meeting.control_revision:
            pass
