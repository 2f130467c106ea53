"""Many answers at the door at the same moment are taken as if they had come one after the other."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from components.live import control
from components.live.arrivals import Arrival, ShutOut, arrive_all
from components.live.cast import Cast, Delivery, Refused, Saved, cast_all
from db import answers, meetings, participants
from db.engine import Store
from tests.rooms import Made, make_meeting, open_activity


def place(at: int) -> dict[str, Any]:
    return {"lines": {"expertise": at}}


@pytest.fixture
def room(store: Store) -> tuple[Made, str]:
    made = make_meeting(store)
    return made, open_activity(store, made, "spectrum")


def send(made: Made, round_id: str, device: str, value: Any, *, answer_id: str = "", **more: Any) -> Delivery:
    return Delivery(made.id, device, Cast(answer_id or str(uuid.uuid4()), round_id, value, **more))


def test_each_is_stored_and_the_meeting_is_told_once(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    before = meetings.by_id(store, made.id)
    sent = [send(made, round_id, f"phone {n}", place(n)) for n in range(50)]
    results = cast_all(store, sent)
    assert [result.id for result in results if isinstance(result, Saved)] == [one.answer.id for one in sent]
    given = answers.current(store, round_id)
    assert [json.loads(answer.value) for answer in given] == [place(n) for n in range(50)]
    assert participants.count_of_meeting(store, made.id) == 50
    after = meetings.by_id(store, made.id)
    assert before
    assert after
    assert after.revision == before.revision + 1


def test_a_persons_later_answer_is_the_current_one(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    cast_all(store, [send(made, round_id, "a", place(n)) for n in (10, 90, 30)])
    assert [json.loads(answer.value) for answer in answers.current(store, round_id)] == [place(30)]
    assert len(answers.all_of_round(store, round_id)) == 3
    assert participants.count_of_meeting(store, made.id) == 1


def test_the_same_answer_twice_is_stored_once(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    one = send(made, round_id, "a", place(10))
    results = cast_all(store, [one, one])
    assert [isinstance(result, Saved) and result.is_new for result in results] == [True, False]
    assert len(answers.all_of_round(store, round_id)) == 1


def test_an_id_of_somebody_else_is_refused_even_when_both_come_at_once(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    one = send(made, round_id, "a", place(10))
    two = send(made, round_id, "b", place(20), answer_id=one.answer.id)
    first, second = cast_all(store, [one, two])
    assert isinstance(first, Saved)
    assert isinstance(second, Refused)
    assert second.reason == "invalid"


def test_what_is_refused_spoils_nothing_beside_it(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    results = cast_all(
        store,
        [
            send(made, round_id, "a", place(10)),
            send(made, round_id, "b", {"lines": {"expertise": 1000}}),
            send(made, "no round", "c", place(10)),
            Delivery(made.id, "d", Cast(str(uuid.uuid4()), round_id, place(10)), lambda: False),
            send(made, round_id, "e", {"pass": True}),
        ],
    )
    assert [getattr(result, "reason", "saved") for result in results] == [
        "saved", "invalid", "unknown", "too fast", "saved",
    ]  # fmt: skip
    assert answers.count(store, round_id) == 2
    assert participants.count_of_meeting(store, made.id) == 2


def test_seats_of_one_phone_are_people_of_their_own(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    cast_all(store, [send(made, round_id, "a", place(10), seat=seat) for seat in (1, 2, 3, 2)])
    assert answers.count(store, round_id) == 3


def test_a_resend_is_answered_saved_after_the_round_has_closed(store: Store, room: tuple[Made, str]) -> None:
    made, round_id = room
    one = send(made, round_id, "a", place(10))
    cast_all(store, [one])
    control.close(store, made.id, seconds=0)
    again, new = cast_all(store, [one, send(made, round_id, "a", place(20))])
    assert again == Saved(one.answer.id, False, again.person if isinstance(again, Saved) else "")
    assert isinstance(new, Refused)
    assert new.reason == "closed"


def test_phones_that_arrive_at_once_are_each_somebody(store: Store, room: tuple[Made, str]) -> None:
    made, _ = room
    arrivals = [Arrival(made.id, made.community_id, device) for device in ("a", "b", "a")]
    first, second, again = (each for each in arrive_all(store, arrivals) if not isinstance(each, ShutOut))
    assert first == again != second
    assert [seat for _, seat in first] == [1]
    assert participants.count_of_meeting(store, made.id) == 2
    assert arrive_all(store, arrivals) == [first, second, again]
