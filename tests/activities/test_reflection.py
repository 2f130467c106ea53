"""Reflection: ratings are counted; texts are shown only when allowed and picked."""

from __future__ import annotations

from datetime import date
from random import Random
from statistics import mean
from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, Piece
from components.activities.reflection.model import KIND, Answer, Commitment, Config, Lesson
from components.activities.reflection.presets import PRESETS

EXIT = KIND.parse_config(PRESETS["exit"])
ASK = {"id": "q", "text": {"en": "A question"}, "type": "text"}


def parse(value: Any, config: Config = EXIT) -> Answer:
    answer = KIND.parse_answer(config, "answer", value)
    assert isinstance(answer, Answer)
    return answer


def entry(number: int, value: Json, **more: Any) -> Entry:
    return Entry(f"p{number}", f"a{number}", parse(value), **more)


def questions(entries: list[Entry], least: int = 1) -> Json:
    found = KIND.tally(EXIT, "answer", entries, least)["questions"]
    assert isinstance(found, dict)
    return found


def test_the_exit_reflection_has_at_most_four_questions_and_one_of_each_type() -> None:
    assert [question.type for question in EXIT.questions] == ["rating", "text", "commitment", "lesson"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "growing",
            "What are we learning and how are we applying it? What impacts and outcomes are we beginning to see? "
            "How can we maintain our momentum? Expand, mentor new members? How to share learning with key "
            "stakeholders?",
        ),
        (
            "sustaining",
            "What feedback are we receiving from stakeholders? What sense of purpose and value are we experiencing? "
            "How might our original purpose/focus now be shifting? Do we want to keep going? And, if so, what do we "
            "want to continue learning?",
        ),
    ],
)
def test_a_stage_review_asks_in_the_sources_words(name: str, words: str) -> None:
    assert " ".join(question["text"]["en"] for question in PRESETS[name]["questions"]) == words


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_a_rating_to_follow_over_time(name: str) -> None:
    assert any(question["type"] == "rating" for question in PRESETS[name]["questions"])
    assert PRESETS[name]["set"] == name


def test_an_answer_may_leave_questions_out() -> None:
    assert parse({"useful": 4}) == Answer({"useful": 4})


def test_a_full_answer_is_read_as_it_was_meant() -> None:
    value = {
        "useful": 5,
        "differently": " More time\u200b ",
        "try": {"text": "Call two families", "by": "2031-03-01", "obstacle": "Time"},
        "lesson": {"worked": "Texting", "did_not": " "},
        "share": ["lesson", "differently", "lesson"],
    }
    assert parse(value) == Answer(
        {
            "useful": 5,
            "differently": "More time",
            "try": Commitment("Call two families", date(2031, 3, 1), "Time"),
            "lesson": Lesson("Texting", ""),
        },
        frozenset({"lesson", "differently"}),
    )


def test_a_plain_sentence_will_do_for_a_commitment() -> None:
    assert parse({"try": "Call two families"}) == parse({"try": {"text": "Call two families", "by": None}})


def test_sharing_what_was_not_answered_means_nothing() -> None:
    assert parse({"useful": 4, "share": ["lesson"]}).share == frozenset()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({}, "empty"),
        ({"share": []}, "empty"),
        ({"useful": 0}, "out_of_range"),
        ({"useful": 6}, "out_of_range"),
        ({"useful": True}, "wrong_shape"),
        ({"useful": 3.0}, "wrong_shape"),
        ({"useful": "3"}, "wrong_shape"),
        ({"useful": None}, "wrong_shape"),
        ({"differently": " \n"}, "empty"),
        ({"differently": "x" * 501}, "too_long"),
        ({"differently": ["x"]}, "wrong_shape"),
        ({"lesson": {}}, "empty"),
        ({"lesson": {"worked": "", "did_not": None}}, "empty"),
        ({"lesson": "It worked"}, "wrong_shape"),
        ({"lesson": {"worked": "x" * 501}}, "too_long"),
        ({"lesson": {"worked": "x", "maybe": "y"}}, "unknown_keys"),
        ({"try": ""}, "empty"),
        ({"try": {"by": "2031-03-01"}}, "wrong_shape"),
        ({"try": {"text": "x", "by": "soon"}}, "not_a_date"),
        ({"try": {"text": "x", "by": "2031-02-30"}}, "not_a_date"),
        ({"try": {"text": "x", "by": "20310301"}}, "not_a_date"),
        ({"try": {"text": "x", "by": "2031-03-01\n"}}, "not_a_date"),
        ({"try": {"text": "x", "by": 20310301}}, "not_a_date"),
        ({"try": {"text": "x", "obstacle": "x" * 501}}, "too_long"),
        ({"useful": 3, "share": "useful"}, "wrong_shape"),
        ({"useful": 3, "share": [3]}, "wrong_shape"),
        ({"useful": 3, "share": ["other"]}, "unknown_keys"),
        ({"useful": 3, "name": "Ana"}, "unknown_keys"),
    ],
)
def test_any_other_answer_is_refused(value: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse(value)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"questions": []}, "empty"),
        ({"questions": [{**ASK, "id": f"q{n}"} for n in range(9)]}, "too_many"),
        ({"questions": [ASK, ASK]}, "same_id_twice"),
        ({"questions": [{**ASK, "id": "share"}]}, "reserved_id"),
        ({"questions": [{**ASK, "id": "pass"}]}, "reserved_id"),
        ({"questions": [{**ASK, "type": "essay"}]}, "wrong_shape"),
        ({"questions": [{**ASK, "max_length": 0}]}, "out_of_range"),
        ({"questions": [{**ASK, "max_length": 2001}]}, "out_of_range"),
        ({"questions": [{**ASK, "max_length": True}]}, "wrong_shape"),
        ({"questions": [{**ASK, "colour": "red"}]}, "unknown_keys"),
        ({"questions": [ASK], "set": "another"}, "wrong_shape"),
    ],
)
def test_a_config_that_cannot_be_asked_is_refused(config: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config(config)
    assert refusal.value.code == code


def test_a_question_says_how_long_its_answer_may_be() -> None:
    config = KIND.parse_config({"questions": [{**ASK, "max_length": 3}]})
    assert parse({"q": "abc"}, config).replies == {"q": "abc"}
    with pytest.raises(InvalidAnswer):
        parse({"q": "abcd"}, config)


def test_ratings_are_counted_from_one_to_five() -> None:
    entries = [entry(number, {"useful": rating}) for number, rating in enumerate((1, 4, 4, 5, 5))]
    assert questions(entries)["useful"] == {"n": 5, "ratings": [1, 0, 0, 2, 2]}
    assert questions(entries)["lesson"] == {"n": 0}


def test_a_question_few_replied_to_is_hidden() -> None:
    share = {"differently": "Tea", "useful": 3, "share": ["differently"]}
    entries = [entry(number, share, picked=frozenset({"differently"})) for number in range(4)]
    found = questions([*entries, *(entry(number, {"useful": 5}) for number in range(4, 6))], least=5)
    assert found["differently"] == {"n": 4, "hidden": "few"}
    assert found["useful"] == {"n": 6, "ratings": [0, 0, 4, 0, 2]}


def test_a_table_counts_with_everybody_at_it() -> None:
    assert questions([entry(1, {"useful": 2}, people=3)])["useful"] == {"n": 3, "ratings": [0, 3, 0, 0, 0]}


def test_no_text_is_shown_by_itself() -> None:
    assert questions([entry(1, {"differently": "Tea", "share": ["differently"]})])["differently"] == {"n": 1}


def test_a_picked_text_is_shown_only_if_its_writer_allowed_it() -> None:
    picked = frozenset({"differently"})
    entries = [
        entry(1, {"differently": "Allowed", "share": ["differently"]}, picked=picked),
        entry(2, {"differently": "For facilitators"}, picked=picked),
        entry(3, {"differently": "Hidden", "share": ["differently"]}, picked=picked, hidden=picked),
        entry(4, {"differently": "Not picked", "share": ["differently"]}),
        entry(5, {"differently": "Ask Ana", "share": ["differently"]}, picked=picked, wording={"differently": "Ask"}),
    ]
    found = questions(entries)["differently"]
    assert found["n"] == 5
    assert sorted(found["texts"]) == ["Allowed", "Ask"]


def test_the_halves_of_a_lesson_are_picked_one_by_one() -> None:
    value = {"lesson": {"worked": "Texting", "did_not": "Letters"}, "share": ["lesson"]}
    found = questions([entry(1, value, picked=frozenset({"lesson.did_not"}))])
    assert found["lesson"] == {"n": 1, "texts": ["Letters"]}


def test_written_pieces_have_addresses_and_know_whether_they_may_be_read_aloud() -> None:
    answer = parse(
        {
            "try": {"text": "Call", "obstacle": "Time"},
            "lesson": {"did_not": "Letters"},
            "useful": 2,
            "share": ["lesson", "useful"],
        }
    )
    assert KIND.pieces(EXIT, "answer", answer) == [
        Piece("try", "Call"),
        Piece("try.obstacle", "Time"),
        Piece("lesson.did_not", "Letters"),
    ]
    assert KIND.may_share(answer, "lesson.did_not")
    assert not KIND.may_share(answer, "try.obstacle")


def test_a_reflection_never_shows_by_itself() -> None:
    assert not KIND.shows_live(EXIT, "answer")
    assert not KIND.is_exempt(EXIT, "answer")
    assert KIND.is_quiet


def test_the_spreadsheet_has_a_column_for_every_part() -> None:
    answer = parse({"try": {"text": "Call", "by": "2031-03-01"}, "useful": 2, "share": ["try"]})
    assert KIND.flat(EXIT, "answer", answer) == {
        "useful": 2,
        "differently": None,
        "try": "Call",
        "try.by": "2031-03-01",
        "try.obstacle": None,
        "lesson.worked": None,
        "lesson.did_not": None,
        "share": "try",
    }


def test_pretended_ratings_lean_with_the_mood() -> None:
    rng = Random(4)
    low, high = (mean(KIND.pretend(EXIT, "answer", rng, mood)["useful"] for _ in range(200)) for mood in (-0.8, 0.8))
    assert high > low + 1
