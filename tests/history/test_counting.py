"""A long past is counted apart from all pages, and once."""

from __future__ import annotations

import pytest

from components.history import counting
from components.history.summaries import past_of, uncounted
from components.live import control
from components.live.store import open_store, save
from db import meetings
from db.engine import Store
from tests.rooms import LINES, Made, answer, make_meeting, next_meeting, open_activity

MEETINGS = 4


def a_past(db: Store) -> Made:
    """A few meetings with a spectrum each."""
    first = make_meeting(db, configs={"spectrum": LINES})
    for number in range(MEETINGS):
        made = next_meeting(db, first, {"spectrum": LINES}) if number else first
        round_id = open_activity(db, made, "spectrum")
        for person in range(6):
            answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 10 * number + person}})
        control.end(db, made.id)
        meetings.change(db, made.id, ended_at="2024-01-01T00:00:00.000Z")
    return first


def test_a_long_past_is_counted_apart_once_for_all_who_wait(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_AT_HAND", MEETINGS - 1)
    made = save(a_past)
    with open_store() as db:
        counted = past_of(db, made.community_id).summaries
    begun = counting.begin_counting(made.community_id)
    assert begun
    assert counting.begin_counting(made.community_id) is begun
    begun.wait()
    assert (begun.problem, begun.part) == ("", 1.0)
    with open_store() as db:
        assert uncounted(db, made.community_id) == []
        past = past_of(db, made.community_id)
    assert past.fresh == ()
    assert past.summaries == counted
    assert counting.begin_counting(made.community_id) is None


def test_a_page_counts_a_few_rounds_itself(database: str) -> None:
    made = save(a_past)
    assert counting.begin_counting(made.community_id) is None
    with open_store() as db:
        assert len(uncounted(db, made.community_id)) == MEETINGS
