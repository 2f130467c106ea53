"""A phone's answer on its way in: checked at the edge, then saved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from components.activities.base import InvalidAnswer, Json
from components.activities.registry import kind_of
from components.live.room import parse_value, parsed_config
from db import answers, meetings, participants, rounds
from db.engine import Store
from db.rounds import Asked

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_KEYS = {"type", "id", "round", "value", "seat", "people"}
_MOST_SEATS = 9
_MOST_PEOPLE = 20


@dataclass(frozen=True)
class Cast:
    """An answer as a phone sent it: its shape is checked, its value is not yet."""

    id: str
    round_id: str
    value: Json
    seat: int = 1
    people: int = 1


@dataclass(frozen=True)
class Saved:
    """The answer is committed. `is_new` is false for one that was stored before."""

    id: str
    is_new: bool
    person: str


class Refused(Exception):
    """The answer was not taken: `reason` is closed, invalid, unknown or too fast; `code` names the sentence."""

    def __init__(self, answer_id: str | None, reason: str, code: str) -> None:
        super().__init__(code)
        self.id = answer_id
        self.reason = reason
        self.code = code


def parse(message: Any) -> Cast:
    """An `answer` message from outside. Raises `Refused`."""
    if not isinstance(message, dict):
        raise Refused(None, "invalid", "wrong_shape")
    answer_id = message.get("id")
    shown = answer_id if isinstance(answer_id, str) and len(answer_id) <= 64 else None
    if shown is None or not _UUID.fullmatch(shown):
        raise Refused(shown, "invalid", "wrong_shape")
    if set(message) - _KEYS:
        raise Refused(shown, "invalid", "unknown_keys")
    round_id, value = message.get("round"), message.get("value")
    if not isinstance(round_id, str) or not isinstance(value, dict):
        raise Refused(shown, "invalid", "wrong_shape")
    seat, people = message.get("seat", 1), message.get("people", 1)
    if not _is_count(seat, _MOST_SEATS) or not _is_count(people, _MOST_PEOPLE):
        raise Refused(shown, "invalid", "out_of_range")
    return Cast(shown.lower(), round_id, value, seat, people)


def _is_count(value: Any, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def cast(
    db: Store, meeting_id: str, device: str, answer: Cast, *, may_send: Callable[[], bool], is_pretend: bool = False
) -> Saved:
    """Save a phone's answer; the same id from the same phone is stored once and answered alike.

    `may_send` takes from the phone's rate and is asked only for answers that would be stored. Raises `Refused`.
    """
    asked = _asked(db, meeting_id, answer)
    owner = answers.owner_of(db, answer.id)
    person = participants.find(db, asked.community_id, device, answer.seat)
    if owner is not None:
        if owner != person:
            raise Refused(answer.id, "invalid", "taken_id")
        return Saved(answer.id, False, owner)
    if not asked.is_open:
        raise Refused(answer.id, "closed", "closed_round")
    if not may_send():
        raise Refused(answer.id, "too fast", "too_fast")
    value = _checked_value(asked, answer)
    if person is None:
        person = participants.create(db, asked.community_id, device, answer.seat, is_pretend=is_pretend)
    participants.attend(db, meeting_id, person)
    answers.add(db, answer.id, asked.round_id, person, value, people=answer.people)
    meetings.touch(db, meeting_id)
    return Saved(answer.id, True, person)


def _asked(db: Store, meeting_id: str, answer: Cast) -> Asked:
    asked = rounds.asked(db, answer.round_id)
    if asked is None or asked.meeting_id != meeting_id:
        raise Refused(answer.id, "unknown", "unknown_round")
    return asked


def _checked_value(asked: Asked, answer: Cast) -> str:
    try:
        parse_value(kind_of(asked.kind), parsed_config(asked.kind, asked.config), asked.step, answer.value)
    except InvalidAnswer as error:
        raise Refused(answer.id, "invalid", error.code) from error
    return json.dumps(answer.value, ensure_ascii=False)
