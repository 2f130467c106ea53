"""The agenda of a meeting: its activities in order. A kind and a JSON config, no table per kind."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db import meetings
from db.engine import Row, Store
from db.ids import new_id, now
from db.meetings import Meeting


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
    notes: str = ""
    """What a facilitator wants to remember about it; only the agenda and the control show it."""


def add(
    db: Store, meeting_id: str, kind: str, title: dict[str, str], config: str, minutes: int = 5, *, notes: str = ""
) -> str:
    """Put an activity at the end of the agenda and return its id."""
    activity_id = new_id()
    last = db.one("SELECT COALESCE(MAX(position), 0) AS n FROM activities WHERE meeting_id = :id", id=meeting_id)
    db.insert(
        "activities",
        {
            "id": activity_id, "meeting_id": meeting_id, "position": (last or {"n": 0})["n"] + 1, "kind": kind,
            "title": json.dumps(title), "config": config, "minutes": minutes, "notes": notes, "created_at": now(),
        },
    )  # fmt: skip
    meetings.touch(db, meeting_id, at_once=True)
    return activity_id


def change(
    db: Store, activity: Activity, *, title: dict[str, str], config: str, minutes: int, notes: str | None = None
) -> None:
    """Rewrite an activity; without `notes` it keeps those it has. Rounds already opened keep their config."""
    db.execute(
        "UPDATE activities SET title = :title, config = :config, minutes = :minutes, notes = COALESCE(:notes, notes)"
        " WHERE id = :id",
        id=activity.id, title=json.dumps(title), config=config, minutes=minutes, notes=notes,
    )  # fmt: skip
    meetings.touch(db, activity.meeting_id, at_once=True)


def remove(db: Store, activity: Activity) -> None:
    """Take an activity, with its rounds and answers, out of the agenda."""
    db.execute("DELETE FROM activities WHERE id = :id", id=activity.id)
    db.execute("UPDATE meetings SET activity_id = NULL WHERE activity_id = :id", id=activity.id)
    _number(db, activity.meeting_id, [a.id for a in of_meeting(db, activity.meeting_id)])


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


def _activity(row: Row) -> Activity:
    return Activity(
        row["id"], row["meeting_id"], row["position"], row["kind"], json.loads(row["title"]), row["config"],
        row["minutes"], row["notes"],
    )  # fmt: skip
