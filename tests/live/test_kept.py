"""What a facilitator decided about a text holds when its author sends the same text again."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import Entry, piece_id
from components.live import control, reading
from components.live.control import CannotControl
from components.live.room import read
from components.ui.written import pieces
from db import answers
from db.engine import Store
from tests.rooms import CARDS, Made, answer, make_meeting, open_activity

ASK = {"prompt": {"en": "Ask!"}}
PROPOSE = {"items": [], "top": 3, "propose": True}


def asked(store: Store) -> tuple[Made, str]:
    """A meeting with a question wall that takes questions."""
    made = make_meeting(store, configs={"questions": ASK})
    return made, open_activity(store, made, "questions")


def entry(store: Store, made: Made, place: int = 0) -> Entry:
    return read(store, made.id).entries[place]


def texts(store: Store, made: Made) -> list[str]:
    tally = read(store, made.id).tally
    assert tally
    return [each["text"] for each in tally["questions"]]


def test_a_question_stays_let_through_when_its_author_votes(store: Store) -> None:
    made, round_id = asked(store)
    first = answer(store, made, round_id, "ana", {"questions": ["When?", "Who?"]})
    reading.let_through(store, made.id, [(first.id, "questions.1")])
    answer(store, made, round_id, "ana", {"questions": ["When?", "Who?"], "votes": ["abc"]})
    assert texts(store, made) == ["Who?"]


def test_it_stays_so_where_it_moved_to_another_place_and_over_a_pass(store: Store) -> None:
    made, round_id = asked(store)
    first = answer(store, made, round_id, "ana", {"questions": ["When?", "Who?"]})
    reading.let_through(store, made.id, [(first.id, "questions.1")])
    answer(store, made, round_id, "ana", {"pass": True})
    assert texts(store, made) == []
    answer(store, made, round_id, "ana", {"questions": ["Who?"]})
    assert texts(store, made) == ["Who?"]


def test_a_changed_text_waits_anew_and_another_persons_is_another_text(store: Store) -> None:
    made, round_id = asked(store)
    first = answer(store, made, round_id, "ana", {"questions": ["When?"]})
    reading.let_through(store, made.id, [(first.id, "questions.0")])
    answer(store, made, round_id, "ana", {"questions": ["When, please?"]})
    answer(store, made, round_id, "bea", {"questions": ["When?"]})
    assert texts(store, made) == []


def test_a_mark_is_taken_back_for_good(store: Store) -> None:
    made, round_id = asked(store)
    value = {"questions": ["When?"]}
    first = answer(store, made, round_id, "ana", value)
    control.mark_piece(store, made.id, first.id, "questions.0", "answered", True)
    answer(store, made, round_id, "ana", value)
    again = entry(store, made)
    assert again.marks == {"questions.0": frozenset({"answered"})}
    control.mark_piece(store, made.id, again.answer_id, "questions.0", "answered", False)
    answer(store, made, round_id, "ana", value)
    assert not entry(store, made).marks


def test_a_hidden_card_stays_hidden_when_it_is_sent_again(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS})
    round_id = open_activity(store, made, "icebreaker")
    value = {"text": "Rosa was late"}
    control.hide_piece(store, made.id, answer(store, made, round_id, "ana", value).id, "text", True)
    answer(store, made, round_id, "ana", value)
    tally = read(store, made.id).tally
    assert tally
    assert tally["texts"] == []


def test_what_was_merged_into_a_text_follows_it(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE})
    round_id = open_activity(store, made, "ranking")
    kept = answer(store, made, round_id, "ana", {"items": ["Buses"]})
    gone = answer(store, made, round_id, "bea", {"items": ["Bus lines"]})
    control.merge_piece(store, made.id, gone.id, "items.0", (kept.id, "items.0"))
    again = answer(store, made, round_id, "ana", {"items": ["Parks", "Buses"]})
    [merged] = [found for found in answers.moderations(store, round_id) if found.merged_into]
    assert merged.merged_into == piece_id(again.id, "items.1")


def test_a_mark_the_kind_does_not_have_is_refused(store: Store) -> None:
    made, round_id = asked(store)
    first = answer(store, made, round_id, "ana", {"questions": ["When?"]})
    with pytest.raises(CannotControl):
        control.mark_piece(store, made.id, first.id, "questions.0", "loved", True)
    other = make_meeting(store, configs={"questions": ASK}, account=made.account_id)
    open_activity(store, other, "questions")
    with pytest.raises(CannotControl):
        control.mark_piece(store, other.id, first.id, "questions.0", "answered", True)


def test_what_waits_comes_first_on_the_desk_and_nothing_jumps_when_its_author_votes(store: Store) -> None:
    made, round_id = asked(store)
    given: list[Any] = [answer(store, made, round_id, f"p{n}", {"questions": [f"Question {n}?"]}) for n in range(6)]
    for saved in given[:4]:
        control.mark_piece(store, made.id, saved.id, "questions.0", "answered", True)
    before = [(shown.text, shown.key) for shown in pieces(read(store, made.id))]
    assert {text for text, _ in before[:2]} == {"Question 4?", "Question 5?"}
    for n in range(6):
        answer(store, made, round_id, f"p{n}", {"questions": [f"Question {n}?"], "votes": ["abc"]})
    assert [(shown.text, shown.key) for shown in pieces(read(store, made.id))] == before
