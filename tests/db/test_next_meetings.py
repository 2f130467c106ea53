"""When a community meets again."""

from __future__ import annotations

from db import meetings, next_meetings
from db.engine import Store
from db.next_meetings import NextMeeting
from tests.rooms import make_meeting

AGREED = NextMeeting("2031-06-05", "18:00", "19:30", "America/Los_Angeles", {"en": "Library", "es": "Biblioteca"})


def test_what_was_agreed_is_kept_whole_and_can_be_changed_or_dropped(store: Store) -> None:
    made = make_meeting(store)
    assert next_meetings.of_meeting(store, made.id) is None
    for agreed in (AGREED, NextMeeting("2031-06-06"), None):
        next_meetings.put(store, made.id, agreed)
        assert next_meetings.of_meeting(store, made.id) == agreed


def test_every_screen_is_told(store: Store) -> None:
    made = make_meeting(store)
    before = meetings.revisions(store, [made.id])[made.id]
    next_meetings.put(store, made.id, AGREED)
    after = meetings.revisions(store, [made.id])[made.id]
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)


def test_it_goes_with_its_meeting(store: Store) -> None:
    made = make_meeting(store)
    next_meetings.put(store, made.id, AGREED)
    meetings.delete(store, made.id)
    assert store.query("SELECT * FROM next_meetings") == []


def test_a_community_knows_the_latest_day_it_agreed_on(store: Store) -> None:
    made = make_meeting(store)
    assert next_meetings.latest_day(store, made.community_id) is None
    next_meetings.put(store, made.id, AGREED)
    earlier = meetings.create(store, made.community_id, {"en": "Earlier"})
    next_meetings.put(store, earlier, NextMeeting("2031-01-01"))
    assert next_meetings.latest_day(store, made.community_id) == "2031-06-05"
