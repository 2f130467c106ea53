"""In a room of very many each phone hears less often of answers; walls, and what a facilitator does, are not slower."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from components.live import control, hub
from components.live.store import open_store, save
from db import meetings
from tests.phone.test_protocol import answer_message, hear_state, made, server
from tests.rooms import Made, open_activity

__all__ = ["made", "server"]

_ANSWERS = 7
_OF_COMING = 3
"""So many states a phone may get in addition because it, and a wall, came and the meeting was looked at first."""


def heard(screen: WebSocketTestSession) -> Iterator[dict[str, Any]]:
    while True:
        yield json.loads(screen.receive_text())


def stands_at(made: Made) -> meetings.Meeting:
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
    assert meeting
    return meeting


def test_walls_hear_of_each_answer_and_the_phones_of_a_large_room_at_once_of_what_is_done(
    server: TestClient, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_STATES_A_SECOND", 0.001)  # one phone is as many as a city
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    told, done = 0, stands_at(made).control_revision
    with (
        server.websocket_connect(f"/j/{made.code}/pulse") as wall,
        server.websocket_connect(f"/j/{made.code}/live") as phone,
    ):
        hear_state(phone, "open")
        for place in range(_ANSWERS):
            phone.send_text(json.dumps(answer_message(round_id, {"lines": {"expertise": place}})))
            for message in heard(phone):
                told += message["type"] == "state"
                if message["type"] == "saved":
                    break
            revision = stands_at(made).revision
            known = (pulse for pulse in heard(wall) if pulse["done"] is not None)
            assert next(pulse for pulse in known if pulse["revision"] >= revision)["done"] == done
        save(lambda db: control.reveal(db, made.id))
        for message in heard(phone):
            if message["type"] == "state":
                if message["activity"]["round"]["phase"] == "revealed":
                    break
                told += 1
        assert told <= _OF_COMING, "phones were told of answers on their own"
        assert next(pulse for pulse in heard(wall) if pulse["done"] != done)["done"] == stands_at(made).control_revision
