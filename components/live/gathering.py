"""From a ranking to workgroups, and from workgroups to the next meeting, where they are heard."""

from __future__ import annotations

import json
from collections.abc import Sequence

from components.activities.base import Words
from components.activities.registry import kind_of
from components.live import past
from components.live.control import CannotControl
from components.live.entries import parsed_config
from components.live.room import Room
from components.templates import Step, hear_from, join_groups
from db import activities, meetings
from db.activities import Activity
from db.engine import Store
from db.meetings import Meeting

FIRST = 3
"""So many of what people put first become groups."""


def first_of(room: Room) -> Sequence[Words]:
    """What groups can be made of now: the first of what the current activity has shown to everybody."""
    rnd, kind = room.round, room.kind
    if rnd is None or kind is None or rnd.phase != "revealed" or room.meeting.phase != "live":
        return []
    if not room.tally or room.tally.get("hidden") or gathers(room.agenda):
        return []
    return kind.leads(room.config, room.tally)[:FIRST]


def found_in(db: Store, meeting: Meeting) -> list[tuple[Activity, Sequence[Words]]]:
    """The activities of a meeting groups can be made of, and of what; none where it has groups on its agenda."""
    if meeting.is_rehearsal or meeting.phase == "ended" or gathers(activities.of_meeting(db, meeting.id)):
        return []
    shown = [(each.activity, each.final) for each in past.agenda_of(db, meeting)]
    found = [
        (activity, rnd.kind.leads(rnd.config, rnd.tally)[:FIRST])
        for activity, rnd in shown
        if rnd and rnd.round.phase == "revealed" and not rnd.is_hidden
    ]
    return [(activity, first) for activity, first in found if first]


def gathers(agenda: Sequence[Activity]) -> bool:
    """Whether people gather in groups in any of these activities."""
    return any(kind_of(activity.kind).gathers for activity in agenda)


def gather(db: Store, meeting_id: str, activity_id: str, first: Sequence[Words]) -> str:
    """Put groups around these on the agenda, right after the activity they come from; returns the new one's id.

    Raises `CannotControl` where there are some already, or the activity is gone.
    """
    agenda = activities.of_meeting(db, meeting_id)
    ids = [activity.id for activity in agenda]
    if not first or gathers(agenda) or activity_id not in ids:
        raise CannotControl("moved_on")
    made = _add(db, meeting_id, join_groups(first))
    ids.insert(ids.index(activity_id) + 1, made)
    activities.put_in_order(db, meeting_id, ids)
    return made


def _add(db: Store, meeting_id: str, step: Step) -> str:
    config = json.dumps(step.config, ensure_ascii=False)
    return activities.add(db, meeting_id, step.kind, dict(step.title), config, step.minutes)


def unheard(db: Store, meeting: Meeting) -> Sequence[Words]:
    """The groups of the meeting before this one, where somebody joined any and this agenda does not hear from them."""
    agenda = activities.of_meeting(db, meeting.id)
    if meeting.phase == "ended" or any(_hears(activity) for activity in agenda):
        return []
    held = [each for each in meetings.of_community(db, meeting.community_id) if each.id != meeting.id]
    ended = [each for each in held if each.phase == "ended" and not each.is_rehearsal and each.ended_at]
    if not ended:
        return []
    latest = max(ended, key=lambda each: (each.held_on, each.ended_at or ""))
    shown = [each.final for each in past.agenda_of(db, latest)]
    return [words for rnd in shown if rnd and not rnd.is_hidden for words in rnd.kind.reports(rnd.config, rnd.tally)]


def _hears(activity: Activity) -> bool:
    return kind_of(activity.kind).hears(parsed_config(activity.kind, activity.config))


def hear(db: Store, meeting: Meeting) -> None:
    """Put what the groups have to tell on the agenda: after the welcome, where the meeting begins with one."""
    groups = unheard(db, meeting)
    if not groups:
        return
    agenda = activities.of_meeting(db, meeting.id)
    first = [activity.id for activity in agenda[:1] if not kind_of(activity.kind).steps]
    activities.put_in_order(db, meeting.id, [*first, _add(db, meeting.id, hear_from(groups))])
