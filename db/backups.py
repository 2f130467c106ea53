"""Backups: a whole database in one SQLite file, from either engine and for either, checked before it is used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from db import facts
from db.copying import copy_all, empty
from db.engine import Engine, Progress, Store, StoreAway, StoreUnusable, unwatched
from db.ids import now
from db.migrations import migrate, pending
from db.schema import tables
from db.sqlite import SqliteFile, sync
from db.versions import MIGRATIONS

_REFUSALS = {
    "database_damaged": "backup_damaged", "database_half": "backup_damaged", "database_empty": "backup_damaged",
    "database_newer": "backup_newer", "database_foreign": "backup_foreign",
}  # fmt: skip
"""What is wrong with a database, as it is said of a backup."""


@dataclass(frozen=True)
class Contents:
    """How much a database holds; `newest` is when something was last added to it, None where nothing ever was."""

    communities: int
    meetings: int
    answers: int
    newest: str | None


def contents(store: Store) -> Contents:
    """What a database holds, in the few numbers by which people know it again."""
    row = store.one(
        """SELECT (SELECT COUNT(*) FROM communities) AS communities, (SELECT COUNT(*) FROM meetings) AS meetings,
                  (SELECT COUNT(*) FROM answers) AS answers,
                  (SELECT MAX(at) FROM (SELECT MAX(at) AS at FROM answers UNION ALL
                   SELECT MAX(created_at) FROM meetings UNION ALL SELECT MAX(created_at) FROM communities) AS added)
                  AS newest"""
    )
    assert row, "a SELECT without FROM has one row"
    return Contents(**row)


def backup(engine: Engine, store: Store, target: Path, progress: Progress = unwatched) -> None:
    """Copy a database, as it is at this moment, into a new file.

    Raises:
        FileExistsError: there is a file already; it is not written over.
    """
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    engine.backup(store, target, progress)


def examine(path: Path) -> None:
    """Make sure a file is a whole backup of Attune that this version can read.

    Raises:
        StoreUnusable: it is missing, empty, foreign, damaged, or from a newer version.
    """
    file = SqliteFile(path)
    try:
        store = file.open_reader()
        try:
            problems = file.problems(store)
            is_ours = not problems and _is_ours(store)
        finally:
            store.close()
    except StoreUnusable as error:
        raise StoreUnusable(_REFUSALS.get(error.code, error.code), path) from error
    if problems:
        raise StoreUnusable("backup_damaged", path)
    if not is_ours:
        raise StoreUnusable("backup_foreign", path)


def _is_ours(store: Store) -> bool:
    """Whether Attune made this file. Raises `StoreUnusable` for a newer one than this version reads."""
    waiting = pending(store)
    return bool(store.applied(MIGRATIONS)) and all(
        set(table.columns) <= {row["name"] for row in store.query(f"PRAGMA table_info({table.name})")}
        for table in tables(waiting[0] if waiting else None)
    )


@contextmanager
def opened(source: Path) -> Iterator[Store]:
    """A backup to read from, brought up to this version's schema in a copy of its own.

    Raises:
        StoreUnusable: see `examine`.
    """
    examine(source)
    with TemporaryDirectory(prefix="attune-") as folder:
        copy = SqliteFile(Path(folder) / "backup.db")
        copy.path.touch(0o600)
        shutil.copyfile(source, copy.path)
        store = copy.open_writer()
        try:
            migrate(store, copy)
            yield store
        finally:
            store.close()


def replace(store: Store, source: Store, kept: Path | None = None) -> None:
    """Replace everything in a database by what another holds, all or nothing.

    Meetings' revisions only ever rise, and no sign-in that has ended comes back to life. `kept` is the file that holds
    what was there before.
    """
    at, held = now(), contents(store)
    with store.atomic():
        before = store.query("SELECT id, revision, control_revision FROM meetings")
        signed_out = {row["id"]: row["signed_out_at"] for row in store.query("SELECT id, signed_out_at FROM accounts")}
        empty(store)
        copy_all(source, store)
        for row in before:
            store.execute(
                """UPDATE meetings SET control_revision = control_revision + :control_revision + 1,
                   revision = CASE WHEN revision > :revision THEN revision ELSE :revision END + 1 WHERE id = :id""",
                **row,
            )
        for row in store.query("SELECT id FROM accounts"):
            ended = signed_out.get(row["id"], at)
            store.execute("UPDATE accounts SET signed_out_at = :at WHERE id = :id", at=ended, id=row["id"])
        told = {"at": at, "kept": str(kept) if kept else None, "held": asdict(held)}
        facts.put(store, facts.REPLACED, json.dumps(told))


@dataclass(frozen=True)
class Replaced:
    """The last time everything was replaced by a backup: what was there before, and the file with it, if it is here."""

    at: str
    held: Contents
    kept: Path | None


def last_replaced(store: Store) -> Replaced | None:
    """The last time this database was replaced by a backup; None where it never was."""
    told = facts.get(store, facts.REPLACED)
    if told is None:
        return None
    found = json.loads(told)
    kept = Path(found["kept"]) if found["kept"] else None
    return Replaced(found["at"], Contents(**found["held"]), kept if kept and kept.exists() else None)


def aside(engine: Engine) -> Path:
    """Where what a restore replaces is kept."""
    return engine.folder / f"{Path(engine.name).stem or 'attune'}-before-restore-{now().replace(':', '')}.db"


def restore(source: Path, engine: Engine) -> Path | None:
    """Replace a database by a backup; returns where what was there before is kept, None if there was nothing.

    A database in use is replaced in one transaction, so that an app goes on with it. A file that cannot be opened is
    set aside. Cut short at any moment, it leaves what was there before or what the backup holds, nothing between.

    Raises:
        StoreUnusable: see `examine`, or the database cannot be reached; then nothing has changed.
    """
    with opened(source) as found:
        before = aside(engine)
        was_there = engine.exists()
        store = _open_for_restore(engine)
        if store is None:
            assert isinstance(engine, SqliteFile)
            _put_in_place_of(engine, found, before)
            return before
        try:
            if was_there:
                backup(engine, store, before)
            migrate(store, engine)
            replace(store, found, before if was_there else None)
        finally:
            store.close()
    return before if was_there else None


def _open_for_restore(engine: Engine) -> Store | None:
    """A store to restore into; None for a file that cannot be opened or is damaged."""
    try:
        store = engine.open_writer()
    except StoreAway:
        raise
    except StoreUnusable:
        if isinstance(engine, SqliteFile):
            return None
        raise
    if not engine.problems(store):
        return store
    store.close()
    if isinstance(engine, SqliteFile):
        return None
    raise StoreUnusable("database_damaged", engine.name)


def _put_in_place_of(damaged: SqliteFile, found: Store, before: Path) -> None:
    """Put a whole new file in the place of one that cannot be opened, which is kept with what SQLite has beside it."""
    new = SqliteFile(_beside(damaged.path, "-restoring"))
    for ending in ("", "-wal", "-shm"):
        _beside(new.path, ending).unlink(missing_ok=True)
    store = new.open_writer()
    try:
        migrate(store, new)
        replace(store, found, before)
    finally:
        store.close()
    shutil.copyfile(damaged.path, before)
    shutil.copymode(damaged.path, new.path)
    sync(before)
    for ending in ("-wal", "-shm"):  # they would be taken for the new file's
        part = _beside(damaged.path, ending)
        if part.exists():
            part.rename(_beside(before, ending))
    new.path.replace(damaged.path)


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)
