from __future__ import annotations

import threading

import pytest

from components.live.writer import Writer
from db.engine import Engine, RuleBroken, Store


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
