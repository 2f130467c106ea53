"""The engine for more than one machine: a PostgreSQL server, through psycopg.

It works behind a pooler in transaction mode, as hosted servers have it: parameters are bound on this side, nothing is
prepared on the server, and what must hold for a transaction is set inside it.
"""

from __future__ import annotations

import re
import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout
from sqlite_utils import Migrations

from db.ears import Ear
from db.engine import (
    SEARCHABLE,
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
from db.ids import new_secret, now

CHANNEL = "attune"
_LOCK = int.from_bytes(b"attune")
_BEGIN = f"""BEGIN; SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '10s';
    SET LOCAL idle_in_transaction_session_timeout = '60s'; SELECT pg_advisory_xact_lock({_LOCK})"""
"""One writer at a time over all processes, as with a file: what a transaction reads stays true until it commits."""
_CONNECT: dict[str, Any] = {
    "application_name": "attune",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
}
_MOST_READERS = 8
_SWEPT = (
    "answers",
    "participants",
    "attendances",
    "moderations",
    "rounds",
    "activities",
    "meetings",
    "communities",
    "library_items",
    "library_asks",
    "library_file_parts",
)
"""Where people's words, and what tells them apart, are kept."""
_PATIENCE = 3.0
_MARK = re.compile(r"(?<![:\w]):([a-z]\w*)", re.IGNORECASE)
_REFUSALS = (
    ("password", "database_password"),
    ("pg_hba.conf", "database_password"),
    ("role ", "database_password"),
    ("does not exist", "database_unknown"),
    ("permission denied", "database_rights"),
    ("certificate", "database_certificate"),
    ("SSL", "database_certificate"),
)
"""What a server says when it lets nobody in, and the text that says what to do; anything else may pass."""

Connection = psycopg.Connection[Row]


class PostgresStore(Store):
    """One open connection to a server."""

    def __init__(self, connection: Connection, name: str, ear: Ear | None = None, *, may_write: bool = True) -> None:
        self._connection = connection
        self._name = name
        self._ear = ear
        self._may_write = may_write
        self._token = ear.own if ear else new_secret()

    @property
    def is_in_transaction(self) -> bool:
        return self._connection.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Store.snapshot`."""
        self._run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self._roll_back()

    def changed_outside(self) -> bool:
        """See `Store.changed_outside`; the first call begins to listen."""
        return self._ear is not None and self._ear.heard()

    def applied(self, migrations: Migrations) -> list[str]:
        table = self.one("SELECT to_regclass(:name) AS found", name=migrations.migrations_table)
        if not table or table["found"] is None:
            return []
        sql = f"SELECT name FROM {migrations.migrations_table} WHERE migration_set = :s ORDER BY id"
        return [row["name"] for row in self.query(sql, s=migrations.name)]

    def apply(self, migrations: Migrations) -> None:
        """See `Store.apply`: the list sqlite-utils runs for a file, in this engine's words."""
        had = self.applied(migrations)
        table = _Definitions(self)
        if not had:
            table.execute(f"""CREATE TABLE IF NOT EXISTS {migrations.migrations_table} (
                id INTEGER PRIMARY KEY AUTOINCREMENT, migration_set TEXT, name TEXT, applied_at TEXT,
                UNIQUE (migration_set, name))""")
        for migration in migrations._migrations:
            if migration.name not in had:
                migration.fn(table)  # type: ignore[arg-type]
                row = {"migration_set": migrations.name, "name": migration.name, "applied_at": now()}
                self.insert(migrations.migrations_table, row)

    def search(self, table: str, words: Wanted, community_id: str) -> list[str]:
        """See `Store.search`: what is in the first column counts for more."""
        first, second = SEARCHABLE[table]
        vector = f"""setweight(to_tsvector('simple', {first}), 'A') || to_tsvector('simple', {second})"""
        quoted = [[f"'{form[:-1]}':*" if form.endswith("*") else f"'{form}'" for form in forms] for forms in words]
        wanted = " & ".join(f"({' | '.join(forms)})" for forms in quoted)
        rows = self.query(
            f"""SELECT id FROM (SELECT id, number, {vector} AS v FROM {table} WHERE community_id = :c) found,
                to_tsquery('simple', :wanted) q WHERE v @@ q ORDER BY ts_rank(v, q) DESC, number DESC""",
            c=community_id, wanted=wanted,
        )  # fmt: skip
        return [row["id"] for row in rows]

    def count_on(self) -> None:
        """See `Store.count_on`."""
        for row in self.query(
            """SELECT table_name, column_name FROM information_schema.columns
               WHERE is_identity = 'YES' AND table_schema = current_schema()"""
        ):
            table, column = row["table_name"], row["column_name"]
            highest = f"SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}"
            self.query(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), ({highest}), false)")

    def sweep(self, *, thorough: bool = False) -> bool:
        """See `Store.sweep`: the room of deleted rows is given free to be written over; the server's log is its own."""
        if thorough:
            self._run(f"VACUUM {', '.join(_SWEPT)}")
        return True

    def close(self) -> None:
        if self._ear:
            self._ear.close()
        self._connection.close()

    def _rows(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        return self._run(sql, parameters).fetchall()

    def _write(self, sql: str, parameters: Parameters) -> int:
        if not self._may_write:
            raise StoreAway("database_read_only", self._name)
        return self._run(sql, parameters).rowcount

    def _begin(self) -> None:
        self._run(_BEGIN)

    def _commit(self) -> None:
        self._run(f"NOTIFY {CHANNEL}, '{self._token}'; COMMIT")

    def _roll_back(self) -> None:
        if self.is_in_transaction:
            self._run("ROLLBACK")

    def _run(self, sql: str, parameters: Parameters = ()) -> psycopg.Cursor[Row]:
        try:
            if not parameters:
                return self._connection.execute(sql.encode())
            if not isinstance(parameters, Mapping):
                return self._connection.execute(
                    sql.replace("?", "%s").encode(), [_plain(value) for value in parameters]
                )
            return self._connection.execute(_marked(sql), {name: _plain(value) for name, value in parameters.items()})
        except errors.IntegrityError as error:
            raise RuleBroken(str(error)) from error
        except errors.InsufficientPrivilege as error:
            raise StoreUnusable("database_rights", self._name) from error
        except (errors.ReadOnlySqlTransaction, errors.DiskFull) as error:
            code = "database_full" if isinstance(error, errors.DiskFull) else "database_read_only"
            raise StoreAway(code, self._name) from error
        except psycopg.OperationalError as error:
            code = "database_locked" if isinstance(error, errors.LockNotAvailable) else "database_away"
            raise StoreAway(code, self._name) from error


class _Definitions:
    """What a migration calls `execute` of: the schema in this engine's words.

    Text is compared byte by byte, as in a file, so that ids and times sort alike on both engines.
    """

    _WORDS = (
        ("INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"),
        (r"\bINTEGER\b", "BIGINT"),
        (r"\bTEXT\b", 'TEXT COLLATE "C"'),
    )

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def execute(self, sql: str) -> None:
        """Run one statement that defines something; the search index of a file is none of a server's."""
        if "_fts" in sql:
            return
        if sql.lstrip().upper().startswith(("CREATE TABLE", "ALTER TABLE")):
            for here, there in self._WORDS:
                sql = re.sub(here, there, sql)
        try:
            self._store.execute(sql)
        except errors.DuplicateTable as error:
            raise StoreUnusable("database_foreign", self._store._name) from error


class PostgresReaders(Readers):
    """A pool of connections; one that the server has closed is not handed out."""

    def __init__(self, engine: Postgres) -> None:
        self._engine = engine
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            engine.conninfo, kwargs=engine.how, min_size=1, max_size=_MOST_READERS, timeout=_PATIENCE, max_idle=120,
            check=_check, open=True,
        )  # fmt: skip

    @contextmanager
    def open(self) -> Iterator[Store]:
        """See `Readers.open`."""
        try:
            connection = self._pool.getconn()
        except PoolTimeout as error:
            raise StoreAway("database_away", self._engine.name) from error
        try:
            yield PostgresStore(connection, self._engine.name, may_write=False)
        finally:
            self._pool.putconn(connection)

    def close(self) -> None:
        self._pool.close()


def _check(connection: Connection) -> None:
    """Whether a kept connection is still good: one with something to read while idle may have been told goodbye."""
    if select.select([connection.fileno()], [], [], 0)[0]:
        ConnectionPool.check_connection(connection)


class Postgres(Engine):
    """A database on a PostgreSQL server."""

    is_file = False

    def __init__(self, address: str) -> None:
        self.folder = Path("data").absolute()
        try:
            given = conninfo_to_dict(address)
        except psycopg.ProgrammingError as error:
            raise StoreUnusable("database_address", address.partition("@")[2] or address) from error
        self.conninfo = make_conninfo(address, **{name: value for name, value in _CONNECT.items() if name not in given})
        self.how: dict[str, Any] = {
            "autocommit": True, "prepare_threshold": None, "cursor_factory": psycopg.ClientCursor,
            "row_factory": dict_row,
        }  # fmt: skip
        host, port = given.get("host") or "localhost", given.get("port") or 5432
        self.name = f"postgresql://{host}:{port}/{given.get('dbname') or given.get('user') or ''}"

    def exists(self) -> bool:
        """See `Engine.exists`: whether it can be reached and Attune has been in it."""
        store = self._open(may_write=False)
        try:
            return bool(store.query("SELECT 1 AS found WHERE to_regclass('facts') IS NOT NULL"))
        finally:
            store.close()

    def open_reader(self) -> PostgresStore:
        """See `Engine.open_reader`: a database without Attune's tables is refused."""
        if not self.exists():
            raise StoreUnusable("database_missing", self.name)
        return self._open(may_write=False)

    def open_writer(self) -> PostgresStore:
        """See `Engine.open_writer`."""
        return self._open(may_write=True)

    def _open(self, *, may_write: bool) -> PostgresStore:
        ear = Ear(self.connect, CHANNEL, self.name) if may_write else None
        return PostgresStore(self.connect(), self.name, ear, may_write=may_write)

    def connect(self) -> Connection:
        """A new connection. Raises `StoreAway`, or `StoreUnusable` where trying again would not help."""
        try:
            return psycopg.connect(self.conninfo, **self.how)
        except psycopg.OperationalError as error:
            said = str(error)
            code = next((code for words, code in _REFUSALS if words in said), None)
            if code is None:
                raise StoreAway("database_away", self.name) from error
            raise StoreUnusable(code, self.name) from error

    def readers(self) -> PostgresReaders:
        return PostgresReaders(self)

    def backup(self, store: Store, target: Path, progress: Progress = unwatched) -> None:
        from db.copying import copy_into_new_file  # which asks for engines itself

        copy_into_new_file(store, target, progress)

    def problems(self, store: Store) -> list[str]:
        """None: the server keeps its own rules, and tells of damage when it is read."""
        return []

    def version(self, store: Store) -> str:
        row = store.one("SHOW server_version")
        return f"PostgreSQL {row['server_version'] if row else ''}"


@lru_cache(maxsize=1024)
def _marked(sql: str) -> bytes:
    """SQL with `:name` marks as psycopg writes them."""
    return _MARK.sub(r"%(\1)s", sql.replace("%", "%%")).encode()


def _plain(value: Any) -> Any:
    """A parameter as a file would take it: true is 1; and without the one letter a server cannot store."""
    if isinstance(value, bool):
        return int(value)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
