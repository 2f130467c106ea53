"""Backups: a whole database in one file, checked before it replaces anything."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.engine import Store, StoreUnusable, open_reader, open_writer
from db.ids import now
from db.migrations import MIGRATIONS, migrate

_MENDED = (3, 51, 3)
"""SQLite before this can damage a write-ahead log that several connections write or checkpoint at once."""


def backup(store: Store, target: Path) -> None:
    """Copy a database, as it is at this moment, into a new file.

    Raises:
        FileExistsError: there is a file already; it is not written over.
    """
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    store.connection.execute("VACUUM INTO ?", [str(target)])


def examine(path: Path) -> None:
    """Make sure a file is a whole backup of Attune that this version can read.

    Raises:
        StoreUnusable: it is missing, empty, foreign, damaged, or from a newer version.
    """
    try:
        store = open_reader(path)
    except StoreUnusable as error:
        code = "backup_damaged" if error.code == "database_damaged" else error.code
        raise StoreUnusable(code, path) from error
    try:
        found = {migration.name for migration in MIGRATIONS.applied(store.tables)}
        problems = integrity(store)
    except sqlite3.DatabaseError as error:
        raise StoreUnusable("backup_damaged", path) from error
    finally:
        store.close()
    if problems:
        raise StoreUnusable("backup_damaged", path)
    if not found:
        raise StoreUnusable("database_foreign", path)
    if found - {migration.name for migration in MIGRATIONS._migrations}:
        raise StoreUnusable("backup_newer", path)


def restore(source: Path, database: Path) -> Path | None:
    """Replace a database by a backup; returns where what was there before is kept, None if there was nothing.

    A database in use is replaced in one transaction, so that an app goes on with it. One that cannot be opened is
    moved aside.

    Raises:
        StoreUnusable: see `examine`; then nothing has changed.
    """
    examine(source)
    before = database.with_name(f"{database.stem}-before-restore-{now().replace(':', '')}.db")
    was_there = database.exists()
    if not was_there:
        store = open_writer(database)
    else:
        try:
            store = open_writer(database)
            backup(store, before)
        except StoreUnusable:
            _move(database, before)
            store = open_writer(database)
    reader = open_reader(source)
    try:
        reader.connection.backup(store.connection)
        migrate(store, database)
    finally:
        reader.close()
        store.close()
    return before if was_there else None


def _move(database: Path, to: Path) -> None:
    """Move a database aside, with the files SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        part = database.with_name(database.name + ending)
        if part.exists():
            part.rename(to.with_name(to.name + ending))


def integrity(store: Store) -> list[str]:
    """What SQLite finds wrong with the file and its references; an empty list is good."""
    found = [row["integrity_check"] for row in store.query("PRAGMA integrity_check")]
    broken = [f"{row['table']} {row['rowid']} -> {row['parent']}" for row in store.query("PRAGMA foreign_key_check")]
    return [text for text in found if text != "ok"] + broken


def is_sqlite_mended() -> bool:
    """Whether this SQLite is free of the write-ahead-log flaw; if not, only one process should write."""
    return sqlite3.sqlite_version_info >= _MENDED
