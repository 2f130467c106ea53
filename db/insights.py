"""The nine insights as a living checklist: what a community says of each, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Store
from db.ids import new_id, now

STATUSES = ("not_yet", "begun", "in_place")


@dataclass(frozen=True)
class Noted:
    """What was said of an insight once; `status` is one of `STATUSES`."""

    insight: str
    status: str
    note: str
    by_name: str
    at: str


def note(db: Store, community_id: str, insight: str, status: str, note: str, by: str) -> str:
    """Say how it stands with an insight now and return the note's id; what was said before stays to be read."""
    note_id = new_id()
    last = db.one("SELECT COALESCE(MAX(number), 0) AS n FROM insight_notes WHERE community_id = :id", id=community_id)
    number = (last or {"n": 0})["n"] + 1
    row = {"id": note_id, "community_id": community_id, "insight": insight, "status": status, "note": note}
    db.insert("insight_notes", {**row, "number": number, "by_name": by, "at": now()})
    return note_id


def of_community(db: Store, community_id: str) -> dict[str, list[Noted]]:
    """By insight all that was said of it, the latest first."""
    rows = db.query("SELECT * FROM insight_notes WHERE community_id = :id ORDER BY number DESC", id=community_id)
    found: dict[str, list[Noted]] = {}
    for row in rows:
        noted = Noted(row["insight"], row["status"], row["note"], row["by_name"], row["at"])
        found.setdefault(noted.insight, []).append(noted)
    return found
