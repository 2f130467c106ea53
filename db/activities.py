"""The agenda of a meeting: its activities in order. A kind and a JSON config, no table per kind."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db import meetings
from db.engine import Row, Store
from db.ids import new_id, now

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
    whom: str = "everybody"
    """Who answers and sees the result first: one of `WHOM`."""

    @property
    def is_for_families(self) -> bool:
        return self.whom != "everybody"


def add(
    db: Store, meeting_id: str, kind: str, title: dict[str, str], config: str, minutes: int = 5, whom: str = "everybody"
) -> str:
    """Put an activity at the end of the agenda and return its id."""
    activity_id = new_id()
    last = db.one("SELECT COALESCE(MAX(position), 0) AS n FROM activities WHERE meeting_id = :id", id=meeting_id)
    db.insert(
        "activities",
        {
            "id": activity_id, "meeting_id": meeting_id, "position": (last or {"n": 0})["n"] + 1, "kind": kind,
            "title": json.dumps(title), "config": config, "minutes": minutes, "whom": whom, "created_at": now(),
        },
    )  # fmt: skip
    meetings.touch(db, meeting_id, at_once=True)
    return activity_id


def change(
    db: Store, activity: Activity, *, title: dict[str, str], config: str, minutes: int, whom: str | None = None
) -> None:
    """Rewrite an activity; without `whom` that stays. Rounds already opened keep the config they were opened with.

    Whom it is for stays too once it was opened: people answered because of it.
    """
    db.execute(
        """UPDATE activities SET title = :title, config = :config, minutes = :minutes,
           whom = CASE WHEN EXISTS (SELECT 1 FROM rounds WHERE activity_id = :id) THEN whom ELSE :whom END
           WHERE id = :id""",
        id=activity.id, title=json.dumps(title), config=config, minutes=minutes, whom=whom or activity.whom,
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


def _activity(row: Row) -> Activity:
    return Activity(
        row["id"], row["meeting_id"], row["position"], row["kind"], json.loads(row["title"]), row["config"],
        row["minutes"], row["whom"],
    )  # fmt: skip
