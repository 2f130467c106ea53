"""Answers for people without a device: paper ballots typed in, hands counted, and both taken back."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import Json
from components.live import control
from components.live.cast import Cast
from db import answers, meetings
from db.engine import Store
from db.ids import new_id


def give(db: Store, meeting_id: str, round_id: str, values: Sequence[Json]) -> list[str]:
    """Save answers on behalf, each of a person of its own; their ids, for `take_back`. Raises `Refused`."""
    given = [Cast(new_id(), round_id, value) for value in values]
    for answer in given:
        control.answer_for(db, meeting_id, answer)
    return [answer.id for answer in given]


def take_back(db: Store, meeting_id: str, answer_ids: Sequence[str]) -> None:
    """As if these had never been typed in. What a phone answered, and another meeting's, stays."""
    answers.take_back(db, meeting_id, answer_ids)
    meetings.touch(db, meeting_id, at_once=True)
