from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from components.live.writer import Writer
from db.engine import Engine, RuleBroken, Store, StoreAway, StoreUnusable, engine_at
from tests.postgres import Cluster


@pytest.fixture
def engine(engine_apart: Engine) -> Engine:
    return engine_apart


def test_two_hundred_threads_lose_nothing(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER)")).result()

    def add(number: int) -> None:
        for step in range(5):
            writer.put(lambda db: db.insert("n", {"i": number * 5 + step})).result()  # noqa: B023

    threads = [threading.Thread(target=add, args=(number,)) for number in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.stop()
    assert stored(engine) == list(range(1000))


def test_a_job_that_fails_leaves_no_trace_and_spoils_no_other(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER UNIQUE)")).result()

    def twice(db: Store) -> None:
        db.insert("n", {"i": 7})
        db.insert("n", {"i": 7})

    good, bad, after = (writer.put(job) for job in (lambda db: db.insert("n", {"i": 1}), twice, _count))
    good.result()
    with pytest.raises(RuleBroken):
        bad.result()
    assert after.result() == 1
    writer.stop()


def stored(engine: Engine) -> list[int]:
    reader = engine.open_reader()
    rows = reader.query("SELECT i FROM n ORDER BY i")
    reader.close()
    return [row["i"] for row in rows]


def _count(db: Store) -> int:
    return len(db.query("SELECT i FROM n"))


def test_a_change_by_another_process_is_noticed(engine: Engine) -> None:
    writer = Writer(engine)
    noticed = threading.Event()
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER)")).result()
    writer.listen(lambda db: noticed.set() if _count(db) else None)
    outside = engine.open_writer()
    outside.insert("n", {"i": 1})
    outside.close()
    assert noticed.wait(5)
    writer.stop()


def test_stopping_finishes_what_was_queued(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER)")).result()
    waiting = [writer.put(lambda db: db.insert("n", {"i": 1})) for _ in range(1200)]
    writer.stop()
    assert all(job.done() for job in waiting)
    assert len(stored(engine)) == 1200


def test_a_job_is_done_even_where_nobody_waits_for_it_any_more(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER)")).result()
    given_up = writer.put(lambda db: db.insert("n", {"i": 1}))
    assert not given_up.cancel()
    assert writer.put(_count).result(timeout=10) == 1
    writer.stop()


def doubled(db: Store, items: Sequence[int]) -> list[int | Exception]:
    """Stores items and gives each doubled; thirteen is refused, and nothing works with zero among them."""
    if 0 in items:
        raise ZeroDivisionError
    db.insert_all("n", [{"i": item} for item in items if item != 13])
    return [LookupError("thirteen") if item == 13 else item * 2 for item in items]


def asked(
    writer: Writer, together: Callable[[Store, Sequence[int]], list[int | Exception]], items: Sequence[int]
) -> list[int | Exception]:
    """What becomes of items that all wait before the writer begins with them."""

    async def ask() -> list[int | Exception]:
        free = threading.Event()
        writer.put(lambda db: free.wait(10))
        waiting = [writer.put_to(together, item) for item in items]
        free.set()
        found: list[int | Exception] = await asyncio.gather(*waiting, return_exceptions=True)
        return found

    return asyncio.run(ask())


def test_what_waits_together_is_done_together(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER UNIQUE)")).result()
    calls: list[int] = []

    def counted(db: Store, items: Sequence[int]) -> list[int | Exception]:
        calls.append(len(items))
        return doubled(db, items)

    results = asked(writer, counted, range(1, 101))
    assert [result for result in results if result is not results[12]] == [
        item * 2 for item in range(1, 101) if item != 13
    ]
    assert isinstance(results[12], LookupError)
    assert sum(calls) == 100
    assert len(calls) < 100
    writer.stop()
    assert stored(engine) == [item for item in range(1, 101) if item != 13]


def test_where_doing_it_together_fails_each_is_done_alone(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER UNIQUE)")).result()
    good, bad, after = asked(writer, doubled, [1, 0, 2])
    assert (good, after) == (2, 4)
    assert isinstance(bad, ZeroDivisionError)
    writer.stop()
    assert stored(engine) == [1, 2]


def test_who_stopped_waiting_holds_up_nobody(engine: Engine) -> None:
    writer = Writer(engine)
    writer.put(lambda db: db.execute("CREATE TABLE n (i INTEGER UNIQUE)")).result()

    async def ask() -> int | Exception:
        free = threading.Event()
        writer.put(lambda db: free.wait(10))
        gone, here = writer.put_to(doubled, 1), writer.put_to(doubled, 2)
        gone.cancel()
        free.set()
        found: int | Exception = await here
        return found

    assert asyncio.run(ask()) == 4
    writer.stop()
    assert stored(engine) == [1, 2]


@pytest.mark.slow
def test_a_file_another_program_keeps_busy_is_waited_for(tmp_path: Path) -> None:
    file = engine_at(tmp_path / "a.db")
    writer = Writer(file)
    other = file.open_writer()
    told: list[str | None] = []
    writer.on_trouble(lambda: told.append(writer.trouble.code if writer.trouble else None))
    with other.atomic():
        other.insert("facts", {"name": "other", "value": "1"})
        with pytest.raises(StoreAway) as away:
            writer.put(lambda db: db.insert("facts", {"name": "own", "value": "1"})).result(30)
        assert away.value.code == "database_locked"
    deadline = time.monotonic() + 30
    while writer.trouble and time.monotonic() < deadline:
        time.sleep(0.05)
    writer.put(lambda db: db.insert("facts", {"name": "own", "value": "1"})).result(30)
    assert told == ["database_locked", None]
    writer.stop()
    other.close()


def test_a_server_that_comes_later_is_waited_for(cluster: Cluster) -> None:
    """Its database is not there at first, as when it still starts."""
    url = cluster.url("late")
    cluster.execute("DROP DATABASE IF EXISTS late WITH (FORCE)")
    cluster.execute("CREATE DATABASE late")
    cluster.execute("ALTER DATABASE late ALLOW_CONNECTIONS false")
    writer = Writer(engine_at(url))
    with pytest.raises(StoreAway):
        writer.put(_count).result(20)
    assert writer.trouble
    cluster.execute("ALTER DATABASE late ALLOW_CONNECTIONS true")
    deadline = time.monotonic() + 30
    while writer.trouble and time.monotonic() < deadline:
        time.sleep(0.05)
    writer.put(lambda db: db.insert("facts", {"name": "own", "value": "1"})).result(20)
    writer.stop()
    cluster.drop(url)


def test_a_file_of_something_else_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Dear diary, " * 100)
    with pytest.raises(StoreUnusable) as refused:
        Writer(engine_at(tmp_path / "a.db"))
    assert refused.value.code == "database_foreign"
