"""What a community's history takes for the same thing, or for another one, whatever ids it was asked under."""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Store
from db.ids import new_id, now


@dataclass(frozen=True)
class SameThing:
    """In activities of a kind, `part` is followed as `same_as`; in meetings from the day `since` on, if one is set."""

    id: str
    kind: str
    part: str
    same_as: str
    since: str = ""


def of_community(db: Store, community_id: str) -> list[SameThing]:
    """All that was decided, in the order it was."""
    rows = db.query(
        """SELECT id, kind, part, same_as, since FROM same_things WHERE community_id = :id
           ORDER BY created_at, id""",
        id=community_id,
    )
    return [SameThing(**row) for row in rows]


def add(db: Store, community_id: str, kind: str, part: str, same_as: str, since: str = "") -> str:
    """Follow one thing as another from now on; returns the id to take that back by."""
    row = {"id": new_id(), "community_id": community_id, "kind": kind, "part": part, "same_as": same_as,
           "since": since, "created_at": now()}  # fmt: skip
    db.insert("same_things", row)
    return row["id"]


def remove(db: Store, community_id: str, id: str) -> None:
    """Take one decision back."""
    db.execute("DELETE FROM same_things WHERE id = :id AND community_id = :community", id=id, community=community_id)
