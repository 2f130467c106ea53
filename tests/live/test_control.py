from __future__ import annotations

from itertools import pairwise

import pytest

from components.live import control, reading
from components.live.agenda import next_step
from components.live.cast import Cast, Refused, parse
from components.live.control import CannotControl, Seen
from components.live.room import Room, read
from db import answers, communities, meetings, participants, rounds
from db.engine import Store
from db.ids import new_id, now
from tests.examples.company import EXAMPLES as COMPANY
from tests.rooms import CARDS, CORE, EXIT, answer, make_meeting, open_activity


def step(store: Store, meeting_id: str) -> str:
    return next_step(read(store, meeting_id))


def test_the_primary_button_leads_through_a_whole_meeting(store: Store) -> None:
    made = make_meeting(store, live=False, configs=CORE)
    told = [step(store, made.id)]
    control.go_live(store, made.id)
    told.append(step(store, made.id))
    for kind in ("icebreaker", "spectrum", "ranking", "reflection"):
        control.show(store, made.id, made.activity_ids[kind])
        told.append(step(store, made.id))
        control.open_round(store, made.id)
        told.append(step(store, made.id))
        control.close(store, made.id)
        told.append(step(store, made.id))
        control.close(store, made.id, seconds=0)
        told.append(step(store, made.id))
    control.show(store, made.id, made.activity_ids["talk"])
    told.append(step(store, made.id))
    control.end(store, made.id)
    told.append(step(store, made.id))
    ask = ["open", "close", "close_now"]
    assert told == [
        "go_live", "first", *ask, "next", *ask, "reveal", *ask, "reveal", *ask, "next", "finish", "results",
    ]  # fmt: skip


def test_the_second_of_two_facilitators_who_act_on_the_same_picture_is_refused(store: Store) -> None:
    made = make_meeting(store)
    open_activity(store, made, "spectrum")
    seen = Seen.of(read(store, made.id))
    control.close(store, made.id, seen, seconds=0)
    with pytest.raises(CannotControl) as refused:
        control.close(store, made.id, seen, seconds=0)
    assert refused.value.code == "moved_on"
    assert read(store, made.id).round.phase == "closed"  # type: ignore[union-attr]


def test_going_on_to_another_activity_closes_what_is_open(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "spectrum")
    control.show(store, made.id, made.activity_ids["ranking"])
    found = rounds.by_id(store, round_id)
    assert found
    assert found.phase == "closed"


def test_a_reveal_can_be_taken_back_and_a_closed_round_opened_again(store: Store) -> None:
    made = make_meeting(store)
    open_activity(store, made, "spectrum")
    control.reveal(store, made.id)
    assert read(store, made.id).tally is not None
    control.hide(store, made.id)
    assert read(store, made.id).tally is None
    control.keep_open(store, made.id)
    assert read(store, made.id).round.phase == "open"  # type: ignore[union-attr]


def test_answers_are_taken_during_the_countdown_and_refused_after_it(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "spectrum")
    control.close(store, made.id, seconds=30)
    answer(store, made, round_id, "phone", {"lines": {"expertise": 10}})
    rounds.set_closing(store, round_id, now(later=-1))
    with pytest.raises(Refused) as refused:
        answer(store, made, round_id, "phone", {"lines": {"expertise": 20}})
    assert refused.value.reason == "closed"
    control.settle(store)
    found = rounds.by_id(store, round_id)
    assert found
    assert found.phase == "closed"


def test_keeping_answers_open_stops_the_countdown(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "spectrum")
    control.close(store, made.id)
    control.keep_open(store, made.id)
    found = rounds.by_id(store, round_id)
    assert found
    assert (found.phase, found.closes_at) == ("open", None)


def test_what_the_room_proposed_is_what_it_orders(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": {"items": [], "top": 3, "propose": True}})
    proposing = open_activity(store, made, "ranking")
    answer(store, made, proposing, "a", {"items": ["Childcare", "Buses"]})
    answer(store, made, proposing, "b", {"items": ["Child care"]})
    answer(store, made, proposing, "c", {"items": ["Something unkind"]})
    given = {a.participant_id: a for a in answers.current(store, proposing)}
    by_device = {name: given[participants.find(store, made.community_id, name) or ""].id for name in "abc"}
    reading.let_through(store, made.id, [(by_device["a"], "items.0"), (by_device["a"], "items.1")])
    control.merge_piece(store, made.id, by_device["b"], "items.0", (by_device["a"], "items.0"))
    control.hide_piece(store, made.id, by_device["c"], "items.0", True)
    control.reword_piece(store, made.id, by_device["a"], "items.1", "More buses")
    control.reveal(store, made.id)
    control.open_round(store, made.id)
    room = read(store, made.id)
    assert room.step == "answer"
    assert sorted(item["text"]["en"] for item in room.config_json["items"]) == ["Childcare", "More buses"]


def test_a_ranking_with_nothing_in_it_cannot_open(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": {"items": [], "top": 3, "propose": True}})
    control.show(store, made.id, made.activity_ids["ranking"])
    with pytest.raises(CannotControl) as refused:
        control.open_round(store, made.id, step="answer")
    assert refused.value.code == "nothing_to_answer"


def test_a_round_keeps_the_words_it_was_opened_with(store: Store) -> None:
    made = make_meeting(store)
    open_activity(store, made, "spectrum")
    before = read(store, made.id).config_json
    store.execute("UPDATE activities SET config = :c WHERE id = :i", c="{}", i=made.activity_ids["spectrum"])
    assert read(store, made.id).config_json == before


def test_a_hidden_text_leaves_every_screen_and_comes_back(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS}, texts_at_once=True)
    round_id = open_activity(store, made, "icebreaker")
    saved = answer(store, made, round_id, "a", {"text": "Walking with a neighbour"})
    control.hide_piece(store, made.id, saved.id, "text", True)
    assert _texts(read(store, made.id)) == []
    control.hide_piece(store, made.id, saved.id, "text", False)
    assert _texts(read(store, made.id)) == ["Walking with a neighbour"]


def _texts(room: Room) -> list[str]:
    assert room.tally
    texts: list[str] = room.tally["texts"]
    return texts


def test_only_a_text_its_author_allowed_goes_on_the_wall(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": EXIT})
    round_id = open_activity(store, made, "reflection")
    kept = answer(store, made, round_id, "a", {"try": "Between us"})
    shared = answer(store, made, round_id, "b", {"try": "Ask a parent first", "share": ["try"]})
    with pytest.raises(CannotControl) as refused:
        control.pick_piece(store, made.id, kept.id, "try", True)
    assert refused.value.code == "not_shared"
    control.pick_piece(store, made.id, shared.id, "try", True)
    control.reveal(store, made.id)
    tally = read(store, made.id).tally
    assert tally
    assert tally["questions"]["try"]["texts"] == ["Ask a parent first"]


def test_moderating_an_answer_of_another_meeting_is_refused(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS})
    other = make_meeting(store, configs={"icebreaker": CARDS}, account=made.account_id)
    saved = answer(store, made, open_activity(store, made, "icebreaker"), "a", {"text": "Hello"})
    with pytest.raises(CannotControl) as refused:
        control.hide_piece(store, other.id, saved.id, "text", True)
    assert refused.value.code == "unknown_answer"


def test_an_answer_given_for_somebody_is_counted_and_marked(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "spectrum")
    for _ in range(2):
        control.answer_for(store, made.id, Cast(new_id(), round_id, {"lines": {"expertise": 40}}))
    given = answers.current(store, round_id)
    assert [a.on_behalf for a in given] == [True, True]


def test_starting_for_real_clears_a_rehearsal_and_nothing_else(store: Store) -> None:
    made = make_meeting(store, live=False, show="at_five")
    past = make_meeting(store, account=made.account_id)
    kept = open_activity(store, past, "spectrum")
    answer(store, past, kept, "phone", {"lines": {"expertise": 10}})
    control.rehearse(store, made.id)
    assert read(store, made.id).meeting.shown == "at_once"
    tried = open_activity(store, made, "spectrum")
    answer(store, made, tried, "phone", {"lines": {"expertise": 90}})
    control.start_for_real(store, made.id)
    room = read(store, made.id)
    assert (room.meeting.phase, room.meeting.is_rehearsal, room.meeting.shown) == ("planned", False, "at_five")
    assert rounds.of_meeting(store, made.id) == []
    assert len(answers.current(store, kept)) == 1
    assert participants.count_of_meeting(store, made.id) == 0


def test_a_library_prompt_counts_as_used_once_it_is_asked_for_real(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS | {"prompt_id": "what-helped"}})
    control.show(store, made.id, made.activity_ids["icebreaker"])
    assert communities.prompts_used(store, made.community_id) == []
    control.open_round(store, made.id)
    assert communities.prompts_used(store, made.community_id) == ["what-helped"]


def test_another_prompt_before_opening_costs_nothing(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS})
    control.show(store, made.id, made.activity_ids["icebreaker"])
    asked = []
    for _ in range(4):
        control.draw_another(store, made.id)
        asked.append(read(store, made.id).config_json["prompt_id"])
    assert all(one != other for one, other in pairwise(asked))
    assert communities.prompts_used(store, made.community_id) == []
    assert read(store, made.id).config_json["answer"] == "text"
    control.open_round(store, made.id)
    assert communities.prompts_used(store, made.community_id) == asked[-1:]
    with pytest.raises(CannotControl):
        control.draw_another(store, made.id)


def test_an_ended_meeting_can_go_on(store: Store) -> None:
    made = make_meeting(store)
    open_activity(store, made, "spectrum")
    control.end(store, made.id)
    ended = meetings.by_id(store, made.id)
    assert ended
    assert ended.phase == "ended"
    control.go_on(store, made.id)
    going = meetings.by_id(store, made.id)
    assert going
    assert going.phase == "live"


def test_an_answer_with_anything_unknown_in_it_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse({"type": "answer", "id": new_id(), "round": "r", "value": {}, "name": "Ana"})
    assert refused.value.code == "unknown_keys"


def test_groups_of_company_stay_as_they_were_shown_when_a_closed_round_is_opened_again(store: Store) -> None:
    made = make_meeting(store, configs={"company": COMPANY["usual"]})
    round_id = open_activity(store, made, "company")
    for n in range(6):
        answer(store, made, round_id, f"phone {n}", {"join": True, "tag": f"t{n}"})
    control.reveal(store, made.id)
    shown = groups_shown(store, made.id)
    control.hide(store, made.id)
    control.keep_open(store, made.id)
    answer(store, made, round_id, "late", {"join": True, "tag": "a"})
    answer(store, made, round_id, "phone 0", {"join": True, "tag": "t0"})
    control.reveal(store, made.id)
    now_shown = groups_shown(store, made.id)
    assert all(set(before) <= set(after) for before, after in zip(shown, now_shown, strict=True))
    assert sorted(map(len, now_shown)) == [3, 4]
    control.open_round(store, made.id)
    assert "shown" not in read(store, made.id).config_json


def groups_shown(store: Store, meeting_id: str) -> list[list[str]]:
    tally = read(store, meeting_id).tally
    assert tally
    return list(tally["groups"])
