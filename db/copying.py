"""Copying a whole database: from one engine to another, into a backup, and back out of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from db import facts
from db.engine import Engine, Progress, Row, Store, StoreUnusable, listed, unwatched
from db.migrations import pending
from db.schema import Table, tables
from db.sqlite import SqliteFile
from db.versions import MIGRATIONS

_OWN_FACTS = (facts.SIGNING_KEY, facts.HALF_COPIED, facts.CAME_BACK, facts.REPLACED)
"""Facts of one place, which do not go along: whoever holds a backup must not be able to sign in with it."""
_BATCH = 500

Tell = Callable[[str, int, int], None]
"""Is told how far it has come: a table's name, how many of its rows are there, and of how many."""


@dataclass(frozen=True)
class Print:
    """What a table holds, in two numbers that differ when anything in it does."""

    rows: int
    checksum: str


def nothing_to_tell(table: str, done: int, total: int) -> None:
    """For copies nobody watches."""


def print_of(store: Store, table: Table) -> Print:
    """How many rows a table has, and a checksum over all of them in their order."""
    rows, digest = 0, sha256()
    for row in rows_of(store, table):
        rows += 1
        # A server cannot store the letter NUL; a file from long ago may.
        digest.update(json.dumps(list(row.values()), ensure_ascii=False).replace("\\u0000", "\ufffd").encode() + b"\n")
    return Print(rows, digest.hexdigest()[:16])


def rows_of(store: Store, table: Table, after: Row | None = None) -> Iterator[Row]:
    """A table's rows in their order, a few hundred in memory at a time; `after` a row's key, where it has one."""
    columns, order = ", ".join(table.columns), ", ".join(table.order)
    while True:
        marks = ", ".join(f":{name}" for name in table.order)
        where = f"WHERE ({order}) > ({marks})" if after else ""
        limit = f"LIMIT {_BATCH}" if table.has_key else ""
        key = {name: after[name] for name in table.order} if after else {}
        rows = store.query(f"SELECT {columns} FROM {table.name} {where} ORDER BY {order} {limit}", **key)
        yield from (row for row in rows if not (table.name == "facts" and row["name"] in _OWN_FACTS))
        if not table.has_key or len(rows) < _BATCH:
            return
        after = rows[-1]


def copy_all(source: Store, target: Store, before: str | None = None, progress: Progress = unwatched) -> None:
    """Put everything into empty tables; inside a transaction of the target's, and a snapshot of the source's."""
    total, done = sum(_count(source, table) for table in tables(before)), 0
    for table in tables(before):
        for rows in _batches(rows_of(source, table)):
            target.insert_all(table.name, rows)
            done += len(rows)
            progress(done / total)
    target.count_on()


def _count(store: Store, table: Table) -> int:
    row = store.one(f"SELECT COUNT(*) AS n FROM {table.name}")
    return int(row["n"]) if row else 0


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def empty(store: Store) -> None:
    """Delete every row of every table."""
    for table in reversed(tables()):
        _empty(store, table)


def _empty(store: Store, table: Table) -> None:
    if table.name == "facts":
        names, parameters = listed("name", _OWN_FACTS)
        store.execute(f"DELETE FROM facts WHERE name NOT IN {names}", **parameters)
    else:
        store.execute(f"DELETE FROM {table.name}")


def copy_into_new_file(store: Store, target: Path, progress: Progress = unwatched) -> None:
    """Copy a database, as it is at this moment and in the schema it has, into a new SQLite file.

    Inside a transaction of the store's, what has been changed in it goes along.
    """
    waiting = pending(store)
    before = waiting[0] if waiting else None
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    file = SqliteFile(part).open_writer()
    try:
        with nullcontext() if store.is_in_transaction else store.snapshot(), file.atomic():
            MIGRATIONS.apply(file.tables, stop_before=before)
            copy_all(store, file, before, progress)
        file.connection.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        file.close()
        part.unlink(missing_ok=True)
        raise
    file.close()
    part.rename(target)


def copy(source: Engine, target: Engine, tell: Tell = nothing_to_tell) -> dict[str, Print]:
    """Copy everything from one database to another that is empty, and compare both; what each table holds now.

    A copy that was cut off goes on where it stood when it is begun again.

    Raises:
        StoreUnusable: the source is missing or has another schema, the target holds something else, or a table
            still differs after it was copied twice, because the source is being written to.
    """
    reader = source.open_reader()
    try:
        writer = target.open_writer()
        try:
            _begin(reader, source, writer, target)
            with reader.snapshot():
                compared = {table.name: _copy_table(reader, writer, table, source, tell) for table in tables()}
            with writer.atomic():
                writer.count_on()
                facts.drop(writer, facts.HALF_COPIED)
            return compared
        finally:
            writer.close()
    finally:
        reader.close()


def _begin(reader: Store, source: Engine, writer: Store, target: Engine) -> None:
    """Make the target ready, and mark it as half of a copy until it is whole."""
    if pending(reader):
        raise StoreUnusable("database_older", source.name)
    with writer.atomic():
        if pending(writer):
            writer.apply(MIGRATIONS)
        half = facts.get(writer, facts.HALF_COPIED)
        if half is None:
            if any(writer.one(f"SELECT 1 AS found FROM {name} LIMIT 1") for name in ("accounts", "communities")):
                raise StoreUnusable("copy_not_empty", target.name)
            empty(writer)
            facts.put(writer, facts.HALF_COPIED, source.name)
        elif half != source.name:
            raise StoreUnusable("copy_of_another", half)


def _copy_table(reader: Store, writer: Store, table: Table, source: Engine, tell: Tell) -> Print:
    """Bring one table over; where what is there cannot be gone on from, once more from its beginning."""
    wanted = print_of(reader, table)
    for anew in (False, True):
        if print_of(writer, table) == wanted:
            break
        if anew or not table.has_key:
            with writer.atomic():
                _empty(writer, table)
        _fill(reader, writer, table, wanted.rows, tell)
    else:
        if print_of(writer, table) != wanted:
            raise StoreUnusable("copy_differs", table.name)
    tell(table.name, wanted.rows, wanted.rows)
    return wanted


def _fill(reader: Store, writer: Store, table: Table, total: int, tell: Tell) -> None:
    """Add the rows after the last one that is there, a batch a transaction."""
    last = _last(writer, table) if table.has_key else None
    done = print_of(writer, table).rows
    for rows in _batches(rows_of(reader, table, last)):
        tell(table.name, done, total)
        with writer.atomic():
            writer.insert_all(table.name, rows)
        done += len(rows)


def _last(store: Store, table: Table) -> Row | None:
    order = ", ".join(f"{name} DESC" for name in table.order)
    columns = ", ".join(table.order)
    where = ""
    parameters: Row = {}
    if table.name == "facts":
        names, parameters = listed("own", _OWN_FACTS)
        where = f"WHERE name NOT IN {names}"
    return store.one(f"SELECT {columns} FROM {table.name} {where} ORDER BY {order} LIMIT 1", **parameters)
