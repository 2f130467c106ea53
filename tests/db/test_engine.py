from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from db import ids
from db.engine import Store, StoreUnusable, open_reader, open_writer


def test_an_emptied_file_is_refused_and_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(StoreUnusable) as refused:
        open_writer(path)
    assert refused.value.code == "database_empty"
    assert path.stat().st_size == 0


def test_a_file_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(StoreUnusable) as refused:
        open_writer(path)
    assert refused.value.code == "database_foreign"
    assert path.read_text() == "Dear diary, " * 100


def test_a_missing_file_is_not_made_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(StoreUnusable) as refused:
        open_reader(path)
    assert refused.value.code == "database_missing"
    assert not path.exists()


def test_a_folder_nobody_may_write_to_is_said_plainly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(StoreUnusable) as refused:
        open_writer(blocked / "a.db")
    assert refused.value.code == "database_not_writable"


def test_a_reader_cannot_write(store: Store, tmp_path: Path) -> None:
    reader = open_reader(tmp_path / "store.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.insert("facts", {"name": "a", "value": "b"})
    reader.close()


def test_every_commit_is_on_the_disk_before_it_returns(store: Store) -> None:
    assert store.one("PRAGMA synchronous") == {"synchronous": 2}
    assert store.one("PRAGMA journal_mode") == {"journal_mode": "wal"}
    assert store.one("PRAGMA foreign_keys") == {"foreign_keys": 1}


def test_an_error_inside_undoes_only_the_inner_block(store: Store) -> None:
    with store.atomic():
        store.insert("facts", {"name": "kept", "value": "1"})
        with pytest.raises(ZeroDivisionError), store.atomic():
            store.insert("facts", {"name": "undone", "value": "1"})
            raise ZeroDivisionError
    assert [row["name"] for row in store.query("SELECT name FROM facts")] == ["kept"]


def test_an_error_outside_undoes_everything(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.atomic():
        store.insert("facts", {"name": "undone", "value": "1"})
        raise ZeroDivisionError
    assert store.query("SELECT name FROM facts") == []


def test_upsert_replaces_what_has_the_same_key(store: Store) -> None:
    for value in ("1", "2"):
        store.upsert("facts", {"name": "a", "value": value}, key=("name",))
    assert store.query("SELECT * FROM facts") == [{"name": "a", "value": "2"}]


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [ids.new_id() for _ in range(3)]
    assert len(set(made)) == 3
    assert all(text[14] == "7" and text[19] in "89ab" for text in made)


@pytest.mark.parametrize("typed", ["K7QF2M", "k7qf-2m", " K7QF 2M ", "K7QF–2M"])
def test_a_join_code_is_read_however_it_is_typed(typed: str) -> None:
    assert ids.clean_join_code(typed) == "K7QF2M"


def test_letters_people_mistake_for_digits_are_read_as_digits() -> None:
    assert ids.clean_join_code("oil0u1") == "0110V1"


@pytest.mark.parametrize("typed", ["", "K7QF2", "K7QF2MX", "ÄÖÜÄÖÜ", "; DROP"])
def test_what_cannot_be_a_join_code_is_none(typed: str) -> None:
    assert ids.clean_join_code(typed) is None


def test_join_codes_carry_thirty_bits() -> None:
    assert len(ids.CROCKFORD) ** len(ids.new_join_code()) == 2**30
