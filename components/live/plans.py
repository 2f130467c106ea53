"""Making meetings: from a template, from nothing, from another meeting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from components.activities.registry import kind_of
from components.live import record
from components.live.entries import parsed_config
from components.templates import TEMPLATES, Step, you_said
from db import activities, changes, endings, meetings, rounds
from db.activities import Activity
from db.changes import Change
from db.communities import Community
from db.engine import Store
from db.meetings import THINK_SECONDS, Meeting


@dataclass(frozen=True)
class Plan:
    """What a facilitator says about a meeting; `template` names one of `TEMPLATES`, None begins with nothing."""

    title: dict[str, str]
    held_on: str
    languages: tuple[str, ...]
    show: str
    template: str | None = None
    texts_at_once: bool = False
    think_seconds: int = THINK_SECONDS
    facilitated_by: str = ""
    format: str = ""
    """One of `FORMATS`."""


def make(db: Store, community: Community, plan: Plan) -> str:
    """Plan a meeting and return its id. Without a title it is called like its template.

    Raises `CommunityClosed` where nothing new is started any more.
    """
    endings.refuse_closed(db, community.id)
    template = TEMPLATES.get(plan.template or "")
    title = plan.title or (dict(template.title) if template else {})
    meeting_id = meetings.create(
        db, community.id, title, held_on=plan.held_on, languages=plan.languages, show=plan.show,
        texts_at_once=plan.texts_at_once, think_seconds=plan.think_seconds, facilitated_by=plan.facilitated_by,
        format=plan.format,
    )  # fmt: skip
    told = _waiting(db, community.id)
    for step in template.activities(community.stage, told) if template else ():
        add_step(db, community.id, meeting_id, step)
    return meeting_id


def add_step(
    db: Store, community_id: str, meeting_id: str, step: Step, *, taken_from: str | None = None, whom: str = "everybody"
) -> str:
    """Put a template's step at the end of an agenda and return its id. What it tells does not wait any more."""
    config = json.dumps(step.config, ensure_ascii=False)
    activity_id = activities.add(
        db, meeting_id, step.kind, dict(step.title), config, step.minutes, taken_from=taken_from, whom=whom
    )
    if _tells(step.kind, config):
        changes.use(db, community_id, activity_id)
    return activity_id


def _tells(kind: str, config: str) -> bool:
    """Whether an activity says what was changed since people said so."""
    return bool(kind_of(kind).changes(parsed_config(kind, config)))


def _waiting(db: Store, community_id: str) -> list[dict[str, dict[str, str]]]:
    return [asdict(change) for change in changes.ready(db, community_id)]


def untold(db: Store, meeting: Meeting) -> list[Change]:
    """*You said, we changed* that this meeting could still open with; nothing where it does already or has ended."""
    agenda = activities.of_meeting(db, meeting.id)
    if meeting.phase == "ended" or any(_tells(activity.kind, activity.config) for activity in agenda):
        return []
    return changes.ready(db, meeting.community_id)


def open_with_changes(db: Store, meeting: Meeting) -> None:
    """Put *You said, we changed* on the agenda: after the welcome, where the meeting begins with one."""
    told = untold(db, meeting)
    if not told:
        return
    agenda = activities.of_meeting(db, meeting.id)
    first = [activity.id for activity in agenda[:1] if not kind_of(activity.kind).steps]
    made = add_step(db, meeting.community_id, meeting.id, you_said([asdict(change) for change in told]))
    activities.put_in_order(db, meeting.id, [*first, made])


def copy(db: Store, meeting: Meeting, *, title: dict[str, str], held_on: str) -> str:
    """Plan a meeting with the same agenda and return its id. Lines and items keep their ids, so that trends go on.

    What was changed since people said so was told then, and is not told again. Raises `CommunityClosed`.
    """
    endings.refuse_closed(db, meeting.community_id)
    meeting_id = meetings.create(
        db, meeting.community_id, title, held_on=held_on, languages=meeting.languages, show=meeting.show,
        texts_at_once=meeting.texts_at_once, think_seconds=meeting.think_seconds, format=meeting.format,
    )  # fmt: skip
    agenda = activities.of_meeting(db, meeting.id)
    _copy_agenda(db, meeting_id, [activity for activity in agenda if not _tells(activity.kind, activity.config)])
    return meeting_id


def reusable(db: Store, meeting: Meeting) -> list[tuple[Activity, Meeting]]:
    """What earlier meetings of the community had on their agendas, with the latest that had it, the latest first.

    What was asked in the same words twice is there once. What was changed since people said so is not: it was told.
    """
    found: dict[tuple[str, str, str], tuple[Activity, Meeting]] = {}
    for activity, held in activities.of_earlier_meetings(db, meeting.community_id, meeting.id):
        if not _tells(activity.kind, activity.config):
            found.setdefault((activity.kind, json.dumps(activity.title), activity.config), (activity, held))
    return list(found.values())


def reuse(db: Store, meeting: Meeting, activity_id: str) -> str | None:
    """Put what an earlier meeting of the same community asked at the end of this agenda and return its new id.

    Lines and items keep their ids, so that trends go on. None where it has been removed meanwhile.
    """
    known = {activity.id: activity for activity, _ in reusable(db, meeting)}
    return _copy(db, meeting.id, known[activity_id]) if activity_id in known else None


def change_facts(db: Store, meeting: Meeting, plan: Plan, by: str = "") -> None:
    """Change what is said about a meeting; that one has got another day that has ended is written down as done `by`.

    Pictures do not begin to appear at once where people were promised five, nor texts where they were promised that
    somebody reads them first.
    """
    show = "at_five" if is_promised(db, meeting.id) else plan.show
    texts_at_once = plan.texts_at_once and not is_reading_promised(db, meeting.id)
    meetings.change(
        db, meeting.id, title=plan.title, held_on=plan.held_on, languages=plan.languages, show=show,
        texts_at_once=int(texts_at_once), think_seconds=plan.think_seconds, facilitated_by=plan.facilitated_by,
        format=plan.format,
    )  # fmt: skip
    record.note_moved(db, by, meeting, plan.held_on)


def is_reading_promised(db: Store, meeting_id: str) -> bool:
    """Whether people may have written because somebody reads it first; a rehearsal is nobody's answer."""
    meeting = meetings.by_id(db, meeting_id)
    is_wanted = meeting is not None and not meeting.is_rehearsal and not meeting.texts_at_once
    return is_wanted and bool(rounds.of_meeting(db, meeting_id))


def is_promised(db: Store, meeting_id: str) -> bool:
    """Whether people may have answered because their answers show `at_five` only; a rehearsal is nobody's answer."""
    meeting = meetings.by_id(db, meeting_id)
    return meeting is not None and meeting.shown == "at_five" and bool(rounds.of_meeting(db, meeting_id))


def is_answered(db: Store, meeting: Meeting) -> bool:
    """Whether anything in a meeting was ever opened."""
    return meeting.phase != "planned" or bool(rounds.of_meeting(db, meeting.id))


def move(db: Store, activity: Activity, by: int) -> None:
    """Move an activity up (-1) or down (1) in its agenda; beyond the ends nothing happens."""
    order = [other.id for other in activities.of_meeting(db, activity.meeting_id)]
    if activity.id in order and 0 <= order.index(activity.id) + by < len(order):
        index = order.index(activity.id)
        order.insert(index + by, order.pop(index))
        activities.put_in_order(db, activity.meeting_id, order)


def _copy_agenda(db: Store, meeting_id: str, agenda: Sequence[Activity]) -> list[str]:
    return [_copy(db, meeting_id, activity) for activity in agenda]


def take_up(db: Store, meeting: Meeting, activity: Activity) -> str:
    """Put what an earlier meeting left out on this agenda, with the minutes it was planned with; its new id."""
    return _copy(db, meeting.id, activity, taken_from=activity.id)


def _copy(
    db: Store, meeting_id: str, one: Activity, *, minutes: int | None = None, taken_from: str | None = None
) -> str:
    """The same activity at the end of an agenda, with the minutes it was planned with unless others are given."""
    return activities.add(
        db, meeting_id, one.kind, one.title, one.config, minutes or one.planned_minutes,
        think_seconds=one.think_seconds, taken_from=taken_from, notes=one.notes, whom=one.whom,
    )  # fmt: skip
