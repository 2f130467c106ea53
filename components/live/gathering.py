"""From a ranking to workgroups, and from workgroups to the next meeting, where they are heard."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import ActivityKind, Words
from components.activities.registry import kind_of
from components.live import leads, past
from components.live.entries import parsed_config
from components.live.room import Room
from components.templates import hear_from, join_groups
from db import activities, meetings
from db.activities import Activity
from db.engine import Store
from db.meetings import Meeting


def _gathers(kind: ActivityKind) -> bool:
    return kind.gathers


def first_of(room: Room) -> Sequence[Words]:
    """What groups can be made of now: the first of what the current activity has shown to everybody."""
    return leads.first_of(room, _gathers)


def found_in(db: Store, meeting: Meeting) -> list[tuple[Activity, Sequence[Words]]]:
    """The activities of a meeting groups can be made of, and of what; none where it has groups on its agenda."""
    return leads.found_in(db, meeting, _gathers)


def gather(db: Store, meeting_id: str, activity_id: str, first: Sequence[Words]) -> str:
    """Put groups around these on the agenda, right after the activity they come from; returns the new one's id.

    Raises `CannotControl` where there are some already, or the activity is gone.
    """
    return leads.go_on(db, meeting_id, activity_id, _gathers, first, join_groups)


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
    activities.put_in_order(db, meeting.id, [*first, leads.add_last(db, meeting.id, hear_from(groups))])
