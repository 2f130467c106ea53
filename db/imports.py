"""Past polls that were taken in from a file: one row each, with which all that came from it goes again."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now


@dataclass(frozen=True)
class Import:
    """What came from one file; `days` are those of its meetings that are still there, the oldest first."""

    id: str
    community_id: str
    name: str
    digest: str
    people: int
    answers: int
    created_at: str
    brought_by: str | None
    titles: tuple[dict[str, str], ...]
    days: tuple[str, ...]


def create(
    db: Store, community_id: str, *, name: str, digest: str, account_id: str, people: int, answers: int,
    import_id: str | None = None,
) -> str:  # fmt: skip
    """Note an import and return its id, under which its meetings and participants are then stored.

    `import_id` is the id, where it is known before.
    """
    import_id = import_id or new_id()
    db.insert(
        "imports",
        {
            "id": import_id, "community_id": community_id, "account_id": account_id, "name": name, "digest": digest,
            "people": people, "answers": answers, "created_at": now(),
        },
    )  # fmt: skip
    return import_id


def of_community(db: Store, community_id: str) -> list[Import]:
    """What a community took in, the latest first."""
    rows = db.query(
        """SELECT i.*, a.name AS brought_by FROM imports i LEFT JOIN accounts a ON a.id = i.account_id
           WHERE i.community_id = :id ORDER BY i.created_at DESC, i.id DESC""",
        id=community_id,
    )
    return [_import(db, row) for row in rows]


def undo(db: Store, community_id: str, import_id: str) -> bool:
    """Remove all that came with an import, its meetings, people and answers; whether it was there."""
    return db.execute("DELETE FROM imports WHERE id = :id AND community_id = :c", id=import_id, c=community_id) > 0


def _import(db: Store, row: Row) -> Import:
    held = db.query("SELECT title, held_on FROM meetings WHERE import_id = :id ORDER BY held_on", id=row["id"])
    return Import(
        row["id"], row["community_id"], row["name"], row["digest"], row["people"], row["answers"], row["created_at"],
        row["brought_by"], tuple(json.loads(each["title"]) for each in held), tuple(each["held_on"] for each in held),
    )  # fmt: skip
