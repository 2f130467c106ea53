"""*You said, we changed*, kept until a meeting opens with it."""

from __future__ import annotations

import json

from db import activities, changes
from db.changes import Change
from db.engine import Store
from tests.rooms import TALK, make_account, make_meeting

BUS = Change({"en": "The bus comes too late"}, {"en": "We begin at ten", "es": "Empezamos a las diez"})
FOOD = Change({"en": "Bring food"}, {"en": "There is soup"})


def a_talk(store: Store, meeting_id: str) -> str:
    return activities.add(store, meeting_id, "talk", {"en": "Talk"}, json.dumps(TALK))


def test_what_is_written_waits_in_its_order(store: Store) -> None:
    made = make_meeting(store)
    changes.keep(store, made.community_id, [BUS, FOOD])
    assert changes.waiting(store, made.community_id) == [BUS, FOOD]
    changes.keep(store, made.community_id, [FOOD])
    assert changes.waiting(store, made.community_id) == [FOOD]


def test_another_community_has_its_own(store: Store) -> None:
    made, other = make_meeting(store), make_meeting(store, account=make_account(store, "bea"))
    changes.keep(store, made.community_id, [BUS])
    changes.keep(store, other.community_id, [FOOD])
    changes.use(store, other.community_id, a_talk(store, other.id))
    assert changes.waiting(store, made.community_id) == [BUS]
    assert changes.waiting(store, other.community_id) == []


def test_what_a_meeting_tells_does_not_wait_and_is_not_written_over(store: Store) -> None:
    made = make_meeting(store)
    changes.keep(store, made.community_id, [BUS])
    talk = a_talk(store, made.id)
    changes.use(store, made.community_id, talk)
    changes.keep(store, made.community_id, [FOOD])
    assert changes.waiting(store, made.community_id) == [FOOD]
    assert len(store.query("SELECT * FROM changes")) == 2


def test_what_was_taken_off_an_agenda_waits_again(store: Store) -> None:
    made = make_meeting(store)
    changes.keep(store, made.community_id, [BUS])
    talk = a_talk(store, made.id)
    changes.use(store, made.community_id, talk)
    found = activities.by_id(store, talk)
    assert found
    removed = activities.remove(store, found)
    assert changes.waiting(store, made.community_id) == [BUS]
    activities.put_back(store, found, removed)
    assert changes.waiting(store, made.community_id) == []


def test_a_half_that_is_written_waits_and_is_not_told(store: Store) -> None:
    made, half = make_meeting(store), Change({"en": "More pairs"}, {})
    changes.keep(store, made.community_id, [half, BUS])
    assert changes.waiting(store, made.community_id) == [half, BUS]
    assert changes.ready(store, made.community_id) == [BUS]
    changes.use(store, made.community_id, a_talk(store, made.id))
    assert changes.waiting(store, made.community_id) == [half]
