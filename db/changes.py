"""*You said, we changed*: what a community was told and what came of it, kept until a meeting opens with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now


@dataclass(frozen=True)
class Change:
    """What was said and what was changed, each a text by language."""

    said: dict[str, str]
    changed: dict[str, str]


_WHOLE = "said <> '{}' AND changed <> '{}'"
"""What people said may be kept before anybody knows what will come of it; it is told once both halves are there."""
_WAITING = """community_id = :community AND (used_in IS NULL OR used_in NOT IN (SELECT id FROM activities))"""
"""An activity that was taken off its agenda has not told anybody."""


def waiting(db: Store, community_id: str) -> list[Change]:
    """What no meeting has on its agenda yet, in order."""
    rows = db.query(f"SELECT * FROM changes WHERE {_WAITING} ORDER BY position, id", community=community_id)
    return [_change(row) for row in rows]


def ready(db: Store, community_id: str) -> list[Change]:
    """What is waiting and has both halves, in order: what the next meeting can open with."""
    return [change for change in waiting(db, community_id) if change.said and change.changed]


def keep(db: Store, community_id: str, written: Sequence[Change]) -> None:
    """Put these in the place of all that is waiting."""
    db.execute(f"DELETE FROM changes WHERE {_WAITING}", community=community_id)
    at = now()
    rows = [
        {
            "id": new_id(), "community_id": community_id, "position": position, "created_at": at,
            "said": json.dumps(change.said, ensure_ascii=False),
            "changed": json.dumps(change.changed, ensure_ascii=False),
        }
        for position, change in enumerate(written, start=1)
    ]  # fmt: skip
    db.insert_all("changes", rows)


def use(db: Store, community_id: str, activity_id: str) -> None:
    """All that is ready is told in this activity, for as long as it stands on an agenda."""
    sql = f"UPDATE changes SET used_in = :activity WHERE {_WAITING} AND {_WHOLE}"
    db.execute(sql, community=community_id, activity=activity_id)


def _change(row: Row) -> Change:
    return Change(json.loads(row["said"]), json.loads(row["changed"]))
