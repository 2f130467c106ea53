"""The agenda of a meeting: its activities in order. A kind and a JSON config, no table per kind."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db import meetings, removal
from db.engine import Row, Store
from db.ids import new_id, now
from db.meetings import Meeting
from db.removal import Removed

WHOM = ("everybody", "families_first", "families")
"""Everybody; families, and the others see the result once it is shown to everybody; families, and nobody else."""


@dataclass(frozen=True)
class Activity:
    id: str
    meeting_id: str
    position: int
    kind: str
    title: dict[str, str]
    config: str
    """JSON text; the kind's model parses it."""
    minutes: int
    think_seconds: int | None = None
    """How long everybody thinks before answers open; None is as long as the meeting says."""
    shown_at: str | None = None
    """When the room first came to it."""
    skipped_at: str | None = None
    full_minutes: int | None = None
    """The minutes it was planned with, where it has been shortened."""
    taken_from: str | None = None
    """The activity of an earlier meeting that was left out there and stands here instead."""
    notes: str = ""
    """What a facilitator wants to remember about it; only the agenda and the control show it."""
    whom: str = "everybody"
    """Who answers and sees the result first: one of `WHOM`."""

    @property
    def planned_minutes(self) -> int:
        """The minutes it was planned with, shortened since or not."""
        return self.minutes if self.full_minutes is None else self.full_minutes

    @property
    def is_for_families(self) -> bool:
        return self.whom != "everybody"


def add(
    db: Store, meeting_id: str, kind: str, title: dict[str, str], config: str, minutes: int = 5, *,
    think_seconds: int | None = None, taken_from: str | None = None, notes: str = "", whom: str = "everybody",
) -> str:  # fmt: skip
    """Put an activity at the end of the agenda and return its id."""
    activity_id = new_id()
    last = db.one("SELECT COALESCE(MAX(position), 0) AS n FROM activities WHERE meeting_id = :id", id=meeting_id)
    db.insert(
        "activities",
        {
            "id": activity_id, "meeting_id": meeting_id, "position": (last or {"n": 0})["n"] + 1, "kind": kind,
            "title": json.dumps(title), "config": config, "minutes": minutes, "think_seconds": think_seconds,
            "taken_from": taken_from, "notes": notes, "whom": whom, "created_at": now(),
        },
    )  # fmt: skip
    meetings.touch(db, meeting_id, at_once=True)
    return activity_id


def change(
    db: Store, activity: Activity, *, title: dict[str, str], config: str, minutes: int, notes: str | None = None,
    whom: str | None = None,
) -> None:  # fmt: skip
    """Rewrite an activity; without `notes` or `whom` those stay. Rounds already opened keep their config.

    Whom it is for stays too once it was opened: people answered because of it.
    """
    db.execute(
        """UPDATE activities SET title = :title, config = :config, minutes = :minutes,
           notes = COALESCE(:notes, notes),
           full_minutes = CASE WHEN minutes = :minutes THEN full_minutes END,
           whom = CASE WHEN EXISTS (SELECT 1 FROM rounds WHERE activity_id = :id) THEN whom ELSE :whom END
           WHERE id = :id""",
        id=activity.id, title=json.dumps(title), config=config, minutes=minutes, notes=notes,
        whom=whom or activity.whom,
    )  # fmt: skip
    meetings.touch(db, activity.meeting_id, at_once=True)


def set_thinking(db: Store, activity: Activity, seconds: int | None) -> None:
    """Say how long everybody thinks before answers to it open; None is as long as the meeting says."""
    db.execute("UPDATE activities SET think_seconds = :s WHERE id = :id", id=activity.id, s=seconds)
    meetings.touch(db, activity.meeting_id, at_once=True)


def mark_shown(db: Store, activity_id: str) -> None:
    """Note that the room has come to an activity, which is then not left out any more."""
    db.execute(
        "UPDATE activities SET shown_at = COALESCE(shown_at, :at), skipped_at = NULL WHERE id = :id",
        id=activity_id, at=now(),
    )  # fmt: skip


def set_skipped(db: Store, activity: Activity, is_skipped: bool) -> None:
    """Leave an activity out of its meeting, or take that back."""
    at = now() if is_skipped else None
    db.execute("UPDATE activities SET skipped_at = :at WHERE id = :id", id=activity.id, at=at)
    meetings.touch(db, activity.meeting_id, at_once=True)


def shorten(db: Store, activity: Activity, minutes: int) -> None:
    """Give an activity fewer minutes; those it was planned with are kept."""
    db.execute(
        "UPDATE activities SET full_minutes = COALESCE(full_minutes, minutes), minutes = :minutes WHERE id = :id",
        id=activity.id, minutes=minutes,
    )  # fmt: skip
    meetings.touch(db, activity.meeting_id, at_once=True)


def unshorten(db: Store, meeting_id: str) -> None:
    """Give every activity of a meeting the minutes it was planned with."""
    db.execute(
        """UPDATE activities SET minutes = full_minutes, full_minutes = NULL
           WHERE meeting_id = :id AND full_minutes IS NOT NULL""",
        id=meeting_id,
    )
    meetings.touch(db, meeting_id, at_once=True)


def begin_anew(db: Store, meeting_id: str) -> None:
    """Forget what a rehearsal came to, left out or shortened."""
    unshorten(db, meeting_id)
    db.execute("UPDATE activities SET shown_at = NULL, skipped_at = NULL WHERE meeting_id = :id", id=meeting_id)


def skipped_last(db: Store, community_id: str) -> list[Activity]:
    """What the latest meeting of a community left out, in its order, and no meeting has taken up since."""
    rows = db.query(
        """SELECT a.* FROM activities a WHERE a.skipped_at IS NOT NULL AND a.meeting_id =
               (SELECT m.id FROM meetings m WHERE m.community_id = :id AND m.phase = 'ended' AND m.is_rehearsal = 0
                ORDER BY m.ended_at DESC LIMIT 1)
             AND NOT EXISTS (SELECT 1 FROM activities b WHERE b.taken_from = a.id)
           ORDER BY a.position""",
        id=community_id,
    )
    return [_activity(row) for row in rows]


def not_taken_up(db: Store, meeting_id: str) -> list[Activity]:
    """The agenda of a meeting in order, but for what a later meeting has taken up from it."""
    rows = db.query(
        """SELECT a.* FROM activities a WHERE a.meeting_id = :id
           AND NOT EXISTS (SELECT 1 FROM activities b WHERE b.taken_from = a.id) ORDER BY a.position""",
        id=meeting_id,
    )
    return [_activity(row) for row in rows]


def remove(db: Store, activity: Activity) -> Removed:
    """Take an activity, with its rounds and answers, out of the agenda; what `put_back` needs."""
    removed = removal.take_out(db, "activities", activity.id)
    db.execute("UPDATE meetings SET activity_id = NULL WHERE activity_id = :id", id=activity.id)
    _number(db, activity.meeting_id, [a.id for a in of_meeting(db, activity.meeting_id)])
    return removed


def put_back(db: Store, activity: Activity, removed: Removed) -> None:
    """Bring a removed activity, with its rounds and answers, back into its place in the agenda.

    Raises:
        RuleBroken: somebody else has brought it back, or its meeting is gone.
    """
    order = [a.id for a in of_meeting(db, activity.meeting_id)]
    order.insert(activity.position - 1, activity.id)
    removal.put_back(db, removed)
    _number(db, activity.meeting_id, order)


def put_in_order(db: Store, meeting_id: str, activity_ids: list[str]) -> None:
    """Arrange the agenda; ids that are missing from the list follow in their old order."""
    rest = [a.id for a in of_meeting(db, meeting_id) if a.id not in activity_ids]
    known = {a.id for a in of_meeting(db, meeting_id)}
    _number(db, meeting_id, [i for i in activity_ids if i in known] + rest)


def _number(db: Store, meeting_id: str, activity_ids: list[str]) -> None:
    for position, activity_id in enumerate(activity_ids, start=1):
        db.execute("UPDATE activities SET position = :p WHERE id = :id", id=activity_id, p=position)
    meetings.touch(db, meeting_id, at_once=True)


def by_id(db: Store, activity_id: str) -> Activity | None:
    row = db.one("SELECT * FROM activities WHERE id = :id", id=activity_id)
    return _activity(row) if row else None


def of_meeting(db: Store, meeting_id: str) -> list[Activity]:
    """The agenda in order."""
    rows = db.query("SELECT * FROM activities WHERE meeting_id = :id ORDER BY position", id=meeting_id)
    return [_activity(row) for row in rows]


def of_earlier_meetings(db: Store, community_id: str, but: str) -> list[tuple[Activity, Meeting]]:
    """What stood on the agendas of a community's meetings that went live, each with its meeting, the latest first.

    Rehearsals and the meeting `but` are left out.
    """
    rows = db.query(
        """SELECT a.* FROM activities a JOIN meetings m ON m.id = a.meeting_id
           WHERE m.community_id = :community AND m.phase <> 'planned' AND m.is_rehearsal = 0 AND m.id <> :but
           ORDER BY m.held_on DESC, m.created_at DESC, a.position""",
        community=community_id, but=but,
    )  # fmt: skip
    held = {meeting.id: meeting for meeting in meetings.of_community(db, community_id)}
    return [(_activity(row), held[row["meeting_id"]]) for row in rows]


def titles_by_meeting(db: Store, community_id: str) -> dict[str, list[dict[str, str]]]:
    """What stood on the agenda of each of a community's meetings, in order, but for what was skipped."""
    rows = db.query(
        """SELECT a.meeting_id, a.title FROM activities a JOIN meetings m ON m.id = a.meeting_id
           WHERE m.community_id = :id AND a.skipped_at IS NULL ORDER BY a.meeting_id, a.position""",
        id=community_id,
    )
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["meeting_id"], []).append(json.loads(row["title"]))
    return found


def _activity(row: Row) -> Activity:
    return Activity(
        row["id"], row["meeting_id"], row["position"], row["kind"], json.loads(row["title"]), row["config"],
        row["minutes"], row["think_seconds"], row["shown_at"], row["skipped_at"], row["full_minutes"],
        row["taken_from"], row["notes"], row["whom"],
    )  # fmt: skip
