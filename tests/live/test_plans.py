"""Meetings that are made, copied and taken back, and what they open with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.live import control, plans
from components.live.plans import Plan
from db import activities, changes, communities, meetings
from db.changes import Change
from db.engine import Store
from db.meetings import Meeting
from tests.rooms import WORD, make_meeting

TOLD = [Change({"en": "Too late"}, {"en": "We begin at ten", "es": "Empezamos a las diez"})]


@pytest.fixture
def community(store: Store) -> str:
    """A community with something to tell."""
    made = make_meeting(store, live=False)
    changes.keep(store, made.community_id, TOLD)
    return made.community_id


def from_template(store: Store, community_id: str, template: str | None) -> Meeting:
    found = communities.by_id(store, community_id)
    assert found
    made = plans.make(store, found, Plan({"en": "Summer"}, "2031-06-05", ("en", "es"), "at_five", template))
    return meeting(store, made)


def meeting(store: Store, meeting_id: str) -> Meeting:
    found = meetings.by_id(store, meeting_id)
    assert found
    return found


def told(store: Store, meeting_id: str) -> list[tuple[int, Any]]:
    """Place and contents of what the agenda tells of changes."""
    configs = [(each.position, json.loads(each.config)) for each in activities.of_meeting(store, meeting_id)]
    return [(position, config["changes"]) for position, config in configs if "changes" in config]


AS_JSON = [{"said": TOLD[0].said, "changed": TOLD[0].changed}]


@pytest.mark.parametrize("template", ["regular_meeting", "stage_review"])
def test_a_meeting_from_a_template_opens_with_what_was_changed(store: Store, community: str, template: str) -> None:
    made = from_template(store, community, template)
    assert told(store, made.id) == [(3, AS_JSON)]
    assert changes.waiting(store, community) == []
    assert told(store, from_template(store, community, template).id) == [], "it is told once"


def test_a_meeting_from_nothing_can_still_open_with_it(store: Store, community: str) -> None:
    made = from_template(store, community, None)
    assert plans.untold(store, made) == TOLD
    plans.open_with_changes(store, made)
    assert told(store, made.id) == [(1, AS_JSON)]
    assert plans.untold(store, made) == []


def test_it_comes_after_the_welcome_but_before_the_first_question(store: Store, community: str) -> None:
    made = from_template(store, community, "first_meeting")
    plans.open_with_changes(store, made)
    assert told(store, made.id) == [(2, AS_JSON)]
    asking = from_template(store, community, None)
    activities.add(store, asking.id, "icebreaker", {"en": "A word"}, json.dumps(WORD))
    changes.keep(store, community, TOLD)
    plans.open_with_changes(store, asking)
    assert told(store, asking.id) == [(1, AS_JSON)]


def test_with_nothing_to_tell_nothing_is_added(store: Store, community: str) -> None:
    changes.keep(store, community, [])
    made = from_template(store, community, "regular_meeting")
    plans.open_with_changes(store, made)
    assert told(store, made.id) == []


def test_a_meeting_that_has_ended_opens_with_nothing(store: Store, community: str) -> None:
    made = from_template(store, community, None)
    control.go_live(store, made.id)
    control.end(store, made.id)
    assert plans.untold(store, meeting(store, made.id)) == []


def test_a_copy_does_not_tell_the_same_again(store: Store, community: str) -> None:
    made = from_template(store, community, "regular_meeting")
    copied = plans.copy(store, made, title={"en": "Autumn"}, held_on="2031-09-05")
    kept, again = (activities.of_meeting(store, each) for each in (made.id, copied))
    assert told(store, copied) == []
    assert len(again) == len(kept) - 1
    assert [each.position for each in again] == list(range(1, len(again) + 1))


def test_an_activity_that_was_put_back_tells_it_again_and_nothing_waits(store: Store, community: str) -> None:
    made = from_template(store, community, "regular_meeting")
    activity = activities.of_meeting(store, made.id)[2]
    activities.remove(store, activity)
    assert plans.untold(store, made) == TOLD
    plans.put_activity_back(store, activity)
    assert told(store, made.id) == [(3, AS_JSON)]
    assert changes.waiting(store, community) == []


def test_so_does_a_meeting_that_was_put_back(store: Store, community: str) -> None:
    removed = plans.remove(store, from_template(store, community, "regular_meeting"))
    assert removed
    assert changes.waiting(store, community) == TOLD
    assert told(store, plans.put_back(store, removed)) == [(3, AS_JSON)]
    assert changes.waiting(store, community) == []
