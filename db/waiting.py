"""Rows that wait to be put in their tables all at once.

They are laid down in small steps, in tables that only the writer's connection has: nobody sees them, no copy has them,
and where that connection ends they are gone. To put them in their places then takes a fraction of what it takes to
write them there one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.engine import Row, Store

_COLUMNS = {
    "participants": ("id", "community_id", "device_hash", "seat", "is_pretend", "created_at", "import_id"),
    "attendances": ("meeting_id", "participant_id", "first_at"),
    "answers": ("id", "round_id", "participant_id", "value", "people", "on_behalf", "is_late", "at"),
}
"""The tables whose rows can wait, each after those it refers to."""


def begin(db: Store, key: str) -> None:
    """Make room for rows; `key`, of letters and digits, keeps them apart from everybody else's."""
    for table, columns in _COLUMNS.items():
        names = ", ".join(columns)
        db.execute(f"CREATE TEMPORARY TABLE {_name(key, table)} AS SELECT {names} FROM {table} WHERE 1 = 0")


def lay_down(db: Store, key: str, table: str, rows: Sequence[Row]) -> None:
    """Let rows of a table wait."""
    db.insert_all(_name(key, table), rows)


def put_in_place(db: Store, key: str) -> None:
    """Write all that waits where it belongs. A row that is there already, or refers to nothing, raises `RuleBroken`."""
    for table, columns in _COLUMNS.items():
        names = ", ".join(columns)
        db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {_name(key, table)}")


def clear(db: Store, key: str) -> None:
    """Let go of all that waits; none is fine."""
    for table in _COLUMNS:
        db.execute(f"DROP TABLE IF EXISTS {_name(key, table)}")


def _name(key: str, table: str) -> str:
    return f"waiting_{key}_{table}"
