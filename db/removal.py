"""Taking a row out with everything that hangs on it, and putting it all back as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from db.engine import Row, Store, listed
from db.schema import tables

_AT_ONCE = 500  # values in one list, rows in one statement
T = TypeVar("T")


@dataclass(frozen=True)
class Removed:
    """The rows that went, by table: first the one that was meant, each table after those it refers to."""

    rows: dict[str, list[Row]]


def take_out(db: Store, table: str, row_id: str) -> Removed:
    """Delete the row with this id and all that goes with it; what `put_back` needs, nothing where there is no row."""
    rows = {table: db.query(f"SELECT * FROM {table} WHERE id = :id", id=row_id)}
    for each in tables():
        found = {
            tuple(row[name] for name in each.order): row
            for column, other in each.parents
            for row in _with(db, each.name, column, [parent["id"] for parent in rows.get(other, [])])
        }
        if found:
            rows[each.name] = [found[key] for key in sorted(found)]
    db.execute(f"DELETE FROM {table} WHERE id = :id", id=row_id)
    return Removed(rows)


def put_back(db: Store, removed: Removed) -> None:
    """Insert what was taken out, with the ids it had.

    What hangs on somebody or something that went in the meantime stays away: nobody who asked to be forgotten comes
    back.

    Raises:
        RuleBroken: it is there again, or what it belonged to is not.
    """
    first, *rest = removed.rows
    db.insert_all(first, removed.rows[first])
    for name in rest:
        for some in _parts(_still_wanted(db, name, removed.rows[name])):
            db.insert_all(name, some)


def _still_wanted(db: Store, name: str, rows: list[Row]) -> list[Row]:
    """The rows whose parents are all there; a column may name none."""
    [table] = [each for each in tables() if each.name == name]
    for column, other in table.parents:
        named = sorted({row[column] for row in rows if row[column] is not None})
        there = {None, *(row["id"] for row in _with(db, other, "id", named))}
        rows = [row for row in rows if row[column] in there]
    return rows


def _with(db: Store, table: str, column: str, values: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that have one of these values in a column."""
    for some in _parts(values):
        wanted, parameters = listed("value", some)
        yield from db.query(f"SELECT * FROM {table} WHERE {column} IN {wanted}", **parameters)


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
