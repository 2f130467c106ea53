"""Backups: a whole database in one SQLite file, from either engine and for either, checked before it is used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from db.copying import copy_all, empty
from db.engine import Engine, Store, StoreAway, StoreUnusable
from db.ids import now
from db.migrations import MIGRATIONS, migrate, pending
from db.sqlite import SqliteFile


def backup(engine: Engine, store: Store, target: Path) -> None:
    """Copy a database, as it is at this moment, into a new file.

    Raises:
        FileExistsError: there is a file already; it is not written over.
    """
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    engine.backup(store, target)


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
        codes = {"database_damaged": "backup_damaged", "database_newer": "backup_newer"}
        raise StoreUnusable(codes.get(error.code, error.code), path) from error
    if problems:
        raise StoreUnusable("backup_damaged", path)
    if not is_ours:
        raise StoreUnusable("database_foreign", path)


def _is_ours(store: Store) -> bool:
    """Whether Attune made this file. Raises `StoreUnusable` for a newer one than this version reads."""
    pending(store)
    return bool(store.applied(MIGRATIONS))


@contextmanager
def opened(source: Path) -> Iterator[Store]:
    """A backup to read from, brought up to this version's schema in a copy of its own.

    Raises:
        StoreUnusable: see `examine`.
    """
    examine(source)
    with TemporaryDirectory(prefix="attune-") as folder:
        copy = SqliteFile(Path(folder) / "backup.db")
        shutil.copyfile(source, copy.path)
        store = copy.open_writer()
        try:
            migrate(store, copy)
            yield store
        finally:
            store.close()


def replace(store: Store, source: Store) -> None:
    """Replace everything in a database by what another holds, all or nothing; meetings' revisions only ever rise."""
    with store.atomic():
        before = store.query("SELECT id, revision, control_revision FROM meetings")
        empty(store)
        copy_all(source, store)
        for row in before:
            store.execute(
                """UPDATE meetings SET control_revision = control_revision + :control_revision + 1,
                   revision = CASE WHEN revision > :revision THEN revision ELSE :revision END + 1 WHERE id = :id""",
                **row,
            )


def aside(engine: Engine) -> Path:
    """Where what a restore replaces is kept."""
    return engine.folder / f"{Path(engine.name).stem or 'attune'}-before-restore-{now().replace(':', '')}.db"


def restore(source: Path, engine: Engine) -> Path | None:
    """Replace a database by a backup; returns where what was there before is kept, None if there was nothing.

    A database in use is replaced in one transaction, so that an app goes on with it. A file that cannot be opened is
    moved aside.

    Raises:
        StoreUnusable: see `examine`, or the database cannot be reached; then nothing has changed.
    """
    with opened(source) as found:
        before = aside(engine)
        was_there = engine.exists()
        store, is_kept = _open_for_restore(engine, before)
        try:
            if was_there and not is_kept:
                backup(engine, store, before)
            migrate(store, engine)
            replace(store, found)
        finally:
            store.close()
    return before if was_there else None


def _open_for_restore(engine: Engine, before: Path) -> tuple[Store, bool]:
    """A store to restore into, and whether what was there has been moved aside because it cannot be opened."""
    try:
        store = engine.open_writer()
        if engine.problems(store):
            store.close()
            raise StoreUnusable("database_damaged", engine.name)
        return store, False
    except StoreAway:
        raise
    except StoreUnusable:
        if not isinstance(engine, SqliteFile):
            raise
        _move(engine.path, before)
        return engine.open_writer(), True


def _move(database: Path, to: Path) -> None:
    """Move a database aside, with the files SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        part = database.with_name(database.name + ending)
        if part.exists():
            part.rename(to.with_name(to.name + ending))
