from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from db import migrations
from db.engine import open_reader, open_writer
from db.migrations import migrate


def schema(path: Path) -> list[str]:
    reader = open_reader(path)
    found = [row["sql"] for row in reader.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")]
    reader.close()
    return found


def test_a_new_database_needs_no_copy(tmp_path: Path) -> None:
    store = open_writer(tmp_path / "a.db")
    assert migrate(store, tmp_path / "a.db") is None
    assert migrate(store, tmp_path / "a.db") is None
    store.close()
    assert [path.name for path in tmp_path.glob("*before*")] == []


def test_a_migration_that_fails_leaves_the_old_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    store = open_writer(path)
    migrate(store, path)
    store.insert("facts", {"name": "kept", "value": "1"})
    before = schema(path)
    monkeypatch.setattr(migrations, "MIGRATIONS", longer(good_then_bad=True))
    with pytest.raises(sqlite3.OperationalError):
        migrate(store, path)
    assert schema(path) == before
    assert store.one("SELECT value FROM facts") == {"value": "1"}
    store.close()


def test_a_migration_keeps_a_copy_of_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    store = open_writer(path)
    migrate(store, path)
    before = schema(path)
    monkeypatch.setattr(migrations, "MIGRATIONS", longer(good_then_bad=False))
    copy = migrate(store, path)
    store.close()
    assert copy is not None
    assert schema(copy) == before
    assert any("later" in sql for sql in schema(path))


def longer(*, good_then_bad: bool) -> Migrations:
    """The real list with one or two migrations more."""
    found = Migrations("attune")
    found._migrations = list(migrations.MIGRATIONS._migrations)

    @found(name="m998_good")
    def good(db: Database) -> None:
        db.execute("CREATE TABLE later (i INTEGER)")

    if good_then_bad:

        @found(name="m999_bad")
        def bad(db: Database) -> None:
            db.execute("CREATE TABLE later (i INTEGER)")

    return found
