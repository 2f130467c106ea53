from __future__ import annotations

from pathlib import Path

import pytest

from db import backups
from db.engine import Store, StoreUnusable, open_reader, open_writer


def facts(path: Path) -> list[str]:
    reader = open_reader(path)
    found = [row["name"] for row in reader.query("SELECT name FROM facts ORDER BY name")]
    reader.close()
    return found


def test_a_backup_restores_while_the_database_is_in_use(store: Store, tmp_path: Path) -> None:
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    store.insert("facts", {"name": "old", "value": "1"})
    backups.backup(store, copy)
    store.insert("facts", {"name": "new", "value": "1"})
    before = backups.restore(copy, path)
    assert [row["name"] for row in store.query("SELECT name FROM facts")] == ["old"]
    assert before is not None
    assert facts(before) == ["new", "old"]


@pytest.mark.parametrize("damage", ["emptied", "cut off"])
def test_a_backup_replaces_a_database_that_cannot_be_opened(store: Store, tmp_path: Path, damage: str) -> None:
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    store.insert("facts", {"name": "old", "value": "1"})
    backups.backup(store, copy)
    store.close()
    path.write_bytes(b"" if damage == "emptied" else path.read_bytes()[:700])
    for beside in tmp_path.glob("store.db-*"):
        beside.unlink()
    before = backups.restore(copy, path)
    assert facts(path) == ["old"]
    assert before is not None
    assert before.exists()


def test_a_truncated_backup_changes_nothing(store: Store, tmp_path: Path) -> None:
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    backups.backup(store, copy)
    copy.write_bytes(copy.read_bytes()[:-4096])
    store.insert("facts", {"name": "kept", "value": "1"})
    with pytest.raises(StoreUnusable) as refused:
        backups.restore(copy, path)
    assert refused.value.code == "backup_damaged"
    assert facts(path) == ["kept"]


def test_a_database_of_something_else_is_no_backup(store: Store, tmp_path: Path) -> None:
    other = open_writer(tmp_path / "other.db")
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    with pytest.raises(StoreUnusable) as refused:
        backups.restore(tmp_path / "other.db", tmp_path / "store.db")
    assert refused.value.code == "database_foreign"


def test_a_backup_from_a_newer_version_is_refused(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backups.backup(store, copy)
    newer = open_writer(copy)
    newer.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('attune', 'm900_later', 'now')"
    )
    newer.close()
    with pytest.raises(StoreUnusable) as refused:
        backups.restore(copy, tmp_path / "store.db")
    assert refused.value.code == "backup_newer"


def test_a_backup_is_never_written_over_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(FileExistsError):
        backups.backup(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
