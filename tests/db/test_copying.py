"""Everything from one engine to another, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.demo import build
from db import copying
from db.copying import copy, print_of
from db.engine import Engine, Store, StoreUnusable, engine_at
from db.schema import tables
from tests.rooms import make_meeting, open_migrated


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A file with the demo community in it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    store = open_migrated(path)
    with store.atomic():
        build(store, live=True)
    store.close()
    return engine_at(path)


def prints(engine: Engine) -> dict[str, copying.Print]:
    reader = engine.open_reader()
    found = {table.name: print_of(reader, table) for table in tables()}
    reader.close()
    return found


def test_the_demo_copied_and_copied_back_is_identical(demo: Engine, new_address: str, tmp_path: Path) -> None:
    there, back = engine_at(new_address), engine_at(tmp_path / "back.db")
    copy(demo, there)
    copy(there, back)
    assert prints(back) == prints(there) == prints(demo)
    assert prints(demo)["answers"].rows > 500


def test_the_copy_says_what_each_table_holds(demo: Engine, new_address: str) -> None:
    assert copy(demo, engine_at(new_address)) == prints(demo)


def test_numbers_go_on_after_the_copied_ones(demo: Engine, new_address: str) -> None:
    target = engine_at(new_address)
    copy(demo, target)
    store = target.open_writer()
    before = store.one("SELECT MAX(seq) AS n FROM answers")
    known = store.one("SELECT round_id, participant_id, value, at FROM answers LIMIT 1")
    assert before
    assert known
    store.insert("answers", {**known, "id": "a new one"})
    row = store.one("SELECT seq FROM answers WHERE id = 'a new one'")
    assert row
    assert row["seq"] > before["n"]
    store.close()


class CutOff(Exception):
    """The cable was pulled."""


@pytest.mark.parametrize("at", ["communities", "participants", "answers"])
def test_a_copy_that_was_cut_off_goes_on_where_it_stood(demo: Engine, new_address: str, at: str) -> None:
    target = engine_at(new_address)

    def pull(table: str, done: int, total: int) -> None:
        if table == at and done:
            raise CutOff

    with pytest.raises(CutOff):
        copy(demo, target, pull)
    kept = prints(target)[at].rows
    told: list[tuple[str, int]] = []
    copy(demo, target, lambda table, done, total: told.append((table, done)))
    assert next(done for table, done in told if table == at) >= kept > 0
    assert prints(target) == prints(demo)


def test_half_a_copy_cannot_be_opened_as_a_database(demo: Engine, new_address: str) -> None:
    target = engine_at(new_address)

    def pull(table: str, done: int, total: int) -> None:
        raise CutOff

    with pytest.raises(CutOff):
        copy(demo, target, pull)
    with pytest.raises(StoreUnusable) as refused:
        open_migrated(new_address)
    assert refused.value.code == "database_half"


def test_what_was_changed_in_the_target_meanwhile_is_put_right(demo: Engine, new_address: str) -> None:
    target = engine_at(new_address)

    def pull(table: str, done: int, total: int) -> None:
        if table == "answers" and done:
            raise CutOff

    with pytest.raises(CutOff):
        copy(demo, target, pull)
    store = target.open_writer()
    store.execute("UPDATE meetings SET notes = 'changed'")
    store.execute("UPDATE answers SET people = 7")
    store.close()
    copy(demo, target)
    assert prints(target) == prints(demo)


def test_nothing_is_copied_over_somebody_elses_data(demo: Engine, engine: Engine, store: Store) -> None:
    make_meeting(store)
    before = prints(engine)
    with pytest.raises(StoreUnusable) as refused:
        copy(demo, engine)
    assert refused.value.code == "copy_not_empty"
    assert prints(engine) == before


def test_half_of_another_copy_is_not_gone_on_with(demo: Engine, new_address: str, tmp_path: Path) -> None:
    def pull(table: str, done: int, total: int) -> None:
        raise CutOff

    with pytest.raises(CutOff):
        copy(demo, engine_at(new_address), pull)
    other = tmp_path / "other.db"
    open_migrated(other).close()
    with pytest.raises(StoreUnusable) as refused:
        copy(engine_at(other), engine_at(new_address))
    assert refused.value.code == "copy_of_another"


def test_a_source_that_is_missing_makes_no_target(new_address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable) as refused:
        copy(engine_at(tmp_path / "nowhere.db"), engine_at(new_address))
    assert refused.value.code == "database_missing"
    assert not engine_at(new_address).exists()
