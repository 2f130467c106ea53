"""Erasing on either engine: what was answered, by everybody on a phone, and nothing of anybody else."""

from __future__ import annotations

import uuid

import pytest

from components.history.summaries import past_of
from components.live import control
from components.live.cast import Cast, Delivery, cast
from components.live.erasing import NothingToErase, erase_from
from db import contacts, history, meetings, participants, summaries
from db.engine import Store
from tests.rooms import LINES, Made, answer, make_meeting, next_meeting, open_activity

DEVICES = [f"phone-{n}" for n in range(7)]
CONFIGS = {"spectrum": LINES}


def hold(db: Store, made: Made) -> Made:
    """Seven phones answer, the first of them for two people and once more; then the meeting ends."""
    rnd = open_activity(db, made, "spectrum")
    for device in (*DEVICES, DEVICES[0]):
        given = answer(db, made, rnd, device, {"lines": {"expertise": 40}})
    contacts.keep(db, given.id, "ana@example.org")
    cast(db, Delivery(made.id, DEVICES[0], Cast(str(uuid.uuid4()), rnd, {"lines": {"expertise": 90}}, seat=2)))
    control.end(db, made.id)
    return made


@pytest.fixture
def two(store: Store) -> tuple[Made, Made]:
    first = hold(store, make_meeting(store, configs=CONFIGS))
    second = hold(store, next_meeting(store, first, CONFIGS))
    summaries.keep(store, past_of(store, first.community_id).fresh)
    return first, second


def answered(db: Store, made: Made) -> dict[str, int]:
    return {each.meeting.id: each.answered for each in past_of(db, made.community_id).summaries}


def test_one_meeting_forgets_what_a_phone_answered_and_its_screens_follow(store: Store, two: tuple[Made, Made]) -> None:
    first, second = two
    before = meetings.by_id(store, first.id)
    assert erase_from(store, first.id, DEVICES[0], "meeting") == 3
    after = meetings.by_id(store, first.id)
    assert before
    assert after
    assert after.revision > before.revision
    assert answered(store, first) == {first.id: 6, second.id: 8}
    assert [each.present for each in history.attendance(store, first.community_id)] == [8, 8]
    assert len(contacts.of_meeting(store, first.id)) == 0
    assert len(contacts.of_meeting(store, second.id)) == 1


def test_everything_forgets_the_phone_itself(store: Store, two: tuple[Made, Made]) -> None:
    first, second = two
    assert erase_from(store, second.id, DEVICES[0], "community") == 6
    assert answered(store, first) == {first.id: 6, second.id: 6}
    assert [each.present for each in history.attendance(store, first.community_id)] == [6, 6]
    assert not participants.is_known(store, DEVICES[0])
    assert participants.is_known(store, DEVICES[1])


def test_a_phone_nobody_knows_erases_nothing(store: Store, two: tuple[Made, Made]) -> None:
    first, second = two
    for meeting_id, device in ((first.id, "stranger"), ("no meeting", DEVICES[0])):
        with pytest.raises(NothingToErase):
            erase_from(store, meeting_id, device, "community")
    assert answered(store, first) == {first.id: 8, second.id: 8}
