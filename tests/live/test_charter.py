"""A charter written together, from the page to the room and back; and a community that ends well."""

from __future__ import annotations

import json

import pytest

from components.activities.base import Proposed
from components.charter.budget import budget_of, by_sort
from components.charter.parts import INSIGHTS, PARTS, parts_of
from components.live import charter, control, ending, plans
from components.live.control import CannotControl
from components.live.ending import Onward
from components.live.plans import Plan
from components.templates.charter import ELEMENTS, KEEP_GOING, adopt, ask_for_proposals, pulse, put_in_order
from db import activities, charters, communities, endings, meetings, resources, roles, stages
from db.charters import Said
from db.communities import Community
from db.endings import CommunityClosed
from db.engine import Store
from db.resources import Resource
from tests.rooms import TALK, Made, answer, make_meeting, next_meeting, open_activity

TEXT = {"en": "We listen first.", "es": "Primero escuchamos."}
PLAN = Plan({"en": "Next"}, "2026-06-01", ("en",), "at_five")


def asked(store: Store, people: int, *, part: str = "agreements", proposal: str = "", show: str = "at_five") -> Made:
    """A meeting whose room has answered a text, with answers closed."""
    made = make_meeting(store, show=show, configs={"adopt": {"text": TEXT, "part": part, "proposal": proposal}})
    round_id = open_activity(store, made, "adopt")
    for number in range(people):
        value = {"stand": "problem", "wish": "Plainer words"} if number == 0 else {"stand": "support"}
        answer(store, made, round_id, f"phone {number}", value)
    control.close(store, made.id, seconds=0)
    return made


def community_of(store: Store, made: Made) -> Community:
    found = communities.by_id(store, made.community_id)
    assert found
    return found


def adopt_it(store: Store, made: Made) -> str:
    return charter.adopt(store, made.community_id, made.id, made.activity_ids["adopt"], "Ana")


def test_every_part_can_be_asked_for_ranked_and_adopted(store: Store) -> None:
    made = make_meeting(store, live=False, configs={"talk": TALK})
    for part in PARTS:
        for step in (ask_for_proposals(part), put_in_order(part), adopt(Proposed(part, TEXT))):
            charter.put_to_room(store, made.community_id, made.id, step)
    _, *agenda = activities.of_meeting(store, made.id)
    assert [each.kind for each in agenda] == ["questions", "ranking", "adopt"] * len(PARTS)
    assert all(set(each.title) == {"en", "es"} for each in agenda)


def test_nothing_is_put_on_an_agenda_that_is_over_or_somebody_elses(store: Store) -> None:
    made, other = make_meeting(store), make_meeting(store)
    control.end(store, made.id)
    for meeting_id in (made.id, other.id, "nowhere"):
        with pytest.raises(CannotControl):
            charter.put_to_room(store, made.community_id, meeting_id, pulse())
    assert charter.coming(store, made.community_id) == []


def test_the_next_meeting_comes_first_and_one_that_is_live_before_it(store: Store) -> None:
    made = make_meeting(store, configs={})
    late = meetings.create(store, made.community_id, {"en": "Late"}, held_on="2031-05-01")
    soon = meetings.create(store, made.community_id, {"en": "Soon"}, held_on="2031-03-01")
    assert [each.id for each in charter.coming(store, made.community_id)] == [made.id, soon, late]


def test_a_text_is_adopted_with_how_many_went_along_and_only_once(store: Store) -> None:
    made = asked(store, 6)
    adopt_it(store, made)
    [text] = charters.of_community(store, made.community_id)
    assert (text.part, text.said.text, text.meeting_id) == ("agreements", TEXT, made.id)
    assert text.stands == {"support": 5, "can_live": 0, "problem": 1}
    with pytest.raises(CannotControl):
        adopt_it(store, made)


def test_a_text_is_adopted_without_numbers_where_too_few_answered_to_show_any(store: Store) -> None:
    made = asked(store, 4)
    adopt_it(store, made)
    [text] = charters.of_community(store, made.community_id)
    assert text.stands == {}


def test_what_was_chosen_for_a_text_comes_along_where_the_room_had_it_as_it_was(store: Store) -> None:
    before = make_meeting(store, live=False, configs={})
    said = Said(TEXT, {"doors": "open"}, {"en": "Own words"})
    proposal = charters.propose(store, before.community_id, "membership", said, "Ana")
    config = {"text": TEXT, "part": "membership", "proposal": proposal}
    made = next_meeting(store, before, {"adopt": config})
    answer(store, made, open_activity(store, made, "adopt"), "phone", {"stand": "support"})
    control.close(store, made.id, seconds=0)
    assert adopt_it(store, made) == proposal
    assert charters.of_community(store, made.community_id)[0].said == said


def test_nothing_is_adopted_while_answers_are_open_or_of_a_rehearsal(store: Store) -> None:
    made = make_meeting(store, configs={"adopt": {"text": TEXT, "part": "vision", "proposal": ""}})
    open_activity(store, made, "adopt")
    with pytest.raises(CannotControl):
        adopt_it(store, made)
    meetings.change(store, made.id, is_rehearsal=1)
    control.close(store, made.id, seconds=0)
    with pytest.raises(CannotControl):
        adopt_it(store, made)


def test_a_text_that_belongs_to_no_part_is_not_adopted_into_the_charter(store: Store) -> None:
    made = make_meeting(store, configs={"adopt": {"text": TEXT}})
    open_activity(store, made, "adopt")
    control.close(store, made.id, seconds=0)
    with pytest.raises(CannotControl):
        adopt_it(store, made)


def test_the_charter_is_read_part_by_part(store: Store) -> None:
    made = make_meeting(store, live=False, configs={})
    charters.adopt(store, made.community_id, "purpose", Said({"en": "First"}), "Ana")
    back = charters.adopt(store, made.community_id, "purpose", Said({"en": "Never mind"}), "Ana")
    charters.adopt(store, made.community_id, "purpose", Said({"en": "Second"}), "Ana")
    charters.take_back(store, made.community_id, back)
    charters.propose(store, made.community_id, "purpose", Said({"en": "Third"}), "Ana")
    purpose, *others = parts_of(charters.of_community(store, made.community_id))
    assert purpose.holds
    assert purpose.proposed
    assert (purpose.holds.said.text["en"], purpose.proposed.said.text["en"]) == ("Second", "Third")
    assert [each.said.text["en"] for each in purpose.earlier] == ["Never mind", "First"]
    assert [part.name for part in others] == list(PARTS)[1:]
    assert sum(map(len, INSIGHTS.values())) == 9


def test_the_pulse_has_the_same_ids_in_every_meeting() -> None:
    assert [each["id"] for each in pulse().config["statements"]] == list(ELEMENTS)
    assert pulse().config == pulse().config


def test_a_closed_community_starts_nothing_new_until_it_is_opened_again(store: Store) -> None:
    made = make_meeting(store, live=False)
    ending.close(store, made.community_id, "Ana", {"en": "Thanks"}, {"en": "A guide"})
    meeting = meetings.by_id(store, made.id)
    assert meeting
    for start in (
        lambda: plans.make(store, community_of(store, made), PLAN),
        lambda: plans.copy(store, meeting, title={"en": "B"}, held_on="2026-06-01"),
        lambda: control.go_live(store, made.id),
        lambda: charter.put_to_room(store, made.community_id, made.id, pulse()),
    ):
        with pytest.raises((CommunityClosed, CannotControl)):
            start()
    endings.reopen(store, made.community_id, "Ana")
    control.go_live(store, made.id)


def test_a_community_does_not_close_under_people_who_are_in_a_meeting(store: Store) -> None:
    made = make_meeting(store)
    with pytest.raises(CannotControl):
        ending.close(store, made.community_id, "Ana", {}, {})


def test_a_transition_changes_purpose_lead_and_stage_and_keeps_what_was(store: Store) -> None:
    made = make_meeting(store, live=False)
    stages.move(store, made.community_id, "sustaining", "Ana")
    charters.adopt(store, made.community_id, "purpose", Said({"en": "Old"}), "Ana")
    bea = communities.create(store, {"en": "Elsewhere"}, made.account_id)
    communities.add_member(store, made.community_id, made.account_id, "facilitator")
    onward = Onward({"en": "New"}, "Ana", made.account_id, "getting_started")
    ending.go_on(store, made.community_id, "Ana", onward)
    purpose = parts_of(charters.of_community(store, made.community_id))[0]
    assert purpose.holds
    assert purpose.holds.said.text == {"en": "New"}
    assert [each.said.text for each in purpose.earlier] == [{"en": "Old"}]
    assert [spell.stage for spell in stages.spells(store, made.community_id)][-1] == "getting_started"
    assert communities.role_of(store, made.community_id, made.account_id) == "organizer"
    assert [each.way for each in endings.of_community(store, made.community_id)] == ["transition"]
    assert endings.closing(store, made.community_id) is None
    assert endings.of_community(store, bea) == []


def test_who_leads_without_an_account_is_noted_by_name(store: Store) -> None:
    made = make_meeting(store, live=False)
    ending.go_on(store, made.community_id, "Ana", Onward({"en": "New"}, "Lupe", "", "growing"))
    held = [(each.role, each.name) for each in roles.of_community(store, made.community_id) if each.ended is None]
    assert ("organizer", "Lupe") in held


def test_whether_to_keep_going_is_put_to_the_room_in_the_sources_words(store: Store) -> None:
    made = make_meeting(store, live=False)
    meeting_id = plans.make(
        store, community_of(store, made), Plan({}, "2026-06-01", ("en", "es"), "at_five", KEEP_GOING.id)
    )
    agenda = activities.of_meeting(store, meeting_id)
    asked = json.dumps([json.loads(each.config) for each in agenda])
    for question in (
        "What feedback are we receiving from stakeholders?", "What sense of purpose and value are we experiencing?",
        "How might our original purpose/focus now be shifting?", "Do we want to keep going?",
        "what do we want to continue learning?",
    ):  # fmt: skip
        assert question in asked


def test_a_budget_sums_up_what_is_there_asked_for_and_missing() -> None:
    found = [
        Resource("1", "food", "Soup", "", 200, "have"), Resource("2", "food", "Bread", "", None, "have"),
        Resource("3", "space", "A room", "", 150, "missing"),
    ]  # fmt: skip
    budget = budget_of(found)
    assert dict(budget.amounts) == {"have": 200, "asked": 0, "missing": 150}
    assert dict(budget.counts) == {"have": 2, "asked": 0, "missing": 1}
    assert budget.total == 350
    assert [each.id for each in by_sort(found)["food"]] == ["1", "2"]
    assert list(by_sort([])) == list(resources.SORTS)
