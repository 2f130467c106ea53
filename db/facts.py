"""Single facts about this installation, by name."""

from __future__ import annotations

from db.engine import Store

SET_UP = "set_up_token_hash"
SIGNING_KEY = "signing_key"
HALF_COPIED = "half_copied_from"
"""Stands in a database while another one is being copied into it."""
CAME_BACK = "came_back_at"
REPLACED = "replaced"
"""When everything here was last replaced by a backup, and where what was there before is kept; as JSON."""


def get(db: Store, name: str) -> str | None:
    row = db.one("SELECT value FROM facts WHERE name = :name", name=name)
    return str(row["value"]) if row else None


def put(db: Store, name: str, value: str) -> None:
    """Set a fact; what it was before is gone."""
    db.upsert("facts", {"name": name, "value": value}, key=("name",))


def keep(db: Store, name: str, value: str) -> str:
    """Set a fact unless there is one already, and return what it is."""
    db.insert_all("facts", [{"name": name, "value": value}], unless_there=True)
    return get(db, name) or value


def drop(db: Store, name: str) -> None:
    db.execute("DELETE FROM facts WHERE name = :name", name=name)
