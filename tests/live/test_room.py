from __future__ import annotations

import json

from components.live import control
from components.live.room import Room, read
from components.live.state import phone_state
from db.engine import Store
from tests.rooms import CARDS, WORD, Made, answer, make_meeting, open_activity


def place(store: Store, made: Made, round_id: str, people: str, at: int = 50) -> None:
    for person in people:
        answer(store, made, round_id, person, {"lines": {"expertise": at}})


def test_nothing_of_a_spectrum_shows_before_it_is_revealed(store: Store) -> None:
    made = make_meeting(store)
    place(store, made, open_activity(store, made, "spectrum"), "abcdef")
    state = phone_state(read(store, made.id), 6)
    assert state["activity"]["answered"] == 6
    assert state["tally"] is None


def test_fewer_than_five_answers_stay_hidden_when_revealed(store: Store) -> None:
    made = make_meeting(store, show="at_five")
    place(store, made, open_activity(store, made, "spectrum"), "abcd")
    control.reveal(store, made.id)
    assert read(store, made.id).tally == {"hidden": "few"}


def test_five_answers_show_when_revealed(store: Store) -> None:
    made = make_meeting(store, show="at_five")
    place(store, made, open_activity(store, made, "spectrum"), "abcde")
    control.reveal(store, made.id)
    tally = read(store, made.id).tally
    assert tally
    assert tally["lines"]["expertise"]["dots"] == [50] * 5


def test_a_trusted_group_sees_its_picture_from_the_first_answer(store: Store) -> None:
    made = make_meeting(store, show="at_once")
    place(store, made, open_activity(store, made, "spectrum"), "a", at=80)
    control.reveal(store, made.id)
    tally = read(store, made.id).tally
    assert tally
    assert tally["lines"]["expertise"]["dots"] == [80]


def words(room: Room) -> int:
    assert room.tally
    return int(room.tally.get("n", 0))


def test_a_live_picture_grows_in_steps_of_three(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"icebreaker": WORD})
    round_id = open_activity(store, made, "icebreaker")
    grown = []
    for person in range(12):
        answer(store, made, round_id, str(person), {"word": "hope"})
        grown.append(words(read(store, made.id)))
    assert grown == [0, 0, 0, 0, 5, 5, 5, 8, 8, 8, 11, 11]
    control.close(store, made.id, seconds=0)
    assert words(read(store, made.id)) == 12


def test_a_changed_answer_waits_for_the_next_step(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"icebreaker": WORD})
    round_id = open_activity(store, made, "icebreaker")
    for person in "abcde":
        answer(store, made, round_id, person, {"word": "hope"})
    answer(store, made, round_id, "a", {"word": "doubt"})
    tally = read(store, made.id).tally
    assert tally
    assert tally["words"] == {"hope": 5}
    for person in "fgh":
        answer(store, made, round_id, person, {"word": "hope"})
    tally = read(store, made.id).tally
    assert tally
    assert tally["words"] == {"hope": 7, "doubt": 1}


def test_icebreaker_cards_appear_from_the_first_one(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"icebreaker": CARDS}, texts_at_once=True)
    round_id = open_activity(store, made, "icebreaker")
    answer(store, made, round_id, "a", {"text": "A walk"})
    tally = read(store, made.id).tally
    assert tally
    assert tally["texts"] == ["A walk"]


def test_a_pass_counts_as_done_and_as_nothing_else(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "spectrum")
    answer(store, made, round_id, "a", {"pass": True})
    answer(store, made, round_id, "b", {"lines": {"expertise": 70}})
    control.reveal(store, made.id)
    room = read(store, made.id)
    assert room.answered == 2
    assert room.tally
    assert (room.tally["n"], room.tally["passed"]) == (1, 1)


def test_the_second_round_says_how_the_same_people_moved(store: Store) -> None:
    made = make_meeting(store)
    place(store, made, open_activity(store, made, "spectrum"), "abcdefgh", at=40)
    control.reveal(store, made.id)
    again = control.open_round(store, made.id)
    place(store, made, again, "abcdef", at=60)
    place(store, made, again, "gh", at=41)
    control.reveal(store, made.id)
    room = read(store, made.id)
    assert room.comparison
    moved = room.comparison["lines"]["expertise"]
    assert (moved["stayed"], moved["moved"], moved["right"], moved["left"]) == (8, 6, 6, 0)
    assert room.previous_tally
    assert room.previous_tally["lines"]["expertise"]["dots"] == [40] * 8


def test_movement_shows_where_two_leave_and_three_arrive_and_nobody_can_be_told(store: Store) -> None:
    made = make_meeting(store)
    place(store, made, open_activity(store, made, "spectrum"), "abcdefgh", at=40)
    control.reveal(store, made.id)
    again = control.open_round(store, made.id)
    place(store, made, again, "abcdef", at=60)
    place(store, made, again, "xyz", at=90)
    control.reveal(store, made.id)
    room = read(store, made.id)
    assert room.comparison
    moved = room.comparison["lines"]["expertise"]
    assert (moved["stayed"], moved["moved"], moved["right"]) == (6, 6, 6)
    state = json.dumps(phone_state(room, 9))
    assert room.tally
    assert room.tally["lines"]["expertise"]["dots"] == [60] * 6 + [90] * 3
    assert not [row["id"] for row in store.query("SELECT id FROM participants") if row["id"] in state]


def test_an_unopened_activity_has_no_round_yet(store: Store) -> None:
    made = make_meeting(store)
    control.show(store, made.id, made.activity_ids["spectrum"])
    state = phone_state(read(store, made.id), 0)
    assert state["activity"]["round"] is None
    assert state["activity"]["of"] == len(made.activity_ids)


def test_a_timer_of_pairs_has_a_switch_at_half_time(store: Store) -> None:
    pairs = {"text": {"en": "Talk in pairs", "es": "Hablen en parejas"}, "style": "pairs"}
    made = make_meeting(store, configs={"talk": pairs})
    control.show(store, made.id, made.activity_ids["talk"])
    control.start_timer(store, made.id, 240)
    running = phone_state(read(store, made.id), 0)["timer"]
    assert running["started_at"] < running["switch_at"] < running["ends_at"]
