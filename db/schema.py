"""The tables there are, read off the migrations: what a copy of a database goes through."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

from sqlite_utils import Database
from sqlite_utils.db import Table as Found

from db.versions import MIGRATIONS


@dataclass(frozen=True)
class Table:
    """A table with its columns and the ones that order it: its primary key, or all of them where it has none.

    `parents` are the columns that hold the id of a row in another table, with that table's name.
    """

    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]
    has_key: bool
    parents: tuple[tuple[str, str], ...]


@cache
def tables(before: str | None = None) -> tuple[Table, ...]:
    """Every table, each after those it refers to; as they were `before` a migration, else as they are."""
    database = Database(sqlite3.connect(":memory:"))
    MIGRATIONS.apply(database, stop_before=before)
    own = {table.name: table for table in database.tables if _is_own(table.name)}
    needs = {name: {key.other_table for key in table.foreign_keys} - {name} for name, table in own.items()}
    found = tuple(_table(own[name]) for name in TopologicalSorter(needs).static_order())
    database.close()
    return found


def _is_own(name: str) -> bool:
    """Whether a table holds what people gave, and is not what the engine keeps for itself, such as a search index."""
    return not name.startswith(("_", "sqlite_")) and "_fts" not in name


def _table(table: Found) -> Table:
    columns = tuple(column.name for column in table.columns)
    has_key = table.pks != ["rowid"]
    parents = tuple((key.column, key.other_table) for key in table.foreign_keys if key.column)
    return Table(table.name, columns, tuple(table.pks) if has_key else columns, has_key, parents)
