"""The phone lane as it must not be: its commits return before they are on the disk."""

from __future__ import annotations

from components.phone.app import app
from db.sqlite import SqliteFile, SqliteStore

__all__ = ["app"]
_open = SqliteFile.open_writer


def _open_carelessly(file: SqliteFile) -> SqliteStore:
    store = _open(file)
    store.connection.execute("PRAGMA synchronous = OFF")
    return store


setattr(SqliteFile, "open_writer", _open_carelessly)  # noqa: B010
