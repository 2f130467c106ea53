"""The few verbs all storage goes through: query, one, execute, insert, insert_all, upsert, atomic, changed_outside.

SQL is written once, with named `:parameters` and nothing that only one engine has. What differs lies behind the verbs,
in `db/sqlite.py` and `db/postgres.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Migrations

Row = dict[str, Any]
Parameters = Mapping[str, Any] | Sequence[Any]
"""Values by the names they have in a statement, or for each `?` in it."""
Wanted = Sequence[Sequence[str]]
"""Words that are looked for, each as the forms it may have: letters and digits, a `*` for whatever may follow."""
SEARCHABLE = {"library_items": ("title_stems", "stems")}
"""The tables that can be searched, and the columns their words are in, the weightier first."""
Progress = Callable[[float], None]
"""Is told how far something that takes long has come, from 0 to 1."""


def unwatched(part: float) -> None:
    """For what nobody watches."""


class StoreUnusable(Exception):
    """The database cannot be used as it is; `code` names a text in the `errors` catalog, `path` says which database."""

    def __init__(self, code: str, path: Path | str) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


class StoreAway(StoreUnusable):
    """The database does not answer or takes nothing at this moment; the same may work again later."""


class RuleBroken(Exception):
    """A row breaks a rule of the schema: it is there already, or what it refers to is not."""


class Store(ABC):
    """One open connection. Not shared between threads; readers cannot write.

    Every verb may raise `StoreAway`; those that write may raise `RuleBroken`.
    """

    def query(self, sql: str, **parameters: Any) -> list[Row]:
        """All rows of a SELECT (or of a write with RETURNING) as dicts."""
        return self._rows(sql, parameters)

    def one(self, sql: str, **parameters: Any) -> Row | None:
        """The first row, or None."""
        rows = self._rows(sql, parameters)
        return rows[0] if rows else None

    def execute(self, sql: str, **parameters: Any) -> int:
        """Run a write and return how many rows it changed."""
        return self._write(sql, parameters)

    def insert(self, table: str, row: Row) -> None:
        """Add one row."""
        self.insert_all(table, [row])

    def insert_all(self, table: str, rows: Sequence[Row], *, unless_there: bool = False) -> None:
        """Add rows that have the same columns, in one statement; none is fine. `unless_there` leaves out known ones."""
        if rows:
            sql, values = _insertion(table, rows)
            self._write(sql + (" ON CONFLICT DO NOTHING" if unless_there else ""), values)

    def upsert(self, table: str, row: Row, key: tuple[str, ...]) -> None:
        """Add one row, or bring the one with the same key up to date."""
        changed = [name for name in row if name not in key] or [key[0]]
        changes = ", ".join(f"{name} = excluded.{name}" for name in changed)
        sql, values = _insertion(table, [row])
        self._write(f"{sql} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}", values)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing. The outer block takes the write lock at once; blocks inside it are savepoints."""
        if self.is_in_transaction:
            with self._savepoint():
                yield
            return
        self._begin()
        try:
            yield
            self._commit()
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self._write("SAVEPOINT step", {})
        try:
            yield
        except StoreAway:  # the whole transaction is lost with it
            raise
        except BaseException:
            self._write("ROLLBACK TO step", {})
            self._write("RELEASE step", {})
            raise
        self._write("RELEASE step", {})

    @property
    @abstractmethod
    def is_in_transaction(self) -> bool: ...

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """Reads inside the block all see the same moment."""

    @abstractmethod
    def changed_outside(self) -> bool:
        """Whether another connection has committed since this was last asked; cheap enough to ask all the time."""

    @abstractmethod
    def applied(self, migrations: Migrations) -> list[str]:
        """The names of the migrations this database has had, first to latest."""

    @abstractmethod
    def apply(self, migrations: Migrations) -> None:
        """Run the migrations it has not had; call it inside `atomic`."""

    @abstractmethod
    def search(self, table: str, words: Wanted, community_id: str) -> list[str]:
        """The ids of a community's rows in one of `SEARCHABLE` that every word is in, the best first.

        Of each word one of its forms is enough; at least one word.
        """

    @abstractmethod
    def count_on(self) -> None:
        """Let the numbers the database gives go on after the highest there is: for rows copied with theirs."""

    @abstractmethod
    def sweep(self, *, thorough: bool = False) -> bool:
        """Take traces of deleted rows out of what lies on the disk, outside `atomic`; `thorough` whatever it takes.

        False: somebody still reads them; try again later.
        """

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def _rows(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]: ...

    @abstractmethod
    def _write(self, sql: str, parameters: Parameters) -> int: ...

    @abstractmethod
    def _begin(self) -> None: ...

    @abstractmethod
    def _commit(self) -> None: ...

    @abstractmethod
    def _roll_back(self) -> None:
        """Undo the open transaction; an error may already have ended it."""


class Readers(ABC):
    """Stores to read from, kept for the next reader."""

    @abstractmethod
    def open(self) -> AbstractContextManager[Store]:
        """A store to read from, for the length of the block."""

    @abstractmethod
    def close(self) -> None:
        """Let all of them go."""


class Engine(ABC):
    """A database somewhere: how to open it, and what is particular to its kind.

    `name` is how people know it, without any password; `folder` is where copies of it go.
    """

    name: str
    folder: Path
    is_file: bool

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is anything to read yet. Raises `StoreUnusable` where it cannot be asked."""

    @abstractmethod
    def open_reader(self) -> Store:
        """A connection that can only read. Raises `StoreUnusable`."""

    @abstractmethod
    def open_writer(self) -> Store:
        """A writing connection, of which a process has one; commits are on the disk before they return.

        Raises:
            StoreUnusable: it cannot be reached, opened or written to.
        """

    @abstractmethod
    def readers(self) -> Readers: ...

    @abstractmethod
    def backup(self, store: Store, target: Path, progress: Progress = unwatched) -> None:
        """Copy everything, as it is at this moment, into a new SQLite file, while others read and write."""

    @abstractmethod
    def problems(self, store: Store) -> list[str]:
        """What is wrong with the stored data; an empty list is good."""

    @abstractmethod
    def version(self, store: Store) -> str:
        """The engine and its version, as people write them."""


def engine_at(address: str | Path, copies: Path | None = None) -> Engine:
    """The engine behind an address: `postgresql://...`, or the path of an SQLite file.

    `copies` is the folder for copies made before a change; without it beside the file, or `data`.
    """
    engine: Engine
    if is_server(str(address)):
        from db.postgres import Postgres  # only where it is used: a laptop with a file need not load it

        engine = Postgres(str(address))
    else:
        from db.sqlite import SqliteFile

        engine = SqliteFile(Path(address))
    engine.folder = copies or engine.folder
    return engine


def is_server(address: str) -> bool:
    """Whether an address names a PostgreSQL server and not a file."""
    return address.startswith(("postgresql://", "postgres://"))


def open_reader(address: str | Path) -> Store:
    """A store that can only read. Raises `StoreUnusable`."""
    return engine_at(address).open_reader()


def open_writer(address: str | Path) -> Store:
    """A store to write to. Raises `StoreUnusable`."""
    return engine_at(address).open_writer()


def listed(name: str, values: Iterable[Any]) -> tuple[str, Row]:
    """Values as a list in SQL and its parameters: `("(:id0, :id1)", {"id0": .., "id1": ..})`.

    No values are `(NULL)`, which nothing is in: PostgreSQL knows no empty list.
    """
    parameters = {f"{name}{n}": value for n, value in enumerate(values)}
    return f"({', '.join(f':{mark}' for mark in parameters) or 'NULL'})", parameters


def _insertion(table: str, rows: Sequence[Row]) -> tuple[str, list[Any]]:
    """A statement with a `?` for each value, and the values: SQLite looks for each of many names among all of them."""
    names = list(rows[0])
    places = f"({', '.join('?' * len(names))})"
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([places] * len(rows))}"
    return sql, [row[name] for row in rows for name in names]
