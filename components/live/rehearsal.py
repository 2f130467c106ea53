"""Pretend phones for a try-out: they answer through the same door as real ones, a few at a time."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from functools import partial
from random import Random

from components.live import cast as casting
from components.live.hub import PRESENT_FOR
from components.live.room import Room, read
from components.live.writer import Writer
from db import answers, meetings, participants
from db.engine import Store

PRETEND_PHONES = 12
_EVERY = 0.4
_GONE_AFTER = 2.0
"""Pretend phones are gone this many seconds after a rehearsal, and not only after two minutes."""
_PASS_SHARE = 0.08


class Cast:
    """A chore of the writer: every little while, one more pretend phone answers each rehearsed meeting's open round."""

    def __init__(self, writer: Writer, saw: Callable[[str, str, float], None]) -> None:
        self._writer = writer
        self._saw = saw
        self._next = 0.0
        self._rehearsed: list[str] | None = None

    def look(self, store: Store) -> None:
        """Find out which meetings are being rehearsed."""
        self._rehearsed = meetings.in_rehearsal(store)

    def __call__(self, store: Store) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY
        if self._rehearsed is None:
            self.look(store)
        for meeting_id in self._rehearsed or ():
            for device in devices(meeting_id):
                self._saw(meeting_id, device, time.monotonic() - PRESENT_FOR + _GONE_AFTER)
            self._writer.put(partial(_answer_once_in, meeting_id))


def devices(meeting_id: str) -> list[str]:
    """The tokens of a meeting's pretend phones, which no phone's cookie can be: they have a colon."""
    return [f"pretend:{meeting_id}:{n}" for n in range(PRETEND_PHONES)]


def _answer_once_in(meeting_id: str, db: Store) -> None:
    answer_once(db, meeting_id)


def answer_once(db: Store, meeting_id: str) -> None:
    """Let the next pretend phone that has not answered the open round do so; nothing to do is fine."""
    room = read(db, meeting_id)
    if not room.round or room.round.phase != "open" or not room.kind or room.meeting.phase != "live":
        return
    given = {answer.participant_id for answer in answers.current(db, room.round.id)}
    for device in devices(meeting_id):
        person = participants.find(db, room.community.id, device)
        if person is None or person not in given:
            _answer(db, room, device)
            return


def _answer(db: Store, room: Room, device: str) -> None:
    assert room.round
    assert room.kind
    rng = Random(f"{device} {room.round.id}")
    steady = Random(device)
    mood = steady.uniform(-0.4, 0.8) + 0.15 * (room.round.number - 1)
    passes = rng.random() < _PASS_SHARE
    value = (
        {"pass": True} if passes else room.kind.pretend(room.config, room.round.step, rng, max(-1.0, min(1.0, mood)))
    )
    answer = casting.Cast(str(uuid.UUID(int=rng.getrandbits(128), version=4)), room.round.id, value)
    casting.cast(db, casting.Delivery(room.meeting.id, device, answer, is_pretend=True))
