"""A community's charter, its stages, its endings, its checklist and what it needs, as they are stored."""

from __future__ import annotations

import pytest

from db import charters, communities, endings, insights, meetings, removal, resources, stages
from db.charters import Said
from db.endings import CommunityClosed
from db.engine import Store
from db.resources import Resource
from tests.rooms import Made, make_meeting

FIRST = Said({"en": "We learn together.", "es": "Aprendemos en grupo."})
SECOND = Said({"en": "Weekly. Coffee first."}, {"frequency": "weekly"}, {"en": "Coffee first."})


def made(store: Store) -> Made:
    return make_meeting(store, live=False)


def holding(store: Store, community_id: str) -> list[str]:
    return [each.said.text["en"] for each in charters.of_community(store, community_id) if each.holds]


def test_a_part_has_one_proposal_at_a_time(store: Store) -> None:
    one = made(store)
    charters.propose(store, one.community_id, "purpose", FIRST, "Ana")
    second = charters.propose(store, one.community_id, "purpose", SECOND, "Bea")
    [text] = charters.of_community(store, one.community_id)
    assert (text.id, text.said, text.by_name, text.holds) == (second, SECOND, "Bea", False)
    charters.drop(store, one.community_id, second)
    assert charters.of_community(store, one.community_id) == []


def test_the_proposal_is_the_text_that_is_adopted_where_it_says_the_same(store: Store) -> None:
    one = made(store)
    proposal = charters.propose(store, one.community_id, "structure", SECOND, "Ana")
    adopted = charters.adopt(
        store, one.community_id, "structure", SECOND, "Bea", proposal=proposal, meeting_id=one.id, stands={"support": 7}
    )
    assert adopted == proposal
    [text] = charters.of_community(store, one.community_id)
    assert (text.holds, text.by_name, text.stands, text.meeting["en"]) == (
        True,
        "Bea",
        {"support": 7},
        "Spring meeting",
    )
    other = charters.adopt(store, one.community_id, "structure", FIRST, "Bea", proposal=proposal)
    assert other != proposal, "what was adopted is never written over"


def test_earlier_texts_stay_and_hold_again_when_the_latest_is_taken_back(store: Store) -> None:
    one = made(store)
    charters.adopt(store, one.community_id, "purpose", FIRST, "Ana")
    latest = charters.adopt(store, one.community_id, "purpose", SECOND, "Ana")
    assert holding(store, one.community_id) == [SECOND.text["en"], FIRST.text["en"]]
    charters.take_back(store, one.community_id, latest)
    assert holding(store, one.community_id) == [FIRST.text["en"]]
    charters.let_hold(store, one.community_id, latest)
    assert holding(store, one.community_id)[0] == SECOND.text["en"]


def test_an_adopted_text_outlives_the_meeting_that_adopted_it(store: Store) -> None:
    one = made(store)
    charters.adopt(store, one.community_id, "purpose", FIRST, "Ana", meeting_id=one.id)
    gone = meetings.delete(store, one.id)
    [text] = charters.of_community(store, one.community_id)
    assert (text.holds, text.meeting_id, text.meeting) == (True, one.id, {})
    meetings.put_back(store, one.id, gone)
    assert charters.of_community(store, one.community_id)[0].meeting["en"] == "Spring meeting"


def test_a_move_is_dated_and_can_be_undone(store: Store) -> None:
    one = made(store)
    begun = stages.spells(store, one.community_id)
    assert [spell.stage for spell in begun] == ["getting_started"]
    stages.move(store, one.community_id, "growing", "Ana", moved_on="2026-05-01", words={"en": "We know each other."})
    assert stages.move(store, one.community_id, "growing", "Ana") is None, "it is there already"
    assert [spell.stage for spell in stages.spells(store, one.community_id)] == ["getting_started", "growing"]
    [move] = stages.of_community(store, one.community_id)
    assert (move.from_stage, move.moved_on, move.words) == (
        "getting_started",
        "2026-05-01",
        {"en": "We know each other."},
    )
    stages.take_back(store, one.community_id)
    assert stages.spells(store, one.community_id) == begun
    found = communities.by_id(store, one.community_id)
    assert found
    assert found.stage == "getting_started"


def test_a_closed_community_is_opened_again_and_that_stays_to_be_read(store: Store) -> None:
    one = made(store)
    endings.end(store, one.community_id, "closed", "Ana", thanks={"en": "Thank you"}, leaves={"en": "A guide"})
    with pytest.raises(CommunityClosed):
        endings.refuse_closed(store, one.community_id)
    with pytest.raises(CommunityClosed):
        endings.end(store, one.community_id, "transition", "Ana", thanks={}, leaves={})
    closing = endings.closing(store, one.community_id)
    assert closing
    assert (closing.thanks, closing.leaves) == ({"en": "Thank you"}, {"en": "A guide"})
    endings.reopen(store, one.community_id, "Bea")
    endings.refuse_closed(store, one.community_id)
    [ending] = endings.of_community(store, one.community_id)
    assert (ending.is_closed, ending.reopened_by) == (False, "Bea")


def test_an_insight_keeps_what_was_noted_before(store: Store) -> None:
    one = made(store)
    insights.note(store, one.community_id, "safe", "begun", "We try.", "Ana")
    insights.note(store, one.community_id, "safe", "in_place", "It holds.", "Bea")
    found = insights.of_community(store, one.community_id)["safe"]
    assert [(each.status, each.note, each.by_name) for each in found] == [
        ("in_place", "It holds.", "Bea"), ("begun", "We try.", "Ana"),
    ]  # fmt: skip


def test_a_resource_is_changed_taken_off_and_brought_back_by_its_own_community_alone(store: Store) -> None:
    one, other = made(store), made(store)
    chairs = Resource("", "space", "Chairs", "", None, "missing")
    resource_id = resources.put(store, one.community_id, chairs)
    resources.put(store, other.community_id, Resource(resource_id, "food", "Mine", "", 5, "have"))
    resources.remove(store, other.community_id, resource_id)
    [found] = resources.of_community(store, one.community_id)
    assert found.needed == "Chairs"
    resources.remove(store, one.community_id, found.id)
    assert resources.of_community(store, one.community_id) == []
    resources.put(store, one.community_id, found)
    assert resources.of_community(store, one.community_id) == [found]


def test_a_deleted_community_takes_all_of_it_along(store: Store) -> None:
    one = made(store)
    charters.adopt(store, one.community_id, "purpose", FIRST, "Ana")
    stages.move(store, one.community_id, "growing", "Ana")
    insights.note(store, one.community_id, "safe", "begun", "", "Ana")
    resources.put(store, one.community_id, Resource("", "food", "Soup", "", 90, "have"))
    endings.end(store, one.community_id, "closed", "Ana", thanks={}, leaves={})
    gone = removal.take_out(store, "communities", one.community_id)
    tables = ("charter_texts", "stage_moves", "insight_notes", "resources", "endings")
    assert {table: len(gone.rows[table]) for table in tables} == dict.fromkeys(tables, 1)
    assert [store.query(f"SELECT 1 AS n FROM {table}") for table in tables] == [[]] * 5
