"""What phones may answer beside the current activity: what was left to them, and for two days after the end more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from components.activities.base import ActivityKind, Json
from components.activities.registry import kind_of
from db import rounds
from db.activities import Activity
from db.engine import Store
from db.ids import now, stamp
from db.meetings import Meeting
from db.rounds import Asked, Round

OPEN_FOR = timedelta(hours=48)
"""How long phones that took part may still answer after the end."""

When = Literal["live", "late"]


def until(ended_at: str) -> str:
    """When a meeting that ended then takes no answer any more."""
    return stamp(datetime.fromisoformat(ended_at) + OPEN_FOR)


def when_taken(asked: Asked) -> When | None:
    """Whether a round takes answers at this moment: while its meeting goes on, late after its end, or None for not."""
    if asked.ended_at is None:
        return "live" if asked.is_open else None
    stays = asked.is_left or (asked.is_latest and _stays(kind_of(asked.kind), asked.step))
    return "late" if stays and now() < until(asked.ended_at) else None


def takes_late(meeting: Meeting, kind: ActivityKind, rnd: Round, *, is_latest: bool) -> bool:
    """Whether a round of an ended meeting takes late answers at this moment."""
    if meeting.phase != "ended" or meeting.ended_at is None or now() >= until(meeting.ended_at):
        return False
    return _is_left(rnd) or (is_latest and _stays(kind, rnd.step))


def _stays(kind: ActivityKind, step: str) -> bool:
    return kind.stays_open and step == kind.steps[-1]


def _is_left(rnd: Round) -> bool:
    return rnd.left_at is not None and rnd.phase == "open"


@dataclass(frozen=True)
class StillOpen:
    """A round that phones may answer although the room is elsewhere; `until` is None while the meeting goes on."""

    activity: Activity
    round: Round
    until: str | None


def still_open(db: Store, meeting: Meeting, agenda: Sequence[Activity]) -> list[StillOpen]:
    """What phones may answer beside the current activity, in the order of the agenda."""
    if meeting.phase == "live":
        by_id = {activity.id: activity for activity in agenda}
        left = rounds.left_of_meeting(db, meeting.id)
        return [StillOpen(by_id[r.activity_id], r, None) for r in left if r.activity_id != meeting.activity_id]
    if meeting.phase != "ended" or meeting.ended_at is None:
        return []
    latest = {rnd.activity_id: rnd for rnd in rounds.of_meeting(db, meeting.id)}
    return [
        StillOpen(activity, latest[activity.id], until(meeting.ended_at))
        for activity in agenda
        if activity.id in latest and takes_late(meeting, kind_of(activity.kind), latest[activity.id], is_latest=True)
    ]


def for_phones(found: Sequence[StillOpen]) -> list[Json]:
    """The same as the `still_open` of the phone protocol."""
    return [
        {
            "id": each.activity.id,
            "kind": each.activity.kind,
            "title": each.activity.title,
            "config": json.loads(each.round.config),
            "until": each.until,
            "round": {
                "id": each.round.id,
                "number": each.round.number,
                "step": each.round.step,
                "phase": "open",
                "closes_at": None,
            },
        }
        for each in found
    ]
