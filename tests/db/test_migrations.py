from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlite_utils import Database, Migrations

from db import facts, migrations, versions
from db.engine import Engine, Store, StoreUnusable, engine_at
from db.migrations import migrate
from db.schema import tables


def names(store: Store) -> list[str]:
    """Every table that holds something of ours, whichever engine it is on."""
    catalog = "sqlite_master WHERE type = 'table'"
    if "sqlite" not in type(store).__module__:
        catalog = "(SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()) AS found"
    return [row["name"] for row in store.query(f"SELECT name FROM {catalog} ORDER BY name")]


@pytest.fixture
def engine(engine_apart: Engine) -> Engine:
    return engine_apart


def test_a_new_database_needs_no_copy(new_address: str, tmp_path: Path) -> None:
    engine = engine_at(new_address, tmp_path)
    store = engine.open_writer()
    assert migrate(store, engine) is None
    assert migrate(store, engine) is None
    store.close()
    assert [path.name for path in tmp_path.glob("*before*")] == []


def test_both_engines_get_the_same_tables_and_columns(store: Store) -> None:
    for table in tables():
        assert store.query(f"SELECT {', '.join(table.columns)} FROM {table.name}") == []
    assert {table.name for table in tables()} <= set(names(store))


def test_a_migration_that_fails_leaves_the_old_database_as_it_was(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.insert("facts", {"name": "kept", "value": "1"})
    before = names(store)
    monkeypatch.setattr(migrations, "MIGRATIONS", longer(good_then_bad=True))
    with pytest.raises((sqlite3.OperationalError, psycopg.ProgrammingError, StoreUnusable)):
        migrate(store, engine)
    assert names(store) == before
    assert store.one("SELECT value FROM facts") == {"value": "1"}


def test_a_migration_keeps_a_copy_of_what_was_there(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.insert("facts", {"name": "kept", "value": "1"})
    monkeypatch.setattr(migrations, "MIGRATIONS", longer(good_then_bad=False))
    copy = migrate(store, engine)
    assert copy is not None
    assert "later" in names(store)
    kept = engine_at(copy).open_reader()
    assert "later" not in names(kept)
    assert kept.query("SELECT * FROM facts") == [{"name": "kept", "value": "1"}]
    kept.close()


def test_a_newer_database_is_refused_and_left_as_it_is(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "MIGRATIONS", longer(good_then_bad=False))
        migrate(store, engine)
    before = names(store)
    with pytest.raises(StoreUnusable) as refused:
        migrate(store, engine)
    assert (refused.value.code, refused.value.path) == ("database_newer", engine.name)
    assert names(store) == before


def test_half_a_copy_is_not_taken_for_a_whole_database(engine: Engine, store: Store) -> None:
    facts.put(store, facts.HALF_COPIED, "elsewhere")
    with pytest.raises(StoreUnusable) as refused:
        migrate(store, engine)
    assert refused.value.code == "database_half"


def test_tables_of_another_program_on_the_server_are_left_alone(new_address: str) -> None:
    engine = engine_at(new_address)
    store = engine.open_writer()
    store.execute("CREATE TABLE accounts (song TEXT)")
    with pytest.raises((StoreUnusable, sqlite3.OperationalError)):
        migrate(store, engine)
    assert names(store) == ["accounts"]
    store.close()


def test_the_schema_as_it_was_before_a_migration_is_known() -> None:
    first = versions.MIGRATIONS._migrations[1].name
    assert {table.name for table in tables(first)} < {table.name for table in tables()}


def test_what_was_written_before_anybody_had_to_let_it_through_stays_shown(
    new_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_at(new_address, tmp_path)
    store = engine.open_writer()
    with monkeypatch.context() as older:
        older.setattr(migrations, "MIGRATIONS", shorter("m006_what_the_room_may_read"))
        migrate(store, engine)
    store.insert("communities", {"id": "c", "name": "{}", "created_at": "2026"})
    for phase in ("planned", "live", "ended"):
        meeting = {"id": phase, "community_id": "c", "title": "{}", "held_on": "2026", "phase": phase,
                   "languages": "[]", "join_code": phase, "display_key": phase, "created_at": "2026"}  # fmt: skip
        store.insert("meetings", meeting)
    migrate(store, engine)
    found = {row["id"]: row["texts_at_once"] for row in store.query("SELECT id, texts_at_once FROM meetings")}
    assert found == {"planned": 0, "live": 1, "ended": 1}
    store.close()


def test_the_oldest_account_becomes_the_keeper_of_backups(
    new_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_at(new_address, tmp_path)
    store = engine.open_writer()
    with monkeypatch.context() as older:
        older.setattr(migrations, "MIGRATIONS", shorter("m004_keepers"))
        migrate(store, engine)
    for username, year in (("newer", 2026), ("oldest", 2024), ("new", 2025)):
        store.execute(
            "INSERT INTO accounts (id, username, name, password_hash, created_at) VALUES (:u, :u, :u, '!', :at)",
            u=username, at=f"{year}-01-01T10:00:00.000Z",
        )  # fmt: skip
    migrate(store, engine)
    keepers = {row["username"]: row["is_keeper"] for row in store.query("SELECT username, is_keeper FROM accounts")}
    assert keepers == {"newer": 0, "oldest": 1, "new": 0}
    store.close()


def shorter(before: str) -> Migrations:
    """The real list as it was before one of its migrations."""
    found = Migrations("attune")
    names = [migration.name for migration in versions.MIGRATIONS._migrations]
    found._migrations = list(versions.MIGRATIONS._migrations[: names.index(before)])
    return found


def longer(*, good_then_bad: bool) -> Migrations:
    """The real list with one or two migrations more."""
    found = Migrations("attune")
    found._migrations = list(versions.MIGRATIONS._migrations)

    @found(name="m998_good")
    def good(db: Database) -> None:
        db.execute("CREATE TABLE later (i INTEGER)")

    if good_then_bad:

        @found(name="m999_bad")
        def bad(db: Database) -> None:
            db.execute("CREATE TABLE later (i INTEGER)")

    return found
