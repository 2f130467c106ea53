"""The question wall: its gates, who sees what, how votes count, and what it says."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, count, piece_id
from components.activities.questions.chart import headline, picture, plain, trend
from components.activities.questions.model import (
    ANSWERED,
    KIND,
    LONGEST_QUESTION,
    Answer,
    Config,
    parse_answer,
    parse_config,
    question_id,
    starter,
    unanswered,
)
from components.charts import Cards, Figure, Look, Moment, Quote

AT_ONCE = parse_config({"prompt": {"en": "Ask!"}, "wait": False})
WAITING = parse_config({"prompt": {"en": "Ask!"}})
WHEN, WHO = "When does it start?", "Who decides?"


def entry(person: str, *questions: str, votes: tuple[str, ...] = (), **more: Any) -> Entry:
    """What somebody asks, and the words of the questions they vote for."""
    return Entry(person, f"a-{person}", Answer(questions, frozenset(map(question_id, votes))), **more)


def on(part: int, *marks: str) -> dict[str, frozenset[str]]:
    return {f"questions.{part}": frozenset(marks)}


def shown(config: Config, *entries: Entry, least: int = 1) -> list[Any]:
    """Words and votes of what everybody sees."""
    return [(each["text"], each["votes"]) for each in count(KIND, config, "answer", entries, least)["questions"]]


# Gates


def test_a_config_waits_unless_it_says_otherwise() -> None:
    assert parse_config(starter()).wait
    assert parse_config({"prompt": {"es": "¿Qué?"}}) == Config({"es": "¿Qué?"}, True)
    assert not AT_ONCE.wait


@pytest.mark.parametrize("config", [{"prompt": {}}, {"prompt": {"en": "x" * 161}}, {"prompt": {"en": "x"}, "wait": 1}])
def test_a_config_of_another_shape_is_refused(config: Json) -> None:
    with pytest.raises(InvalidConfig):
        parse_config(config)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({}, "empty"),
        ({"questions": [], "votes": []}, "empty"),
        ({"questions": [" "]}, "empty"),
        ({"questions": ["x" * (LONGEST_QUESTION + 1)]}, "too_long"),
        ({"questions": ["1", "2", "3", "4"]}, "questions.too_many_questions"),
        ({"votes": ["a", "a"]}, "same_id_twice"),
        ({"votes": ["no such id!"]}, "wrong_shape"),
        ({"votes": ["v"] * 201}, "too_many"),
        ({"questions": "When?"}, "wrong_shape"),
    ],
)
def test_an_answer_of_another_shape_is_refused(value: Json, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse_answer(AT_ONCE, "answer", value)
    assert refusal.value.code == code


def test_the_same_question_twice_counts_once_and_votes_alone_are_an_answer() -> None:
    assert parse_answer(AT_ONCE, "answer", {"questions": ["When? ", "when?", "Who?"]}) == Answer(("When?", "Who?"))
    assert parse_answer(AT_ONCE, "answer", {"votes": ["abc"]}) == Answer((), frozenset({"abc"}))


# Who sees what


def test_a_question_that_waits_is_counted_and_not_seen() -> None:
    waits = frozenset({"questions.0", "questions.1"})
    tally = count(KIND, WAITING, "answer", [entry("ana", WHEN, WHO, hidden=waits, held=waits)], 1)
    assert (tally["questions"], tally["waiting"]) == ([], 2)
    rest = frozenset({"questions.0"})
    tally = count(KIND, WAITING, "answer", [entry("ana", WHEN, WHO, hidden=rest, held=rest)], 1)
    assert ([each["text"] for each in tally["questions"]], tally["waiting"]) == ([WHO], 1)


def test_a_question_that_one_person_wrote_may_be_seen_while_the_same_of_another_waits() -> None:
    waits = frozenset({"questions.0"})
    tally = count(KIND, WAITING, "answer", [entry("ana", WHEN), entry("bea", WHEN, hidden=waits, held=waits)], 1)
    assert ([each["text"] for each in tally["questions"]], tally["waiting"]) == ([WHEN], 0)


def test_a_hidden_question_is_nowhere() -> None:
    hidden = entry(
        "ana", WHEN, marks=on(0, ANSWERED), picked=frozenset({"questions.0"}), hidden=frozenset({"questions.0"})
    )
    tally = count(KIND, WAITING, "answer", [hidden], 1)
    assert (tally["questions"], tally["waiting"], tally["now"]) == ([], 0, None)


def test_the_first_question_is_seen_where_pictures_wait_for_five_and_its_votes_are_not() -> None:
    assert shown(AT_ONCE, entry("ana", WHEN), entry("bea", votes=(WHEN,)), least=5) == [(WHEN, None)]


def test_the_words_an_author_wrote_are_told_nobody_once_they_were_changed() -> None:
    changed = entry("ana", "Why did Rosa say no?", wording={"questions.0": "Why was it no?"})
    tally = count(KIND, AT_ONCE, "answer", [changed], 1)
    assert tally["questions"][0]["text"] == "Why was it no?"
    assert tally["questions"][0]["id"] == question_id("Why was it no?")
    assert question_id("Why did Rosa say no?") not in str(tally)


# Votes


def test_questions_stand_in_the_order_of_their_votes_and_equals_by_no_order_of_arrival() -> None:
    asked = [entry("ana", WHEN), entry("bea", WHO), entry("cleo", votes=(WHO,))]
    assert shown(AT_ONCE, *asked) == [(WHO, 1), (WHEN, 0)]
    equals = [entry("ana", WHEN), entry("bea", WHO)]
    assert shown(AT_ONCE, *equals) == shown(AT_ONCE, *equals[::-1])


def test_nobody_votes_for_an_own_question() -> None:
    assert shown(AT_ONCE, entry("ana", WHEN, votes=(WHEN,)), entry("bea", WHEN.upper(), votes=(WHEN,))) == [
        (min(WHEN, WHEN.upper()), 0)
    ]


def test_a_vote_for_a_question_that_was_withdrawn_counts_nowhere() -> None:
    assert shown(AT_ONCE, entry("ana", WHO), entry("bea", votes=(WHEN,))) == [(WHO, 0)]


def test_a_table_votes_with_everybody_at_it() -> None:
    assert shown(AT_ONCE, entry("ana", WHEN), entry("table", votes=(WHEN,), people=4)) == [(WHEN, 4)]


def test_merged_questions_add_their_votes_and_a_person_counts_once() -> None:
    merged = entry("bea", WHO, merged={"questions.0": piece_id("a-ana", "questions.0")})
    voters = [entry("cleo", votes=(WHEN, WHO)), entry("dora", votes=(WHO,)), entry("eva", votes=(WHEN,))]
    assert shown(AT_ONCE, entry("ana", WHEN), merged, *voters) == [(WHEN, 3)]


def test_a_merge_into_something_merged_itself_counts_at_the_end_of_the_line() -> None:
    one = entry("ana", WHEN)
    two = entry("bea", WHO, merged={"questions.0": piece_id("a-ana", "questions.0")})
    three = entry("cleo", "Who is it?", merged={"questions.0": piece_id("a-bea", "questions.0")})
    assert shown(AT_ONCE, one, two, three, entry("dora", votes=("Who is it?",))) == [(WHEN, 1)]


def test_a_vote_from_before_a_question_was_reworded_still_counts() -> None:
    reworded = entry("ana", WHEN, wording={"questions.0": "When do we start?"})
    votes = [entry("bea", votes=(WHEN,)), entry("cleo", votes=("When do we start?",)), entry("dora", votes=())]
    assert shown(AT_ONCE, reworded, *votes) == [("When do we start?", 2)]


@pytest.mark.parametrize(("voters", "votes"), [(0, None), (4, None), (5, 5), (6, 6)])
def test_votes_of_fewer_than_five_are_not_told(voters: int, votes: int | None) -> None:
    given = [entry(f"v{number}", votes=(WHEN,)) for number in range(voters)]
    assert shown(AT_ONCE, entry("ana", WHEN), *given, least=5) == [(WHEN, votes)]


def test_votes_a_facilitator_gave_for_others_bring_none_nearer() -> None:
    given = [entry(f"v{number}", votes=(WHEN,)) for number in range(4)]
    behalf = [entry(f"b{number}", votes=(WHEN,), on_behalf=True) for number in range(3)]
    assert shown(AT_ONCE, entry("ana", WHEN), *given, *behalf, least=5) == [(WHEN, None)]


def test_few_votes_change_no_order() -> None:
    asked = [entry("ana", WHEN), entry("bea", WHO)]
    before = shown(AT_ONCE, *asked, least=5)
    for question in (WHEN, WHO):
        votes = [entry(f"v{number}", votes=(question,)) for number in range(4)]
        assert shown(AT_ONCE, *asked, *votes, least=5) == before


def test_pretend_phones_vote_for_what_others_of_them_ask() -> None:
    rng = Random(4)
    values = [KIND.pretend(AT_ONCE, "answer", rng, 0.2) for _ in range(30)]
    entries = [Entry(f"p{n}", f"a{n}", parse_answer(AT_ONCE, "answer", value)) for n, value in enumerate(values)]
    votes = [each["votes"] for each in count(KIND, AT_ONCE, "answer", entries, 1)["questions"]]
    assert votes == sorted(votes, reverse=True)
    assert votes[0] > votes[-1]
    assert votes[0] > 10


# What is said


def tally_of(*rows: tuple[str, int | None, bool], **more: Any) -> Json:
    questions = [
        {"id": question_id(text), "text": text, "votes": votes, "answered": done} for text, votes, done in rows
    ]
    return {"n": 9, "questions": questions, "waiting": 0, "now": None, **more}


def test_what_is_still_to_be_answered_is_one_call_away() -> None:
    tally = tally_of((WHO, 7, True), (WHEN, 5, False), ("How?", None, False))
    assert [each["text"] for each in unanswered(tally)] == [WHEN, "How?"]


def test_the_wall_shows_answered_questions_last_and_says_how_many_are_open() -> None:
    tally = tally_of((WHO, 7, True), (WHEN, 1, False), ("How?", None, False))
    assert picture(starter(), "answer", tally, Look(size="wall")) == Cards(
        [WHEN, "How?", WHO], ["1 vote", "", "answered"]
    )
    assert headline(starter(), "answer", tally, "en") == "3 questions. 2 are still open."
    assert headline(starter(), "answer", tally, "es") == "3 preguntas. Faltan 2 por responder."
    assert [list(row.values()) for row in plain(starter(), "answer", tally, "en")] == [
        [WHEN, 1, "not yet"], ["How?", "–", "not yet"], [WHO, 7, "yes"],
    ]  # fmt: skip


def test_the_question_that_was_picked_has_the_wall_to_itself() -> None:
    tally = tally_of((WHO, 7, False), (WHEN, 1, False), now=question_id(WHEN))
    assert picture(starter(), "answer", tally, Look(size="wall")) == Quote(WHEN)
    assert isinstance(picture(starter(), "answer", tally, Look(size="page")), Cards)


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (tally_of(), "No questions to see yet."),
        (tally_of(waiting=3), "No questions to see yet."),
        (tally_of((WHO, 0, False)), "1 question."),
        (tally_of((WHO, 0, True)), "1 question. It was answered."),
        (tally_of((WHO, 0, True), (WHEN, 0, True)), "2 questions. All of them were answered."),
        (tally_of((WHO, 0, True), (WHEN, 0, False)), "2 questions. 1 is still open."),
    ],
)
def test_a_sentence_says_how_far_the_wall_is(tally: Json, said: str) -> None:
    assert headline(starter(), "answer", tally, "en") == said


def test_the_history_counts_questions_and_what_is_left_of_the_latest() -> None:
    held = [("2026-01-22", tally_of((WHO, 7, False))), ("2026-03-12", tally_of((WHO, 7, True), (WHEN, 5, False)))]
    moments = [Moment(day, "A meeting", day, starter(), "answer", tally) for day, tally in held]
    [figure] = trend(moments, Look())
    assert isinstance(figure, Figure)
    assert figure.figure.layout.meta["numbers"]["questions"] == [["2026-01-22", 1, 1], ["2026-03-12", 2, 1]]
    assert "3 questions were asked so far. 1 from the latest meeting is still open." in figure.alt
