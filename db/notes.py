"""What happened around a community's meetings: a day or a span of days, and what happened, by language."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now


@dataclass(frozen=True)
class Note:
    """`from_day` and `to_day` are ISO days; without a `to_day` it is one day."""

    id: str
    from_day: str
    to_day: str | None
    text: dict[str, str]


def add(db: Store, community_id: str, from_day: str, to_day: str | None, text: dict[str, str]) -> str:
    """Write down what happened and return its id; a span that ends on the day it begins, or sooner, is one day."""
    note_id = new_id()
    put_back(db, community_id, Note(note_id, from_day, to_day if to_day and to_day > from_day else None, text))
    return note_id


def put_back(db: Store, community_id: str, note: Note) -> None:
    """Bring back a note that was removed."""
    row = {"id": note.id, "community_id": community_id, "from_day": note.from_day, "to_day": note.to_day}
    db.insert("notes", {**row, "text": json.dumps(note.text, ensure_ascii=False), "created_at": now()})


def remove(db: Store, community_id: str, note_id: str) -> None:
    """Take a note of a community away."""
    db.execute("DELETE FROM notes WHERE id = :id AND community_id = :c", id=note_id, c=community_id)


def of_community(db: Store, community_id: str) -> list[Note]:
    """All notes, in the order of their days."""
    rows = db.query("SELECT * FROM notes WHERE community_id = :id ORDER BY from_day, id", id=community_id)
    return [_note(row) for row in rows]


def _note(row: Row) -> Note:
    return Note(row["id"], row["from_day"], row["to_day"], json.loads(row["text"]))
