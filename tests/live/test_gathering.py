"""From a ranking to workgroups to the next meeting; and how people agreed to be reached, apart from what they said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.exports import rows_of, to_json
from components.live import control, gathering, past
from components.live.control import CannotControl
from components.live.mine import mine
from components.live.room import read
from components.live.state import phone_state
from components.ui.gathering import reached_in
from db import activities, contacts, meetings, participants
from db.engine import Store
from db.meetings import Meeting
from tests.examples.workgroups import EXAMPLES
from tests.rooms import CARDS, ITEMS, Made, answer, make_meeting, next_meeting, open_activity
from tests.takeaway.held import in_words

ORDER = ["housing", "childcare", "transport"]
THREE = {"workgroups": EXAMPLES["three"]}
CONTACT = "rosa@example.org"
FULL = {"group": "housing", "lead": True, "step": "Call the county", "contact": CONTACT}


def meeting_of(store: Store, made: Made) -> Meeting:
    meeting = meetings.by_id(store, made.id)
    assert meeting
    return meeting


def ranked(store: Store, people: int = 5, **more: Any) -> Made:
    made = make_meeting(store, configs={"ranking": ITEMS, "icebreaker": CARDS}, **more)
    round_id = open_activity(store, made, "ranking")
    for person in range(people):
        answer(store, made, round_id, f"phone {person}", {"order": ORDER})
    return made


def kinds(store: Store, made: Made) -> list[str]:
    return [activity.kind for activity in activities.of_meeting(store, made.id)]


def test_groups_are_made_of_the_first_three_right_after_what_was_revealed(store: Store) -> None:
    made = ranked(store)
    assert gathering.first_of(read(store, made.id)) == []
    control.reveal(store, made.id)
    first = gathering.first_of(read(store, made.id))
    assert [words["en"] for words in first] == ["Housing", "Childcare", "Transport"]
    [(activity, again)] = gathering.found_in(store, meeting_of(store, made))
    assert (activity.kind, again) == ("ranking", first)
    gathering.gather(store, made.id, made.activity_ids["ranking"], first)
    assert kinds(store, made) == ["ranking", "workgroups", "icebreaker"]
    groups = json.loads(activities.of_meeting(store, made.id)[1].config)["groups"]
    assert [group["text"] for group in groups] == list(first)


def test_groups_are_offered_once_and_again_when_they_were_taken_off(store: Store) -> None:
    made = ranked(store)
    control.reveal(store, made.id)
    first = gathering.first_of(read(store, made.id))
    gathering.gather(store, made.id, made.activity_ids["ranking"], first)
    assert gathering.first_of(read(store, made.id)) == []
    assert gathering.found_in(store, meeting_of(store, made)) == []
    with pytest.raises(CannotControl):
        gathering.gather(store, made.id, made.activity_ids["ranking"], first)
    activities.remove(store, activities.of_meeting(store, made.id)[1])
    assert gathering.first_of(read(store, made.id)) == first


def test_an_order_too_few_gave_makes_no_groups(store: Store) -> None:
    made = ranked(store, 4, show="at_five")
    control.reveal(store, made.id)
    assert gathering.first_of(read(store, made.id)) == []
    assert gathering.found_in(store, meeting_of(store, made)) == []


def test_the_wall_wonders_about_a_revealed_order_unless_it_is_switched_off(store: Store) -> None:
    made = ranked(store)
    control.reveal(store, made.id)
    room = read(store, made.id)
    assert room.kind
    assert room.tally
    assert room.kind.suggests(room.config, 1, room.tally) == "what_surprises"
    assert room.kind.suggests(room.config, 1, {"n": 2, "items": ["More time"]}) == ""
    off = room.kind.parse_config({**ITEMS, "surprises": False})
    assert room.kind.suggests(off, 1, room.tally) == ""


def test_the_next_meeting_hears_from_the_groups_that_were_joined(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    answer(store, made, open_activity(store, made, "workgroups"), "phone", {"group": "housing"})
    control.end(store, made.id)
    following = next_meeting(store, made, {"talk": {"text": {"en": "Welcome"}}, "icebreaker": CARDS}, live=False)
    assert [words["en"] for words in gathering.unheard(store, meeting_of(store, following))] == ["Housing"]
    gathering.hear(store, meeting_of(store, following))
    assert kinds(store, following) == ["talk", "talk", "icebreaker"]
    made_of = activities.of_meeting(store, following.id)[1]
    assert "Vivienda" in json.loads(made_of.config)["text"]["es"]
    assert gathering.unheard(store, meeting_of(store, following)) == []


def test_there_is_nothing_to_hear_from_groups_nobody_joined(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    answer(store, made, open_activity(store, made, "workgroups"), "phone", {"pass": True})
    control.end(store, made.id)
    following = next_meeting(store, made, THREE, live=False)
    assert gathering.unheard(store, meeting_of(store, following)) == []


# How people agreed to be reached


def person_of(store: Store, made: Made, device: str) -> str:
    found = participants.find(store, made.community_id, device)
    assert found
    return found


def test_contact_details_are_stored_apart_and_told_to_their_own_phone_alone(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = open_activity(store, made, "workgroups")
    saved = answer(store, made, round_id, "phone", FULL)
    answer(store, made, round_id, "other", {"group": "housing"})
    assert [row["value"] for row in store.query("SELECT value FROM answers") if CONTACT in row["value"]] == []
    assert contacts.of_meeting(store, made.id) == {saved.id: CONTACT}
    control.reveal(store, made.id)
    room = read(store, made.id)
    own, other = (mine(room, [(person_of(store, made, phone), 1)])[0] for phone in ("phone", "other"))
    assert own["value"] == FULL
    assert other["value"] == {"group": "housing"}
    assert CONTACT not in json.dumps(phone_state(room, 2))


@pytest.mark.parametrize("later", [{"group": "housing"}, {"pass": True}])
def test_an_answer_without_contact_details_takes_the_earlier_ones_back(store: Store, later: Any) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = open_activity(store, made, "workgroups")
    answer(store, made, round_id, "phone", FULL)
    answer(store, made, round_id, "phone", later)
    assert store.query("SELECT * FROM contacts") == []


def test_contact_details_go_with_their_author_and_with_the_meeting(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = open_activity(store, made, "workgroups")
    answer(store, made, round_id, "phone", FULL)
    kept = answer(store, made, round_id, "other", {**FULL, "contact": "555 0100"})
    store.execute("DELETE FROM participants WHERE id = :id", id=person_of(store, made, "phone"))
    assert contacts.of_meeting(store, made.id) == {kept.id: "555 0100"}
    meetings.delete(store, made.id)
    assert store.query("SELECT * FROM contacts") == []


def test_no_export_and_no_takeaway_has_contact_details_and_both_have_first_steps(store: Store) -> None:
    made = make_meeting(store, configs=THREE, texts_at_once=True)
    round_id = open_activity(store, made, "workgroups")
    answer(store, made, round_id, "phone", FULL)
    control.reveal(store, made.id)
    control.end(store, made.id)
    meeting = meeting_of(store, made)
    exported = to_json(rows_of(meeting, past.agenda_of(store, meeting), "en")).decode()
    taken = in_words(store, made)
    assert CONTACT not in exported
    assert CONTACT not in repr(taken)
    assert "Call the county" in exported
    assert [tuple(row.values()) for row in taken.parts[0].rows] == [
        ("Child care", 0, 0, ""), ("Transport", 0, 0, ""), ("Housing", 1, 1, "Call the county"),
    ]  # fmt: skip


def test_a_first_step_nobody_let_through_is_not_in_the_takeaway(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    answer(store, made, open_activity(store, made, "workgroups"), "phone", FULL)
    control.reveal(store, made.id)
    control.end(store, made.id)
    taken = in_words(store, made)
    assert taken.parts[0].rows[2]["Can lead"] == 1
    assert "Call the county" not in repr(taken)


def test_facilitators_find_contacts_by_group_those_who_lead_first(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = open_activity(store, made, "workgroups")
    answer(store, made, round_id, "other", {"group": "housing", "contact": "555 0100"})
    answer(store, made, round_id, "phone", FULL)
    answer(store, made, round_id, "third", {"group": "transport"})
    control.close(store, made.id, seconds=0)
    [activity] = past.agenda_of(store, meeting_of(store, made))
    found = reached_in(activity, contacts.of_meeting(store, made.id), "es")
    assert found == {"Vivienda": [(CONTACT, "Puede coordinar el grupo"), ("555 0100", "")]}
