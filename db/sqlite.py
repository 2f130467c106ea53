"""The engine that needs nothing installed: one SQLite file, through sqlite-utils where it has the better verb."""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from db.engine import (
    Engine,
    Parameters,
    Progress,
    Readers,
    Row,
    RuleBroken,
    Store,
    StoreAway,
    StoreUnusable,
    Wanted,
    unwatched,
)

_BUSY_MS = 5000
_SWEEP_MS = 50
"""A sweep does not hold up answers: it waits so long for readers, and is tried again."""
_MOST_IDLE = 8
_READER_KB = 512
"""Of pages that one kept connection keeps for itself; the system keeps the whole file for all of them."""
_STEPS = 20_000
"""Of SQLite's own; so many later a backup tells how far it has come."""
_UNUSABLE = {sqlite3.SQLITE_NOTADB: "database_foreign", sqlite3.SQLITE_CORRUPT: "database_damaged"}
_PRIMARY = 0xFF  # an extended result code has the primary one in its last byte
_AWAY = {
    sqlite3.SQLITE_FULL: "database_full",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_BUSY: "database_locked",
    sqlite3.SQLITE_LOCKED: "database_locked",
    sqlite3.SQLITE_IOERR: "database_unreadable",
    sqlite3.SQLITE_CANTOPEN: "database_unreadable",
}
_MENDED = (3, 51, 3)
"""SQLite before this can damage a write-ahead log that several connections write or checkpoint at once."""


class SqliteStore(Store):
    """One open connection to an SQLite file."""

    def __init__(self, connection: sqlite3.Connection, path: Path | str = ":memory:") -> None:
        self.connection = connection
        self._path = path
        self._seen = self._version()

    @property
    def tables(self) -> Database:
        """The same connection as a sqlite-utils database."""
        return Database(self.connection)

    @property
    def is_in_transaction(self) -> bool:
        return self.connection.in_transaction

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Store.snapshot`."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def changed_outside(self) -> bool:
        """See `Store.changed_outside`; it costs three microseconds."""
        before, self._seen = self._seen, self._version()
        return self._seen != before

    def _version(self) -> int:
        with self._named():
            return _pragma(self.connection, "data_version")

    def applied(self, migrations: Migrations) -> list[str]:
        return [migration.name for migration in migrations.applied(self.tables)]

    def apply(self, migrations: Migrations) -> None:
        migrations.apply(self.tables)

    def search(self, table: str, words: Wanted, community_id: str) -> list[str]:
        """See `Store.search`: through the file's full-text index."""
        quoted = [[f'"{form[:-1]}"*' if form.endswith("*") else f'"{form}"' for form in forms] for forms in words]
        wanted = " AND ".join(f"({' OR '.join(forms)})" for forms in quoted)
        with self._named():
            found = self.tables.table(table).search(
                wanted, columns=["id"], where="community_id = :c", where_args={"c": community_id}
            )
            return [row["id"] for row in found]

    def count_on(self) -> None:
        """Nothing to do: AUTOINCREMENT goes on after the highest number by itself."""

    def sweep(self, *, thorough: bool = False) -> bool:
        """See `Store.sweep`: deleted rows are overwritten as they go; what remains is the write-ahead log, and copies
        of rows that were moved, which only writing the file anew removes."""
        with self._named():
            if thorough:
                self.connection.execute("VACUUM")
            self.connection.execute(f"PRAGMA busy_timeout = {_SWEEP_MS}")
            try:
                busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        return not busy

    def close(self) -> None:
        self.connection.close()

    def _rows(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        with self._named():
            cursor = self.connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _write(self, sql: str, parameters: Parameters) -> int:
        with self._named():
            return self.connection.execute(sql, parameters).rowcount

    def _begin(self) -> None:
        self._write("BEGIN IMMEDIATE", {})

    def _commit(self) -> None:
        self._write("COMMIT", {})

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    @contextmanager
    def _named(self) -> Iterator[None]:
        """SQLite's errors by the names every engine uses."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise RuleBroken(str(error)) from error
        except sqlite3.OperationalError as error:
            code = _AWAY.get(error.sqlite_errorcode & _PRIMARY)
            if code is None:
                raise
            raise StoreAway(code, self._path) from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY not in _UNUSABLE:
                raise
            raise StoreUnusable("database_damaged", self._path) from error


class SqliteReaders(Readers):
    """Kept connections: a fresh one reads the whole schema first, which costs more than most pages read."""

    def __init__(self, engine: SqliteFile) -> None:
        self._engine = engine
        self._idle: deque[Store] = deque()

    @contextmanager
    def open(self) -> Iterator[Store]:
        """See `Readers.open`; one in which something went wrong is not kept."""
        try:
            store = self._idle.pop()
        except IndexError:
            store = self._engine.open_reader()
        try:
            yield store
        except BaseException:
            store.close()
            raise
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(store)
        else:
            store.close()

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()


class SqliteFile(Engine):
    """A database in one file."""

    is_file = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.folder = path.parent

    def exists(self) -> bool:
        return self.path.exists()

    def open_reader(self) -> SqliteStore:
        """See `Engine.open_reader`: a missing, empty or foreign file is refused."""
        if not self.path.exists():
            raise StoreUnusable("database_missing", self.path)
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{_READER_KB}")
        return SqliteStore(connection, self.path)

    def open_writer(self) -> SqliteStore:
        """See `Engine.open_writer`: write-ahead log, every commit on the disk before it returns."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusable("database_not_writable", self.path) from error
        self._free_parts()
        connection = self._connect()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            connection.close()
            raise StoreUnusable("database_not_writable", self.path) from error
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        return SqliteStore(connection, self.path)

    def _free_parts(self) -> None:
        """What SQLite made beside a file while that was read-only is read-only too, and stays so after it."""
        for ending in ("-wal", "-shm"):
            part = self.path.with_name(self.path.name + ending)
            with suppress(OSError):
                if part.stat().st_mode != self.path.stat().st_mode:
                    part.chmod(self.path.stat().st_mode)

    def _connect(self) -> sqlite3.Connection:
        """Open the file. An emptied or foreign one is never written over: it may be somebody's damaged history.

        The file is looked at through SQLite alone: a process that opens and closes it in any other way drops the locks
        of all its own connections (https://www.sqlite.org/howtocorrupt.html, 2.2).
        """
        if self.path.exists() and self.path.stat().st_size == 0:
            raise StoreUnusable("database_empty", self.path)
        try:
            connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        except sqlite3.OperationalError as error:
            raise StoreUnusable("database_unreadable", self.path) from error
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise StoreUnusable(_UNUSABLE.get(error.sqlite_errorcode, "database_unreadable"), self.path) from error
        return connection

    def readers(self) -> SqliteReaders:
        return SqliteReaders(self)

    def backup(self, store: Store, target: Path, progress: Progress = unwatched) -> None:
        assert isinstance(store, SqliteStore)
        connection = store.connection
        size = _pragma(connection, "page_count") * _pragma(connection, "page_size")
        was_reader = _pragma(connection, "query_only")

        def look() -> int:
            progress(min(1.0, target.stat().st_size / size) if target.exists() else 0.0)
            return 0

        connection.execute("PRAGMA query_only = OFF")
        connection.set_progress_handler(look, _STEPS)
        try:
            with store._named():
                connection.execute("VACUUM INTO ?", [str(target)])
        finally:
            connection.set_progress_handler(None, 0)
            connection.execute(f"PRAGMA query_only = {was_reader}")
        sync(target)

    def problems(self, store: Store) -> list[str]:
        """What SQLite finds wrong with the file and its references; see `Engine.problems`."""
        found = [row["integrity_check"] for row in store.query("PRAGMA integrity_check")]
        try:
            rows = store.query("PRAGMA foreign_key_check")
        except sqlite3.OperationalError as error:  # a table is not what others refer to
            return [str(error)]
        broken = [f"{row['table']} {row['rowid']} -> {row['parent']}" for row in rows]
        return [text for text in found if text != "ok"] + broken

    def version(self, store: Store) -> str:
        return f"SQLite {sqlite3.sqlite_version}"


def sync(file: Path) -> None:
    """Return once a file that nobody has open is on the disk: SQLite does not wait for that with a copy it makes."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def is_mended() -> bool:
    """Whether this SQLite is free of the write-ahead-log flaw; if not, only one process should write."""
    return sqlite3.sqlite_version_info >= _MENDED
