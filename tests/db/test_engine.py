"""The verbs of storage, on every engine; and what is particular to each."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import ids
from db.engine import Engine, RuleBroken, Store, StoreAway, StoreUnusable, engine_at, listed
from db.migrations import migrate
from db.postgres import Postgres
from tests.postgres import Cluster


def test_an_emptied_file_is_refused_and_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(StoreUnusable) as refused:
        engine_at(path).open_writer()
    assert refused.value.code == "database_empty"
    assert path.stat().st_size == 0


def test_a_file_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(StoreUnusable) as refused:
        engine_at(path).open_writer()
    assert refused.value.code == "database_foreign"
    assert path.read_text() == "Dear diary, " * 100


def test_reading_makes_no_database(new_address: str) -> None:
    engine = engine_at(new_address)
    assert not engine.exists()
    with pytest.raises(StoreUnusable) as refused:
        engine.open_reader()
    assert refused.value.code == "database_missing"
    assert not engine.exists()


def test_a_folder_nobody_may_write_to_is_said_plainly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(StoreUnusable) as refused:
        engine_at(blocked / "a.db").open_writer()
    assert refused.value.code == "database_not_writable"


def test_a_reader_cannot_write(engine: Engine) -> None:
    reader = engine.open_reader()
    with pytest.raises(StoreAway) as refused:
        reader.insert("facts", {"name": "a", "value": "b"})
    assert refused.value.code == "database_read_only"
    reader.close()


def test_every_commit_to_a_file_is_on_the_disk_before_it_returns(tmp_path: Path) -> None:
    store = engine_at(tmp_path / "a.db").open_writer()
    assert store.one("PRAGMA synchronous") == {"synchronous": 2}
    assert store.one("PRAGMA journal_mode") == {"journal_mode": "wal"}
    assert store.one("PRAGMA foreign_keys") == {"foreign_keys": 1}
    store.close()


def test_every_commit_to_a_server_waits_for_its_disk(cluster: Cluster) -> None:
    cluster.execute("ALTER DATABASE ready SET synchronous_commit = off")
    try:
        store = engine_at(cluster.url("ready")).open_writer()
        with store.atomic():
            assert store.one("SHOW synchronous_commit") == {"synchronous_commit": "on"}
        store.close()
    finally:
        cluster.execute("ALTER DATABASE ready RESET synchronous_commit")


def test_an_error_inside_undoes_only_the_inner_block(store: Store) -> None:
    with store.atomic():
        store.insert("facts", {"name": "kept", "value": "1"})
        with pytest.raises(RuleBroken), store.atomic():
            store.insert("facts", {"name": "undone", "value": "1"})
            store.insert("facts", {"name": "kept", "value": "2"})
    assert store.query("SELECT * FROM facts") == [{"name": "kept", "value": "1"}]


def test_an_error_outside_undoes_everything(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.atomic():
        store.insert("facts", {"name": "undone", "value": "1"})
        raise ZeroDivisionError
    assert store.query("SELECT name FROM facts") == []


def test_upsert_replaces_what_has_the_same_key(store: Store) -> None:
    for value in ("1", "2"):
        store.upsert("facts", {"name": "a", "value": value}, key=("name",))
    assert store.query("SELECT * FROM facts") == [{"name": "a", "value": "2"}]


def test_rows_that_are_there_can_be_left_out(store: Store) -> None:
    store.insert("facts", {"name": "a", "value": "1"})
    store.insert_all("facts", [{"name": name, "value": "2"} for name in "ab"], unless_there=True)
    assert store.query("SELECT * FROM facts ORDER BY name") == [
        {"name": "a", "value": "1"}, {"name": "b", "value": "2"},
    ]  # fmt: skip


def test_rows_come_in_the_same_order_on_every_engine(store: Store) -> None:
    names = ["a", "B", "á", "_", "a-b", "ab", "Z", "1"]
    store.insert_all("facts", [{"name": name, "value": "1"} for name in names])
    found = [row["name"] for row in store.query("SELECT name FROM facts ORDER BY name")]
    assert found == sorted(names)


def test_marks_and_percent_signs_in_a_text_are_only_text(store: Store) -> None:
    value = "100 % :name %(name)s 'quoted' \\ {}"
    store.insert("facts", {"name": "a", "value": value})
    assert store.one("SELECT name FROM facts WHERE value LIKE '100%'") == {"name": "a"}
    assert store.one("SELECT value FROM facts WHERE name = :name", name="a") == {"value": value}


def test_a_list_finds_what_is_in_it_and_an_empty_one_nothing(store: Store) -> None:
    store.insert_all("facts", [{"name": name, "value": "1"} for name in ("one", "two", "three")])
    for names in (["one", "three"], []):
        wanted, parameters = listed("name", names)
        rows = store.query(f"SELECT name FROM facts WHERE name IN {wanted} ORDER BY name", **parameters)
        assert [row["name"] for row in rows] == names


def test_a_text_with_the_letter_nul_finds_nothing_and_breaks_nothing(store: Store) -> None:
    assert store.one("SELECT value FROM facts WHERE name = :name", name="a\0b") is None


def test_a_snapshot_sees_one_moment(engine: Engine, store: Store) -> None:
    reader = engine.open_reader()
    with reader.snapshot():
        assert reader.query("SELECT name FROM facts") == []
        store.insert("facts", {"name": "later", "value": "1"})
        assert reader.query("SELECT name FROM facts") == []
    assert reader.query("SELECT name FROM facts") == [{"name": "later"}]
    reader.close()


def hears(store: Store, wanted: bool, seconds: float = 10) -> bool:
    """Whether a change from outside is heard within some seconds; ends as soon as it is as wanted."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if store.changed_outside() is wanted:
            return True
        time.sleep(0.02)
    return False


def test_what_another_connection_commits_is_heard_and_what_oneself_commits_is_not(engine: Engine, store: Store) -> None:
    store.changed_outside()
    time.sleep(1.5)  # a server's ear first finds out whether it hears
    assert hears(store, False)
    with store.atomic():
        store.insert("facts", {"name": "own", "value": "1"})
    time.sleep(0.3)
    assert not store.changed_outside()
    other = engine.open_writer()
    with other.atomic():
        other.insert("facts", {"name": "other", "value": "1"})
    assert hears(store, True)
    other.close()


def test_two_writers_wait_for_each_other(engine: Engine, store: Store) -> None:
    """What one reads inside its transaction is still so when it writes."""
    store.insert("facts", {"name": "n", "value": "0"})

    def add_one() -> None:
        own = engine.open_writer()
        for _ in range(10):
            with own.atomic():
                row = own.one("SELECT value FROM facts WHERE name = 'n'")
                assert row
                own.execute("UPDATE facts SET value = :v WHERE name = 'n'", v=str(int(row["value"]) + 1))
        own.close()

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.one("SELECT value FROM facts WHERE name = 'n'") == {"value": "40"}


# A server


@pytest.fixture
def room(cluster: Cluster) -> Iterator[str]:
    """A migrated database on the server."""
    url = cluster.new_database("ready")
    yield url
    cluster.drop(url)


def refusal(new_address: str) -> StoreUnusable:
    with pytest.raises(StoreUnusable) as refused:
        engine_at(new_address).open_writer()
    assert ":secret" not in str(refused.value)
    return refused.value


def test_a_wrong_password_is_said_plainly(cluster: Cluster) -> None:
    assert refusal(cluster.url("ready", password="secret")).code == "database_password"
    assert refusal(cluster.url("ready", user="nobody", password="secret")).code == "database_password"


def test_a_database_that_is_not_on_the_server_is_said_plainly(cluster: Cluster) -> None:
    assert refusal(cluster.url("elsewhere")).code == "database_unknown"


def test_a_server_that_does_not_answer_may_be_tried_again(free_port: int) -> None:
    error = refusal(f"postgresql://attune:secret@127.0.0.1:{free_port}/attune")
    assert (error.code, type(error)) == ("database_away", StoreAway)


def test_an_address_that_is_none_is_said_plainly() -> None:
    assert refusal("postgresql://attune:secret@here:5432/a b").code == "database_address"


def test_missing_rights_are_said_plainly_and_nothing_is_made(cluster: Cluster) -> None:
    url = cluster.new_database()
    name = url.rpartition("/")[2]
    cluster.execute("DROP ROLE IF EXISTS guest")
    cluster.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    engine = engine_at(cluster.url(name, user="guest", password="guest"))
    store = engine.open_writer()
    with pytest.raises(StoreUnusable) as refused:
        migrate(store, engine)
    assert refused.value.code == "database_rights"
    store.close()
    assert not engine.exists()
    cluster.drop(url)


def test_a_secure_connection_is_made_where_it_is_asked_for(room: str) -> None:
    store = engine_at(f"{room}?sslmode=require").open_writer()
    row = store.one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    assert row == {"ssl": True}
    store.close()


def test_a_certificate_nobody_vouches_for_is_said_plainly(room: str) -> None:
    assert refusal(f"{room}?sslmode=verify-full&sslrootcert=system").code == "database_certificate"


def test_everything_works_behind_a_pooler_in_transaction_mode(cluster: Cluster, room: str) -> None:
    with cluster.pooled() as port:
        engine = engine_at(room.replace(f":{cluster.port}/", f":{port}/"))
        store, other = engine.open_writer(), engine.open_writer()
        store.changed_outside()
        time.sleep(2)  # what a pooler swallows is found out within a second
        hears(store, False)
        with other.atomic():
            other.insert("facts", {"name": "a", "value": "1"})
        assert hears(store, True)
        readers = engine.readers()
        with readers.open() as reader, reader.snapshot():
            assert reader.query("SELECT name FROM facts") == [{"name": "a"}]
        readers.close()
        for opened in (store, other):
            opened.close()


def test_a_reader_that_the_server_has_let_go_is_not_handed_out(cluster: Cluster, room: str) -> None:
    readers = engine_at(room).readers()
    with readers.open() as reader:
        assert reader.query("SELECT name FROM facts") == []
    name = room.rpartition("/")[2]
    cluster.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    time.sleep(0.2)
    with readers.open() as reader:
        assert reader.query("SELECT name FROM facts") == []
    readers.close()


def test_a_password_is_in_no_name(cluster: Cluster) -> None:
    engine = engine_at(cluster.url("ready", password="secret"))
    assert isinstance(engine, Postgres)
    assert "secret" not in engine.name


# Identities


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
