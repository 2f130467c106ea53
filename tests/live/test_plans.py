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
from tests.rooms import LINES, TALK, WORD, Made, make_account, make_meeting, next_meeting, note

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
    removed = activities.remove(store, activity)
    assert plans.untold(store, made) == TOLD
    activities.put_back(store, activity, removed)
    assert told(store, made.id) == [(3, AS_JSON)]
    assert changes.waiting(store, community) == []


def test_so_does_a_meeting_that_was_put_back(store: Store, community: str) -> None:
    made = from_template(store, community, "regular_meeting")
    removed = meetings.delete(store, made.id)
    assert changes.waiting(store, community) == TOLD
    meetings.put_back(store, made.id, removed)
    assert told(store, made.id) == [(3, AS_JSON)]
    assert changes.waiting(store, community) == []


# What was asked before


def held(store: Store, before: Made, configs: dict[str, Any]) -> Made:
    """Another meeting of the community, over now."""
    made = next_meeting(store, before, configs)
    control.end(store, made.id)
    return made


def offered(store: Store, meeting_id: str) -> list[tuple[str, str]]:
    """What may be asked again: the kind, and the meeting that had it."""
    return [(activity.kind, before.id) for activity, before in plans.reusable(store, meeting(store, meeting_id))]


def test_what_an_earlier_meeting_asked_is_asked_again_in_the_same_words_with_its_notes(store: Store) -> None:
    now = make_meeting(store, live=False, configs={"talk": TALK})
    before = held(store, now, {"spectrum": LINES})
    note(store, before.activity_ids["spectrum"], "Ask Rosa first")
    again = plans.reuse(store, meeting(store, now.id), before.activity_ids["spectrum"])
    one, other = (activities.by_id(store, each) for each in (again or "", before.activity_ids["spectrum"]))
    assert one
    assert other
    assert (one.position, one.id == other.id) == (2, False)
    assert (one.kind, one.title, one.config, one.minutes, one.notes) == (
        other.kind, other.title, other.config, other.minutes, other.notes,
    )  # fmt: skip
    assert json.loads(one.config)["lines"][0]["id"] == "expertise", "trends follow the line"


def test_what_was_asked_twice_is_offered_once_from_the_meeting_that_had_it_last(store: Store) -> None:
    now = make_meeting(store, live=False, configs={"talk": TALK})
    first, last = held(store, now, {"spectrum": LINES}), held(store, now, {"spectrum": LINES, "icebreaker": WORD})
    meetings.change(store, first.id, held_on="2031-01-01")
    meetings.change(store, last.id, held_on="2031-02-01")
    assert offered(store, now.id) == [("spectrum", last.id), ("icebreaker", last.id)]


def test_plans_rehearsals_and_the_agenda_itself_are_no_earlier_meetings(store: Store) -> None:
    now = make_meeting(store, configs={"talk": TALK})
    next_meeting(store, now, {"spectrum": LINES}, live=False)
    rehearsal = next_meeting(store, now, {"spectrum": LINES}, live=False)
    control.rehearse(store, rehearsal.id)
    assert offered(store, now.id) == []
    assert plans.reuse(store, meeting(store, now.id), rehearsal.activity_ids["spectrum"]) is None


def test_nothing_of_another_community_is_offered_or_taken(store: Store) -> None:
    now = make_meeting(store, live=False, configs={"talk": TALK})
    foreign = make_meeting(store, configs={"spectrum": LINES}, account=make_account(store, "bea"))
    control.end(store, foreign.id)
    assert offered(store, now.id) == []
    assert plans.reuse(store, meeting(store, now.id), foreign.activity_ids["spectrum"]) is None
    assert len(activities.of_meeting(store, now.id)) == 1


def test_what_was_told_of_changes_is_not_told_again_by_reuse(store: Store, community: str) -> None:
    made = from_template(store, community, "regular_meeting")
    control.go_live(store, made.id)
    control.end(store, made.id)
    asked = [activity for activity, _ in plans.reusable(store, from_template(store, community, None))]
    assert len(asked) == len(activities.of_meeting(store, made.id)) - 1
    assert [each for each in asked if "changes" in json.loads(each.config)] == []


def test_notes_stay_with_an_activity_that_is_put_back_copied_or_asked_something_else(store: Store) -> None:
    made = make_meeting(store, live=False, configs={"spectrum": LINES})
    note(store, made.activity_ids["spectrum"], "Ask Rosa first")
    copied = plans.copy(store, meeting(store, made.id), title={"en": "Autumn"}, held_on="2031-09-05")
    [activity] = activities.of_meeting(store, made.id)
    activities.put_back(store, activity, activities.remove(store, activity))
    [back] = activities.of_meeting(store, made.id)
    activities.change(store, back, title={"en": "Other"}, config=back.config, minutes=7)
    meetings.put_back(store, made.id, meetings.delete(store, made.id))
    agendas = [activities.of_meeting(store, each) for each in (copied, made.id)]
    assert [[each.notes for each in agenda] for agenda in agendas] == [["Ask Rosa first"], ["Ask Rosa first"]]
