"""Workgroups between meetings: made of what people joined, at work, asked after at the next meeting, and closed."""

from __future__ import annotations

import json

import pytest

from components.live import control, next_agenda, workgroups
from components.live.control import CannotControl
from components.ui.gathering import reached_in
from db import activities, communities, meetings
from db import workgroups as stored
from db.engine import Store
from db.workgroups import Workgroup
from tests.examples.workgroups import EXAMPLES
from tests.rooms import TALK, Made, answer, make_meeting, next_meeting, open_activity

THREE = {"workgroups": EXAMPLES["three"]}
DAY = "2031-06-01"


def joined(store: Store, made: Made | None, day: str = "2031-05-04", /, **groups: int) -> Made:
    """A meeting that has ended, at which so many people joined each of these groups; the first has a first step."""
    made = next_meeting(store, made, THREE) if made else make_meeting(store, configs=THREE, texts_at_once=True)
    round_id = open_activity(store, made, "workgroups")
    names = [name for name, people in groups.items() for _ in range(people)]
    for number, name in enumerate(names):
        value = {"group": name, "contact": f"{number}@example.org"}
        answer(store, made, round_id, f"phone {number}", value | ({} if number else {"step": "Call the county"}))
    control.reveal(store, made.id)
    control.end(store, made.id)
    meetings.change(store, made.id, held_on=day)
    return made


def kept(store: Store, **groups: int) -> tuple[Made, list[Workgroup]]:
    made = joined(store, None, **groups)
    workgroups.keep(store, made.community_id, made.activity_ids["workgroups"])
    return made, stored.of_community(store, made.community_id)


def by_name(groups: list[Workgroup]) -> dict[str, Workgroup]:
    return {group.name["en"]: group for group in groups}


def test_the_groups_people_joined_become_workgroups_with_their_number_and_first_steps(store: Store) -> None:
    made = joined(store, None, housing=4, transport=2)
    [found] = workgroups.waiting(store, made.community_id)
    assert [(group.name["en"], group.people) for group in found.groups] == [("Transport", 2), ("Housing", 4)]
    assert workgroups.keep(store, made.community_id, found.activity.id) == 2
    groups = by_name(stored.of_community(store, made.community_id))
    assert (groups["Housing"].people, groups["Housing"].began_on) == (4, "2031-05-04")
    assert [step.text for step in groups["Housing"].steps] == ["Call the county"]
    assert groups["Transport"].steps == []
    assert workgroups.waiting(store, made.community_id) == []
    with pytest.raises(CannotControl):
        workgroups.keep(store, made.community_id, found.activity.id)


def test_a_workgroup_that_people_join_again_goes_on_with_its_new_number(store: Store) -> None:
    made, groups = kept(store, housing=4)
    stored.close(store, made.community_id, groups[0].id, DAY, {"en": "A list"})
    again = joined(store, made, "2031-06-10", housing=6)
    [found] = workgroups.waiting(store, made.community_id)
    workgroups.keep(store, made.community_id, found.activity.id)
    [group] = stored.of_community(store, made.community_id)
    assert (group.id, group.people, group.is_open) == (groups[0].id, 6, True)
    assert group.activity_id == again.activity_ids["workgroups"]


def test_an_older_meeting_does_not_bring_back_what_a_later_one_made(store: Store) -> None:
    made, _ = kept(store, housing=4)
    joined(store, made, "2031-01-01", housing=9)
    assert workgroups.waiting(store, made.community_id) == []


def test_few_people_and_a_rehearsal_make_no_workgroups(store: Store) -> None:
    made = make_meeting(store, configs=THREE, show="at_five")
    round_id = open_activity(store, made, "workgroups")
    answer(store, made, round_id, "a phone", {"group": "housing"})
    control.end(store, made.id)
    assert workgroups.waiting(store, made.community_id) == []


def test_one_tap_puts_a_workgroup_on_the_next_agenda_after_the_welcome(store: Store) -> None:
    made, [group] = kept(store, housing=4)
    stored.change(
        store, made.community_id, group.id, name=group.name, goal={"en": "A list of rooms", "es": "Una lista"},
        lead="Rosa", people=4, due_on=None,
    )  # fmt: skip
    assert workgroups.next_planned(store, made.community_id, DAY) is None
    coming = next_meeting(store, made, {"talk": TALK, "icebreaker": {"prompt": {"en": "Hello?"}, "answer": "word"}},
                          live=False)  # fmt: skip
    meetings.change(store, coming.id, held_on=DAY)
    planned = workgroups.next_planned(store, made.community_id, DAY)
    assert planned
    assert planned.id == coming.id
    workgroups.put_on_agenda(store, made.community_id, group.id, coming.id)
    agenda = activities.of_meeting(store, coming.id)
    assert [each.kind for each in agenda] == ["talk", "talk", "icebreaker"]
    assert agenda[1].title == {"en": "Workgroup: Housing", "es": "Grupo de trabajo: Vivienda"}
    text = json.loads(agenda[1].config)["text"]
    assert text["es"].endswith("– Una lista\n– Call the county")
    changed = stored.find(store, made.community_id, group.id)
    assert changed
    assert workgroups.is_on(store, planned, changed)
    with pytest.raises(CannotControl):
        workgroups.put_on_agenda(store, made.community_id, group.id, coming.id)


def test_the_proposed_agenda_asks_after_every_workgroup_at_work(store: Store) -> None:
    made, groups = kept(store, housing=4, transport=2)
    stored.close(store, made.community_id, by_name(groups)["Transport"].id, DAY, {"en": "Done"})
    community = communities.by_id(store, made.community_id)
    assert community
    prepared = next_agenda.prepare(store, community, DAY)
    assert prepared
    found = [(each.why, [name["en"] for name in each.names], each.n) for each in prepared.proposals]
    assert ("workgroup", ["Housing"], 1) in found
    assert not [why for why, _, _ in found if why == "groups"]


def test_steps_are_done_and_taken_back_and_notes_are_kept_in_their_order(store: Store) -> None:
    made, [group] = kept(store, housing=4)
    for kind, text in (("step", "Ask the library"), ("note", "They said yes")):
        stored.write(store, made.community_id, group.id, kind, text, DAY)
    first, second = found(store, group).steps
    stored.set_done(store, made.community_id, first.id, DAY)
    assert [step.text for step in found(store, group).ahead] == ["Ask the library"]
    stored.set_done(store, made.community_id, first.id, None)
    assert len(found(store, group).ahead) == 2
    stored.erase(store, made.community_id, second.id)
    assert [note.text for note in found(store, group).notes] == ["Call the county", "They said yes"]


def found(store: Store, group: Workgroup) -> Workgroup:
    again = stored.by_id(store, group.id)
    assert again
    return again


def test_a_closed_workgroup_says_what_came_of_it_and_may_go_on(store: Store) -> None:
    made, [group] = kept(store, housing=4)
    stored.close(store, made.community_id, group.id, DAY, {"en": "Nine families have rooms"})
    closed = found(store, group)
    assert (closed.is_open, closed.closed_on, closed.outcome["en"]) == (False, DAY, "Nine families have rooms")
    stored.reopen(store, made.community_id, group.id)
    assert found(store, group).outcome
    assert found(store, group).is_open


def test_a_deleted_workgroup_comes_back_with_all_it_had(store: Store) -> None:
    made, [group] = kept(store, housing=4)
    removed = stored.remove(store, made.community_id, group.id)
    assert removed
    assert stored.of_community(store, made.community_id) == []
    stored.bring_back(store, made.community_id, removed)
    assert stored.of_community(store, made.community_id) == [group]


def test_a_meeting_that_is_deleted_and_brought_back_leaves_its_workgroups_alone(store: Store) -> None:
    made, groups = kept(store, housing=4)
    removed = meetings.delete(store, made.id)
    assert stored.of_community(store, made.community_id) == groups
    assert workgroups.reached(store, groups[0]) is None
    meetings.put_back(store, made.id, removed)
    assert stored.of_community(store, made.community_id) == groups


def test_nobody_changes_a_workgroup_of_another_community(store: Store) -> None:
    made, [group] = kept(store, housing=4)
    other = make_meeting(store, configs=THREE).community_id
    stored.close(store, other, group.id, DAY, {"en": "Mine"})
    stored.write(store, other, group.id, "note", "Mine", DAY)
    stored.set_done(store, other, group.steps[0].id, DAY)
    stored.erase(store, other, group.steps[0].id)
    assert stored.remove(store, other, group.id) is None
    assert stored.of_community(store, made.community_id) == [group]


def test_organizers_find_how_the_people_of_a_workgroup_may_be_reached(store: Store) -> None:
    _, [group] = kept(store, housing=2)
    reached = workgroups.reached(store, group)
    assert reached
    people = reached_in(*reached, "en")["Housing"]
    assert sorted(contact for contact, _ in people) == ["0@example.org", "1@example.org"]
