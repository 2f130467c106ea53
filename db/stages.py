"""The stages a community went through: getting started, growing, sustaining, each move with its day and its words."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now


@dataclass(frozen=True)
class Move:
    """From one stage to another. `words` are the group's own, by language."""

    id: str
    from_stage: str
    stage: str
    moved_on: str
    words: dict[str, str]
    by_name: str
    meeting_id: str | None = None
    meeting: dict[str, str] | None = None
    """What the meeting it was decided at is called."""


@dataclass(frozen=True)
class Spell:
    """A stage with the ISO day it began on."""

    stage: str
    began_on: str


def move(
    db: Store, community_id: str, stage: str, by: str, *, moved_on: str | None = None,
    words: dict[str, str] | None = None, meeting_id: str | None = None,
) -> str | None:  # fmt: skip
    """Move a community to another stage and return the move's id; None where it is there already."""
    row = db.one("SELECT stage FROM communities WHERE id = :id", id=community_id)
    if row is None or row["stage"] == stage:
        return None
    move_id, at = new_id(), now()
    last = db.one("SELECT COALESCE(MAX(number), 0) AS n FROM stage_moves WHERE community_id = :id", id=community_id)
    db.insert(
        "stage_moves",
        {
            "id": move_id, "community_id": community_id, "number": (last or {"n": 0})["n"] + 1,
            "from_stage": row["stage"], "stage": stage,
            "moved_on": moved_on or at[:10], "words": json.dumps(words or {}, ensure_ascii=False),
            "meeting_id": meeting_id, "by_name": by, "created_at": at,
        },
    )  # fmt: skip
    db.execute("UPDATE communities SET stage = :stage WHERE id = :id", id=community_id, stage=stage)
    return move_id


def take_back(db: Store, community_id: str) -> None:
    """Undo the latest move: the community is where it was before."""
    moves = of_community(db, community_id)
    if moves:
        latest = moves[0]
        db.execute("DELETE FROM stage_moves WHERE id = :id AND community_id = :c", id=latest.id, c=community_id)
        db.execute("UPDATE communities SET stage = :s WHERE id = :id", id=community_id, s=latest.from_stage)


def of_community(db: Store, community_id: str) -> list[Move]:
    """All moves, the latest first."""
    rows = db.query(
        """SELECT s.*, m.title AS meeting FROM stage_moves s LEFT JOIN meetings m ON m.id = s.meeting_id
           WHERE s.community_id = :id ORDER BY s.number DESC""",
        id=community_id,
    )
    return [_move(row) for row in rows]


def spells(db: Store, community_id: str) -> list[Spell]:
    """The stages a community was in, the first one first; one where it never moved, none where it is gone."""
    row = db.one("SELECT stage, created_at FROM communities WHERE id = :id", id=community_id)
    if row is None:
        return []
    moves = of_community(db, community_id)[::-1]
    first = moves[0].from_stage if moves else row["stage"]
    return [Spell(first, row["created_at"][:10]), *(Spell(each.stage, each.moved_on) for each in moves)]


def _move(row: Row) -> Move:
    return Move(
        row["id"], row["from_stage"], row["stage"], row["moved_on"], json.loads(row["words"]), row["by_name"],
        row["meeting_id"], json.loads(row["meeting"] or "{}"),
    )  # fmt: skip
