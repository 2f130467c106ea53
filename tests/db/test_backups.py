"""Backups from either engine, for either engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import backups, meetings
from db.copying import print_of
from db.engine import Engine, Store, StoreUnusable, engine_at, open_reader, open_writer
from db.schema import tables
from tests.rooms import make_meeting, open_activity, open_migrated


def names(store: Store) -> list[str]:
    """The facts there are, but the one that a restore leaves behind."""
    return [row["name"] for row in store.query("SELECT name FROM facts WHERE name <> 'replaced' ORDER BY name")]


def names_in(path: Path) -> list[str]:
    reader = open_reader(path)
    found = names(reader)
    reader.close()
    return found


@pytest.fixture
def copy(engine: Engine, store: Store, tmp_path: Path) -> Path:
    """A backup of a database with one fact, and the database goes on."""
    store.insert("facts", {"name": "old", "value": "1"})
    backups.backup(engine, store, tmp_path / "copy.db")
    return tmp_path / "copy.db"


def test_a_backup_restores_while_the_database_is_in_use(engine: Engine, store: Store, copy: Path) -> None:
    store.insert("facts", {"name": "new", "value": "1"})
    before = backups.restore(copy, engine)
    assert names(store) == ["old"]
    assert before is not None
    assert names_in(before) == ["new", "old"]


def test_a_restore_is_taken_back_by_restoring_what_was_there(engine: Engine, store: Store, copy: Path) -> None:
    store.insert("facts", {"name": "new", "value": "1"})
    before = backups.restore(copy, engine)
    assert before is not None
    backups.restore(before, engine)
    assert names(store) == ["new", "old"]


def test_a_backup_is_one_file_with_everything_in_it(engine: Engine, store: Store, tmp_path: Path) -> None:
    made = make_meeting(store)
    open_activity(store, made, "spectrum")
    folder = tmp_path / "backups"
    backups.backup(engine, store, folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    kept = open_reader(folder / "copy.db")
    for table in tables():
        assert print_of(kept, table) == print_of(store, table), table.name
    kept.close()


def test_a_backup_from_a_file_restores_on_a_server_and_the_other_way(
    engine: Engine, store: Store, copy: Path, tmp_path: Path
) -> None:
    """`engine` is each in turn; what it gave is restored into a new file here, and from there back into it."""
    there = engine_at(tmp_path / "there.db")
    assert backups.restore(copy, there) is None
    store.execute("DELETE FROM facts")
    again = there.open_reader()
    backups.backup(there, again, tmp_path / "again.db")
    again.close()
    backups.restore(tmp_path / "again.db", engine)
    assert names(store) == ["old"]


def test_a_key_that_signs_cookies_is_in_no_backup(engine: Engine, store: Store, tmp_path: Path) -> None:
    store.insert("facts", {"name": "signing_key", "value": "secret words"})
    backups.backup(engine, store, tmp_path / "copy.db")
    if not engine.is_file:
        assert b"secret words" not in (tmp_path / "copy.db").read_bytes()
        backups.restore(tmp_path / "copy.db", engine)
        assert names(store) == ["signing_key"]


def test_a_restore_never_lets_a_meetings_revision_fall(engine: Engine, store: Store, tmp_path: Path) -> None:
    made = make_meeting(store)
    backups.backup(engine, store, tmp_path / "copy.db")
    for _ in range(5):
        meetings.touch(store, made.id)
    before = meetings.by_id(store, made.id)
    backups.restore(tmp_path / "copy.db", engine)
    after = meetings.by_id(store, made.id)
    assert before
    assert after
    assert after.revision > before.revision
    assert after.control_revision > before.control_revision


@pytest.mark.parametrize("damage", ["emptied", "cut off"])
def test_a_backup_replaces_a_file_that_cannot_be_opened(tmp_path: Path, damage: str) -> None:
    engine = engine_at(tmp_path / "store.db")
    backups.restore(backup_of(tmp_path), engine)
    path = tmp_path / "store.db"
    path.write_bytes(b"" if damage == "emptied" else path.read_bytes()[:700])
    for beside in tmp_path.glob("store.db-*"):
        beside.unlink()
    before = backups.restore(tmp_path / "copy.db", engine)
    assert names_in(path) == ["old"]
    assert before is not None
    assert before.exists()


def backup_of(folder: Path) -> Path:
    """A backup with one fact, made from a file of its own."""
    source = engine_at(folder / "source.db")
    store = open_migrated(folder / "source.db")
    store.insert("facts", {"name": "old", "value": "1"})
    backups.backup(source, store, folder / "copy.db")
    store.close()
    return folder / "copy.db"


def test_a_truncated_backup_changes_nothing(engine: Engine, store: Store, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-4096])
    store.insert("facts", {"name": "kept", "value": "1"})
    with pytest.raises(StoreUnusable) as refused:
        backups.restore(copy, engine)
    assert refused.value.code == "backup_damaged"
    assert names(store) == ["kept", "old"]


def test_a_database_of_something_else_is_no_backup(engine: Engine, store: Store, tmp_path: Path) -> None:
    other = open_writer(tmp_path / "other.db")
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    store.insert("facts", {"name": "kept", "value": "1"})
    with pytest.raises(StoreUnusable) as refused:
        backups.restore(tmp_path / "other.db", engine)
    assert refused.value.code == "backup_foreign"
    assert names(store) == ["kept"]


def test_a_backup_from_a_newer_version_is_refused(engine: Engine, store: Store, copy: Path) -> None:
    newer = open_writer(copy)
    newer.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('attune', 'm900_later', 'now')"
    )
    newer.close()
    with pytest.raises(StoreUnusable) as refused:
        backups.restore(copy, engine)
    assert refused.value.code == "backup_newer"
    assert names(store) == ["old"]


def test_a_backup_is_never_written_over_a_file(engine: Engine, store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(FileExistsError):
        backups.backup(engine, store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
