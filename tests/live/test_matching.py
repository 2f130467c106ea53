"""From what people can offer and need to whom they meet: drawn, shown to each phone alone, and kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.exports import rows_of, to_json
from components.live import control, matching, past
from components.live.agenda import next_step
from components.live.control import CannotControl
from components.live.erasing import erase_from
from components.live.matched import over_time, told
from components.live.mine import mine, mine_of_all
from components.live.room import read
from components.live.state import phone_state
from components.matching.drawing import draw
from components.member.own import own_of
from components.member.parts import parts_of
from components.takeaway.own import own_answers
from db import activities, answers, matches, meetings, members, participants
from db.engine import Store
from db.participants import hash_device
from db.unlinking import unlink
from tests.examples.match import EXAMPLES
from tests.rooms import CARDS, ITEMS, Made, answer, make_matches, make_meeting, next_meeting, open_activity

THREE = {"match": EXAMPLES["three"]}
NOTE = "They lent us their form."


def offer(store: Store, made: Made, people: int = 6, **more: Any) -> str:
    """Everybody says that they have solved or face housing, each from a place of their own; the closed round's id."""
    round_id = open_activity(store, made, "match")
    for person in range(people):
        value = {"stands": {"housing": "solved" if person % 2 else "facing"}, "from": f"Place {person}", **more}
        answer(store, made, round_id, f"phone {person}", value)
    control.close(store, made.id, seconds=0)
    return round_id


def own(store: Store, made: Made, device: str) -> Any:
    persons = participants.seats_of_device(store, made.community_id, device)
    [message] = mine(read(store, made.id), persons)
    return message["own"]


def pairs(store: Store, round_id: str) -> set[frozenset[str]]:
    return {frozenset(each.participant_id for each in match.people) for match in matches.of_round(store, round_id)}


def meet(store: Store, made: Made, people: int = 6) -> str:
    """From the first question to the matches on everybody's phone; the round in which they meet."""
    offer(store, made, people)
    make_matches(store, made)
    return control.open_round(store, made.id)


def test_each_phone_is_told_its_own_match_and_no_other(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    meet(store, made)
    seen = {person: own(store, made, f"phone {person}") for person in range(6)}
    assert sorted(each["number"] for each in seen.values()) == [1, 1, 2, 2, 3, 3]
    for person, each in seen.items():
        [other] = each["others"]
        partner = int(other["from"].split()[1])
        assert seen[partner]["number"] == each["number"]
        assert {each["stand"], other["stand"]} == {"solved", "facing"}
        assert each["issue"] == "housing"
        assert partner != person
    everybody = [participants.seats_of_device(store, made.community_id, f"phone {person}") for person in range(6)]
    assert [m["own"] for [m] in mine_of_all(read(store, made.id), everybody)] == list(seen.values())


def test_the_state_tells_how_many_meet_and_never_who(store: Store) -> None:
    made = make_meeting(store, configs=THREE, show="at_five")
    meet(store, made)
    state = phone_state(read(store, made.id), 6)
    assert state["activity"]["config"]["made"] == {"groups": 3, "issues": {"housing": 3}}
    assert (state["tally"]["groups"], state["tally"]["issues"]) == (3, {"housing": 3})
    assert "Place" not in json.dumps(state)


def test_matches_wait_until_everybody_has_answered_and_are_shown_together(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = open_activity(store, made, "match")
    answer(store, made, round_id, "phone 0", {"stands": {"housing": "solved"}})
    with pytest.raises(CannotControl) as refusal:
        matching.brought(read(store, made.id))
    assert refusal.value.code == "moved_on"
    control.close(store, made.id, seconds=0)
    with pytest.raises(CannotControl) as refusal:
        matching.brought(read(store, made.id))
    assert refusal.value.code == "match.too_few"


def test_the_facilitator_is_led_from_the_question_to_the_matches(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    offer(store, made)
    assert next_step(read(store, made.id)) == "reveal"
    control.reveal(store, made.id)
    assert next_step(read(store, made.id)) == "make_matches"
    with pytest.raises(CannotControl) as refusal:
        control.open_round(store, made.id)
    assert refusal.value.code == "match.not_made"
    make_matches(store, made)
    assert next_step(read(store, made.id)) == "meet"
    control.open_round(store, made.id)
    control.close(store, made.id, seconds=0)
    assert next_step(read(store, made.id)) == "finish"


def test_matches_may_be_made_anew_before_they_are_shown_and_are_told_to_nobody_until_then(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = offer(store, made, 8)
    make_matches(store, made, 1)
    first = pairs(store, round_id)
    assert "number" not in own(store, made, "phone 0")
    assert matches.met(store, made.community_id) == set()
    make_matches(store, made, 3)
    assert pairs(store, round_id) != first
    assert len(pairs(store, round_id)) == 4


def test_who_answered_after_the_matches_were_made_is_not_left_out(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = offer(store, made)
    made_of = matching.brought(read(store, made.id))
    make_matches(store, made)
    control.keep_open(store, made.id)
    answer(store, made, round_id, "a late phone", {"stands": {"housing": "facing"}})
    control.close(store, made.id, seconds=0)
    assert next_step(read(store, made.id)) == "reveal"
    assert not read(store, made.id).is_matched
    for refused in (
        lambda: control.open_round(store, made.id),
        lambda: matching.keep(store, made.id, made_of, draw(made_of.order(1))),
    ):
        with pytest.raises(CannotControl):
            refused()
    make_matches(store, made)
    control.open_round(store, made.id)
    assert own(store, made, "a late phone")["number"]
    assert len([1 for match in matches.of_round(store, round_id) if len(match.people) == 3]) == 1


def test_a_phone_that_comes_later_is_told_that_it_has_no_match(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = meet(store, made)
    answer(store, made, round_id, "a late phone", {"met": False})
    assert own(store, made, "a late phone") == {}


def test_at_the_next_meeting_nobody_meets_the_same_person_again(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    meet(store, made)
    met = matches.met(store, made.community_id)
    assert len(met) == 3
    control.end(store, made.id)
    second = next_meeting(store, made, THREE)
    round_id = offer(store, second)
    make_matches(store, second)
    assert not pairs(store, round_id) & met
    assert matching.summary(read(store, second.id)) == matching.Summary(3, False, 3, 0, 0)


def test_a_rehearsal_leaves_nobody_met(store: Store) -> None:
    made = make_meeting(store, configs=THREE, live=False)
    control.rehearse(store, made.id)
    meet(store, made)
    assert matches.met(store, made.community_id) == set()
    control.start_for_real(store, made.id)
    assert store.query("SELECT * FROM matches") == []


def test_those_without_a_phone_are_told_where_to_go(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = offer(store, made)
    [given] = answers.current(store, round_id)[:1]
    answers.mark_on_behalf(store, given.id)
    make_matches(store, made)
    [(number, issue, name)] = matching.without_phone(read(store, made.id))
    assert (number in (1, 2, 3), issue, name) == (True, "housing", "")


def test_a_note_is_its_writers_alone_unless_it_is_shared(store: Store) -> None:
    made = make_meeting(store, configs=THREE, texts_at_once=True)
    round_id = meet(store, made)
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE, "issue": "housing"})
    room = read(store, made.id)
    assert room.written == []
    assert room.preview
    assert room.preview["notes"] == {}
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE, "share": True, "issue": "housing"})
    room = read(store, made.id)
    assert [piece.text for _, piece in room.written] == [NOTE]
    assert room.preview
    assert room.preview["notes"] == {"housing": [NOTE]}


def test_where_people_come_from_and_their_names_are_in_no_picture_and_no_export(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    offer(store, made, name="Rosa")
    control.reveal(store, made.id)
    make_matches(store, made)
    round_id = control.open_round(store, made.id)
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE})
    [other] = own(store, made, "phone 0")["others"]
    assert other["name"] == "Rosa"
    control.end(store, made.id)
    meeting = meetings.by_id(store, made.id)
    assert meeting
    agenda = past.agenda_of(store, meeting)
    found = [
        *(each.tally for activity in agenda for each in activity.rounds),
        to_json(rows_of(meeting, agenda, "en")).decode(),
    ]
    assert "Place" not in str(found)
    assert "Rosa" not in str(found)
    assert NOTE not in str(found)


def test_after_the_end_a_phone_still_has_its_match_beside_its_note(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = meet(store, made)
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE})
    control.end(store, made.id)
    persons = participants.seats_of_device(store, made.community_id, "phone 0")
    offered, met = mine(read(store, made.id), persons)
    assert offered["own"] == {"from": ""}
    assert met["own"]["number"]
    assert met["value"]["note"] == NOTE


def test_a_phone_has_its_matches_over_time_with_what_came_of_them_and_nobody_else_s(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = meet(store, made)
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE})
    control.end(store, made.id)
    second = next_meeting(store, made, THREE)
    meet(store, second)
    people = [pid for pid, _ in participants.seats_of_device(store, made.community_id, "phone 0")]
    latest, first = over_time(store, people)
    assert (latest.meeting_id, latest.answer) == (second.id, None)
    assert (first.meeting_id, first.answer) == (made.id, {"met": True, "note": NOTE})
    assert first.told["issue"] == "housing"
    others = [pid for pid, _ in participants.seats_of_device(store, made.community_id, "phone 1")]
    assert NOTE not in str(over_time(store, others))


def test_ones_own_page_says_whom_one_met_and_what_one_noted_and_nobody_elses_notes(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = meet(store, made)
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE})
    control.end(store, made.id)
    for phone, noted in (("phone 0", True), ("phone 1", False)):
        member = members.on_device(store, made.community_id, hash_device(phone))
        assert member
        [part] = [each for each in parts_of(store, member, own_of(store, member), "en") if each.name == "matched"]
        [line] = part.lines
        assert (NOTE in line.about) is noted


def test_what_people_take_along_says_whom_they_were_matched_with(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    round_id = meet(store, made)
    answer(store, made, round_id, "phone 0", {"met": True, "note": NOTE})
    control.end(store, made.id)
    people = [pid for pid, _ in participants.seats_of_device(store, made.community_id, "phone 0")]
    [told_on, *rest] = own_answers(store, made.id, people, "en")[1]
    assert told_on.startswith("Your match on “Housing”: Place ")
    assert rest == ["We have met", NOTE]


def test_where_a_phone_said_it_comes_from_is_there_before_it_is_asked(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    open_activity(store, made, "match")
    person = participants.find_or_create(store, made.community_id, "phone 0")
    participants.set_attributes(store, person, json.dumps({"organization": "First 5"}))
    room = read(store, made.id)
    assert room.activity
    assert room.kind
    assert told(store, made.id, room.activity.id, "propose", room.kind, [person]) == {person: {"from": "First 5"}}


def test_who_takes_their_answers_back_is_in_no_match_and_the_other_keeps_theirs(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    meet(store, made, 2)
    erase_from(store, made.id, "phone 0", "meeting")
    assert own(store, made, "phone 0") == {}
    assert own(store, made, "phone 1")["others"] == []


def test_when_answers_are_unlinked_nobody_knows_who_met_whom(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    offer(store, made, name="Rosa")
    make_matches(store, made)
    control.open_round(store, made.id)
    control.end(store, made.id)
    unlink(store, made.id)
    assert matches.met(store, made.community_id) == set()
    stored = str(store.query("SELECT * FROM answers")) + str(store.query("SELECT * FROM matched"))
    assert "Rosa" not in stored
    assert "Place" not in stored


def test_what_people_put_first_is_what_they_are_matched_on_by_one_tap(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": ITEMS, "icebreaker": CARDS})
    round_id = open_activity(store, made, "ranking")
    for person in range(5):
        answer(store, made, round_id, f"phone {person}", {"order": ["housing", "childcare", "transport"]})
    assert matching.first_of(read(store, made.id)) == []
    control.reveal(store, made.id)
    first = matching.first_of(read(store, made.id))
    matching.put_on_agenda(store, made.id, made.activity_ids["ranking"], first)
    agenda = activities.of_meeting(store, made.id)
    assert [activity.kind for activity in agenda] == ["ranking", "match", "icebreaker"]
    issues = json.loads(agenda[1].config)["issues"]
    assert [issue["text"]["en"] for issue in issues] == ["Housing", "Childcare", "Transport"]
    meeting = meetings.by_id(store, made.id)
    assert meeting
    assert matching.found_in(store, meeting) == []
    with pytest.raises(CannotControl):
        matching.put_on_agenda(store, made.id, made.activity_ids["ranking"], first)


def test_a_process_of_its_own_draws_them(store: Store) -> None:
    made = make_meeting(store, configs=THREE)
    offer(store, made)
    made_of = matching.brought(read(store, made.id))
    assert matching.draw_apart(made_of.order(5)) == draw(made_of.order(5))
