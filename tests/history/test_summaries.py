"""What an ended meeting came to is counted once, and anew when something about it has changed."""

from __future__ import annotations

from typing import Any

from components.history.summaries import past_of
from components.live import control, reading
from db import meetings, summaries
from db.engine import Store
from tests.rooms import CONFIGS, Made, answer, make_meeting, open_activity

VALUES: dict[str, Any] = {
    "icebreaker": {"word": "hope"}, "spectrum": {"lines": {"expertise": 70}}, "ranking": {"order": ["housing"]},
    "reflection": {"useful": 4, "try": "Between us"},
}  # fmt: skip


def hold(db: Store, made: Made, people: int = 6) -> None:
    for kind, value in VALUES.items():
        rnd = open_activity(db, made, kind)
        for number in range(people):
            answer(db, made, rnd, f"phone {number}", value)
    control.end(db, made.id)


def later(db: Store, made: Made) -> None:
    """Let the two days pass in which late answers may still come."""
    meetings.change(db, made.id, ended_at="2024-01-01T00:00:00.000Z")


def kept(db: Store, made: Made) -> None:
    summaries.keep(db, past_of(db, made.community_id).fresh)


def test_what_was_kept_is_what_was_counted(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    hold(store, made)
    later(store, made)
    counted = past_of(store, made.community_id)
    assert len(counted.fresh) == len(counted.summaries) == 4
    summaries.keep(store, counted.fresh)
    read = past_of(store, made.community_id)
    assert read.fresh == ()
    assert read.summaries == counted.summaries


def test_what_may_still_get_late_answers_is_not_kept(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    hold(store, made)
    assert len(past_of(store, made.community_id).fresh) == 3, "people may reflect for two days more"
    later(store, made)
    assert len(past_of(store, made.community_id).fresh) == 4


def test_what_a_facilitator_decides_later_is_counted_anew(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    hold(store, made)
    later(store, made)
    kept(store, made)
    meetings.touch(store, made.id)
    assert len(past_of(store, made.community_id).fresh) == 4


def test_an_answer_that_is_gone_is_counted_no_more(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    hold(store, made)
    later(store, made)
    kept(store, made)
    store.execute("DELETE FROM answers WHERE id = (SELECT MIN(id) FROM answers)")
    assert len(past_of(store, made.community_id).fresh) == 1


def test_a_word_the_community_holds_back_is_counted_anew(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    hold(store, made)
    later(store, made)
    kept(store, made)
    reading.list_word(store, made.community_id, "hope", is_held=True)
    assert len(past_of(store, made.community_id).fresh) == 4


def test_what_is_kept_goes_with_its_meeting(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    hold(store, made)
    later(store, made)
    kept(store, made)
    meetings.delete(store, made.id)
    assert summaries.of_community(store, made.community_id) == {}
