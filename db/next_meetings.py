"""When a community meets again, as agreed at the end of a meeting."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from db import meetings
from db.engine import Row, Store


@dataclass(frozen=True)
class NextMeeting:
    """A day, and where they are known the times on it and a place.

    `begins` and `ends` are `18:30` on the clocks of `zone`, a name such as `America/Los_Angeles`; `ends` only with
    `begins`. `place` is a text by language.
    """

    held_on: str
    begins: str | None = None
    ends: str | None = None
    zone: str = "UTC"
    place: dict[str, str] = field(default_factory=dict)


def of_meeting(db: Store, meeting_id: str) -> NextMeeting | None:
    """What was agreed at this meeting."""
    row = db.one("SELECT * FROM next_meetings WHERE meeting_id = :id", id=meeting_id)
    return _next(row) if row else None


def put(db: Store, meeting_id: str, agreed: NextMeeting | None) -> None:
    """Agree on a next meeting, or on none, and tell every screen."""
    if agreed is None:
        db.execute("DELETE FROM next_meetings WHERE meeting_id = :id", id=meeting_id)
    else:
        place = json.dumps(agreed.place, ensure_ascii=False)
        row = {
            "meeting_id": meeting_id, "held_on": agreed.held_on, "begins": agreed.begins, "ends": agreed.ends,
            "zone": agreed.zone, "place": place,
        }  # fmt: skip
        db.upsert("next_meetings", row, key=("meeting_id",))
    meetings.touch(db, meeting_id, at_once=True)


def latest_day(db: Store, community_id: str) -> str | None:
    """The latest day a community has agreed on."""
    row = db.one(
        """SELECT MAX(n.held_on) AS day FROM next_meetings n JOIN meetings m ON m.id = n.meeting_id
           WHERE m.community_id = :id""",
        id=community_id,
    )
    return row["day"] if row else None


def _next(row: Row) -> NextMeeting:
    return NextMeeting(row["held_on"], row["begins"], row["ends"], row["zone"], json.loads(row["place"]))
