"""The few verbs all storage goes through: query, one, execute, insert, upsert, atomic.

SQL uses named `:parameters` and nothing only one engine has, so that a second engine can stand behind the same verbs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]
_BUSY_MS = 5000
_UNUSABLE = {sqlite3.SQLITE_NOTADB: "database_foreign", sqlite3.SQLITE_CORRUPT: "database_damaged"}


class StoreUnusable(Exception):
    """The database cannot be used as it is; `code` names a text in the `errors` catalog, `path` the file."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


class Store:
    """One open connection. Not shared between threads; readers cannot write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @property
    def tables(self) -> Database:
        """The same connection as a sqlite-utils database, for migrations, backups and the command line."""
        return Database(self.connection)

    def query(self, sql: str, **parameters: Any) -> list[Row]:
        """All rows of a SELECT (or of a write with RETURNING) as dicts."""
        cursor = self.connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, sql: str, **parameters: Any) -> Row | None:
        """The first row, or None."""
        rows = self.query(sql, **parameters)
        return rows[0] if rows else None

    def execute(self, sql: str, **parameters: Any) -> int:
        """Run a write and return how many rows it changed."""
        return self.connection.execute(sql, parameters).rowcount

    def insert(self, table: str, row: Row) -> None:
        """Add one row; a row that breaks a constraint raises `sqlite3.IntegrityError`."""
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)

    def upsert(self, table: str, row: Row, key: tuple[str, ...]) -> None:
        """Add one row, or bring the one with the same key up to date."""
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        changes = ", ".join(f"{name} = excluded.{name}" for name in row if name not in key) or f"{key[0]} = {key[0]}"
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
            row,
        )

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing. The outer block takes the write lock at once; blocks inside it are savepoints."""
        if self.connection.in_transaction:
            self.connection.execute("SAVEPOINT step")
            try:
                yield
            except BaseException:
                self.connection.execute("ROLLBACK TO step")
                self.connection.execute("RELEASE step")
                raise
            self.connection.execute("RELEASE step")
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        """Undo the open transaction; an error may already have ended it."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def outside_changes(self) -> int:
        """A number that changes when another connection has committed."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self.connection.close()


def open_reader(path: Path) -> Store:
    """A connection that can only read.

    Raises:
        StoreUnusable: the file is missing, empty or not a database.
    """
    if not path.exists():
        raise StoreUnusable("database_missing", path)
    connection = _connect(path)
    connection.execute("PRAGMA query_only = ON")
    return Store(connection)


def open_writer(path: Path) -> Store:
    """The one writing connection of a process: write-ahead log, every commit on the disk before it returns.

    Raises:
        StoreUnusable: the file is empty or not a database, or it or its folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable("database_not_writable", path) from error
    connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        connection.close()
        raise StoreUnusable("database_not_writable", path) from error
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return Store(connection)


def _connect(path: Path) -> sqlite3.Connection:
    """Open a database file. An emptied or foreign one is never written over: it may be somebody's damaged history.

    The file is looked at through SQLite alone: a process that opens and closes it in any other way drops the locks
    of all its own connections (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.exists() and path.stat().st_size == 0:
        raise StoreUnusable("database_empty", path)
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise StoreUnusable("database_unreadable", path) from error
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreUnusable(_UNUSABLE.get(error.sqlite_errorcode, "database_unreadable"), path) from error
    return connection
