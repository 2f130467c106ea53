"""Identities: made anywhere, by many threads at once, and in the order in which they were made."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from db.ids import new_id

MANY = 20_000


def test_ids_sort_as_they_were_made_also_within_a_millisecond() -> None:
    made = [new_id() for _ in range(MANY)]
    assert made == sorted(made)
    assert len(set(made)) == MANY


def test_a_clock_that_is_set_back_does_not_put_a_new_id_before_an_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    three_hours_ago = time.time_ns() - 3 * 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: three_hours_ago)
    made = [before, *(new_id() for _ in range(100))]
    assert made == sorted(set(made))


def test_threads_that_make_ids_at_once_never_make_the_same() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = [one for part in threads.map(lambda _: [new_id() for _ in range(1000)], range(8)) for one in part]
    ticks = {uuid.UUID(one).int >> 64 for one in made}
    assert len(ticks) == len(made), "what tells the order is never the same, by chance or not"


def test_an_id_is_a_uuid_of_version_seven_that_tells_when_it_was_made() -> None:
    made, at = uuid.UUID(new_id()), time.time() * 1000
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert abs((made.int >> 80) - at) < 60_000
