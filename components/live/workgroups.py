"""Workgroups between meetings: made of the groups people joined, and followed up on the next agenda."""

from __future__ import annotations

from dataclasses import dataclass

from components.activities.joined import Joined
from components.activities.registry import kind_of
from components.live import past, plans
from components.live.control import CannotControl
from components.templates import Step, follow_up
from db import activities, contacts, meetings, workgroups
from db.activities import Activity
from db.engine import Store
from db.meetings import Meeting
from db.workgroups import Workgroup

MEETINGS_BACK = 6
"""So many ended meetings are looked back at for groups that are no workgroups yet."""


@dataclass(frozen=True)
class Waiting:
    """Groups that people joined at a meeting and that are no workgroups yet, or have other people now."""

    meeting: Meeting
    activity: Activity
    groups: tuple[Joined, ...]


def waiting(db: Store, community_id: str) -> list[Waiting]:
    """What workgroups could be made of, the latest meeting first. What was let go once does not come again."""
    own = workgroups.of_community(db, community_id)
    found = []
    for meeting in _ended(db, community_id)[:MEETINGS_BACK]:
        if not any(kind_of(each.kind).gathers for each in activities.of_meeting(db, meeting.id)):
            continue
        for activity, groups in _joined(db, meeting):
            new = tuple(group for group in groups if not _is_known(own, activity, group, meeting))
            if new:
                found.append(Waiting(meeting, activity, new))
    return found


def _ended(db: Store, community_id: str) -> list[Meeting]:
    held = [each for each in meetings.of_community(db, community_id) if each.is_in_history]
    return sorted(held, key=lambda each: (each.held_on, each.ended_at or ""), reverse=True)


def _joined(db: Store, meeting: Meeting) -> list[tuple[Activity, list[Joined]]]:
    """The groups of a meeting that everybody may see."""
    shown = [(each.activity, each.final) for each in past.agenda_of(db, meeting)]
    return [
        (activity, list(rnd.kind.joined(rnd.config, rnd.tally)))
        for activity, rnd in shown
        if rnd and rnd.kind.gathers and not rnd.is_hidden and not rnd.is_kept
    ]


def _is_known(own: list[Workgroup], activity: Activity, group: Joined, meeting: Meeting) -> bool:
    """Whether a group is a workgroup since this meeting, or a later one."""
    same = _same(own, group)
    return same is not None and (same.activity_id == activity.id or same.began_on > meeting.held_on)


def _same(own: list[Workgroup], group: Joined) -> Workgroup | None:
    """The workgroup that has this group's id, or its name."""
    return next((each for each in own if each.group_id == group.id or each.name == dict(group.name)), None)


def keep(db: Store, community_id: str, activity_id: str) -> int:
    """Make workgroups of the groups people joined in an activity, with their first steps; how many there are.

    A workgroup that is there already goes on with those who joined now. Raises `CannotControl` where there is nothing
    to make them of.
    """
    found = next((each for each in waiting(db, community_id) if each.activity.id == activity_id), None)
    if found is None:
        raise CannotControl("moved_on")
    own = workgroups.of_community(db, community_id)
    for group in found.groups:
        same, came_from = _same(own, group), (activity_id, group.id)
        if same:
            workgroups.count_anew(db, community_id, same.id, group.people, came_from)
        made = same.id if same else workgroups.add(
            db, community_id, dict(group.name), found.meeting.held_on, people=group.people, came_from=came_from
        )  # fmt: skip
        known = {step.text for step in same.steps} if same else set()
        for step in group.steps:
            if step not in known:
                workgroups.write(db, community_id, made, "step", step, found.meeting.held_on)
    return len(found.groups)


def next_planned(db: Store, community_id: str, day: str) -> Meeting | None:
    """The first meeting planned for an ISO day or later, None without one."""
    planned = [
        each for each in meetings.of_community(db, community_id) if each.phase == "planned" and each.held_on >= day
    ]
    return min(planned, key=lambda each: (each.held_on, each.id), default=None)


def follow_up_of(group: Workgroup) -> Step:
    """What a workgroup is asked at the next meeting."""
    return follow_up(group.name, group.goal, [step.text for step in group.ahead])


def is_on(db: Store, meeting: Meeting, group: Workgroup) -> bool:
    """Whether a meeting's agenda asks after a workgroup."""
    title = dict(follow_up_of(group).title)
    return any(activity.title == title for activity in activities.of_meeting(db, meeting.id))


def put_on_agenda(db: Store, community_id: str, workgroup_id: str, meeting_id: str) -> str:
    """Ask after a workgroup at a planned meeting: after its welcome, where it begins with one. The activity's id.

    Raises `CannotControl` where that is asked already, or the meeting is not planned any more.
    """
    group, meeting = workgroups.find(db, community_id, workgroup_id), meetings.by_id(db, meeting_id)
    if group is None or meeting is None or meeting.community_id != community_id or meeting.phase != "planned":
        raise CannotControl("moved_on")
    if is_on(db, meeting, group):
        raise CannotControl("moved_on")
    agenda = activities.of_meeting(db, meeting_id)
    welcome = [activity.id for activity in agenda[:1] if not kind_of(activity.kind).steps]
    made = plans.add_step(db, community_id, meeting_id, follow_up_of(group))
    rest = [activity.id for activity in agenda if activity.id not in welcome]
    activities.put_in_order(db, meeting_id, [*welcome, made, *rest])
    return made


def reached(db: Store, group: Workgroup) -> tuple[past.PastActivity, dict[str, str]] | None:
    """Where people joined a workgroup, with how those who agreed to it may be reached; None where it came from none."""
    activity = activities.by_id(db, group.activity_id) if group.activity_id else None
    meeting = meetings.by_id(db, activity.meeting_id) if activity else None
    if activity is None or meeting is None or meeting.community_id != group.community_id:
        return None
    found = next((each for each in past.agenda_of(db, meeting) if each.activity.id == activity.id), None)
    return (found, contacts.of_meeting(db, meeting.id)) if found else None
