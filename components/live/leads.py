"""What an activity put first, and another activity that goes on with it: groups around it, or people matched on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from components.activities.base import ActivityKind, Words
from components.activities.registry import kind_of
from components.live import past
from components.live.control import CannotControl
from components.live.room import Room
from components.templates import Step
from db import activities
from db.activities import Activity
from db.engine import Store
from db.meetings import Meeting

FIRST = 3
"""With so many of what people put first it goes on."""
GoesOn = Callable[[ActivityKind], bool]
"""Whether activities of a kind are the ones that go on with it; an agenda needs one."""


def goes_on(agenda: Sequence[Activity], by: GoesOn) -> bool:
    """Whether an agenda has such an activity."""
    return any(by(kind_of(activity.kind)) for activity in agenda)


def first_of(room: Room, by: GoesOn) -> Sequence[Words]:
    """What it may go on with now: the first of what the current activity has shown to everybody."""
    rnd, kind = room.round, room.kind
    if rnd is None or kind is None or rnd.phase != "revealed" or room.meeting.phase != "live":
        return []
    if not room.tally or room.tally.get("hidden") or goes_on(room.agenda, by):
        return []
    return kind.leads(room.config, room.tally)[:FIRST]


def found_in(db: Store, meeting: Meeting, by: GoesOn) -> list[tuple[Activity, Sequence[Words]]]:
    """The activities of a meeting it may go on from, and with what; none where its agenda does so already."""
    if meeting.is_rehearsal or meeting.phase == "ended" or goes_on(activities.of_meeting(db, meeting.id), by):
        return []
    shown = [(each.activity, each.final) for each in past.agenda_of(db, meeting)]
    found = [
        (activity, rnd.kind.leads(rnd.config, rnd.tally)[:FIRST])
        for activity, rnd in shown
        if rnd and rnd.round.phase == "revealed" and not rnd.is_hidden
    ]
    return [(activity, first) for activity, first in found if first]


def go_on(
    db: Store, meeting_id: str, activity_id: str, by: GoesOn, first: Sequence[Words],
    made_of: Callable[[Sequence[Words]], Step],
) -> str:  # fmt: skip
    """Put what is made of these on the agenda, right after the activity they come from; the new one's id.

    Raises `CannotControl` where there is such an activity already, or the one they come from is gone.
    """
    agenda = activities.of_meeting(db, meeting_id)
    ids = [activity.id for activity in agenda]
    if not first or goes_on(agenda, by) or activity_id not in ids:
        raise CannotControl("moved_on")
    made = add_last(db, meeting_id, made_of(first))
    ids.insert(ids.index(activity_id) + 1, made)
    activities.put_in_order(db, meeting_id, ids)
    return made


def add_last(db: Store, meeting_id: str, step: Step) -> str:
    """Put a step at the end of an agenda; the new activity's id."""
    config = json.dumps(step.config, ensure_ascii=False)
    return activities.add(db, meeting_id, step.kind, dict(step.title), config, step.minutes)
