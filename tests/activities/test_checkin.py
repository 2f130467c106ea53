"""Check-in: what may be said, what is counted, and which commitments are due."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import Earlier, Entry, InvalidAnswer, InvalidConfig, Json, Promise, count, piece_id
from components.activities.checkin import chart
from components.activities.checkin.model import KIND, MOST_DUE, STATUSES, Answer, Config, is_due, recalls
from components.activities.reflection.model import KIND as REFLECTION
from components.charts import Figure, Look, Moment
from tests.examples.checkin import DID, EXAMPLES, OBSTACLE

BOTH, ALONE = EXAMPLES["both questions"], EXAMPLES["one question"]
CONFIG: Config = KIND.parse_config(BOTH)


def parse(value: Any, config: Json = BOTH) -> Answer:
    answer = KIND.parse_answer(KIND.parse_config(config), "answer", value)
    assert isinstance(answer, Answer)
    return answer


def saying(*said: str, obstacle: str = "", **more: Any) -> list[Entry]:
    """One person per word, each with one commitment; `none` had none."""
    return [
        Entry(f"p{n}", f"a{n}", Answer({} if word == "none" else {"c": word}, obstacle), **more)
        for n, word in enumerate(said)
    ]


def tally_of(entries: list[Entry], least: int = 1) -> Json:
    return KIND.tally(CONFIG, "answer", entries, least)


@pytest.mark.parametrize(
    "value",
    [
        {"did": "none"},
        {"did": {"c1": "done"}},
        {"did": {"c1": "done", "c2": "not_yet"}, "obstacle": "The bus"},
        {"did": {"c1": "partly"}, "obstacle": None},
    ],
)
def test_what_became_of_each_commitment_may_be_said_or_that_there_was_none(value: Json) -> None:
    parse(value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({}, "wrong_shape"),
        ({"did": None}, "wrong_shape"),
        ({"did": "done"}, "wrong_shape"),
        ({"did": ["done"]}, "wrong_shape"),
        ({"did": {}}, "empty"),
        ({"did": {"c": "maybe"}}, "wrong_shape"),
        ({"did": {"a commitment": "done"}}, "wrong_shape"),
        ({"did": {f"c{n}": "done" for n in range(MOST_DUE + 1)}}, "too_many"),
        ({"did": {"c": "partly"}, "obstacle": "x" * 281}, "too_long"),
        ({"did": {"c": "partly"}, "obstacle": 3}, "wrong_shape"),
        ({"did": "none", "obstacle": "No time"}, "unknown_keys"),
        ({"did": {"c": "done"}, "text": "Call two families"}, "unknown_keys"),
    ],
)
def test_an_answer_of_another_shape_is_refused(value: Json, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse(value)
    assert refusal.value.code == code


def test_where_nobody_asks_what_got_in_the_way_it_cannot_be_said() -> None:
    with pytest.raises(InvalidAnswer):
        parse({"did": {"c": "partly"}, "obstacle": "The bus"}, ALONE)


@pytest.mark.parametrize(
    "config",
    [
        {"questions": []},
        {"questions": [OBSTACLE]},
        {"questions": [OBSTACLE, DID]},
        {"questions": [DID, OBSTACLE, DID]},
        {"questions": [{**DID, "text": {}}]},
        {"questions": [{**DID, "type": "text"}]},
    ],
)
def test_only_the_two_questions_can_be_asked_in_their_order(config: Json) -> None:
    with pytest.raises(InvalidConfig):
        KIND.parse_config(config)


# ---- counting ----


def test_the_group_is_counted_by_what_became_of_commitments() -> None:
    entries = [
        *saying("done", "done", "partly", "not_yet", "none"),
        Entry("q", "b", Answer({"c": "done", "d": "partly"})),
    ]
    assert tally_of(entries) == {
        "n": 6,
        "none": 1,
        "questions": {"did": {"n": 5, "done": 3, "partly": 2, "not_yet": 1}, "obstacle": {"n": 0}},
    }


def test_fewer_than_five_people_with_a_commitment_are_not_counted_out_loud() -> None:
    found = count(KIND, CONFIG, "answer", saying("done", "not_yet", *["none"] * 6), 5)
    assert found["questions"]["did"] == {"n": 2, "hidden": "few"}
    assert found["none"] == 6


def test_what_fewer_than_five_people_wrote_is_withheld() -> None:
    entries = [*saying(*["partly"] * 3, obstacle="The bus"), *saying(*["done"] * 6)]
    assert tally_of(entries, 5)["questions"]["obstacle"] == {"n": 3, "hidden": "few"}


@given(st.lists(st.sampled_from([*STATUSES, "none"]), max_size=14), st.sampled_from([1, 5]))
def test_a_tally_holds_numbers_and_no_word_of_anybody(said: list[str], least: int) -> None:
    found = json.dumps(count(KIND, CONFIG, "answer", saying(*said, obstacle="My supervisor"), least))
    assert "supervisor" not in found
    assert '"c"' not in found


def test_a_spreadsheet_counts_and_names_no_commitment() -> None:
    answer = parse({"did": {"c1": "done", "c2": "done", "c3": "not_yet"}, "obstacle": "The bus"})
    assert KIND.flat(CONFIG, "answer", answer) == {
        "did.done": 2, "did.partly": None, "did.not_yet": 1, "none": None, "obstacle": "The bus"
    }  # fmt: skip


# ---- what is due ----

TRY = Promise("try", "Call two families", "2026-05-30", "Time")


def promised(meeting: str, *promises: Promise) -> Earlier:
    return Earlier(meeting, f"reflection-{meeting}", object(), promises)


def said(meeting: str, made_in: str, status: str, part: str = "try") -> Earlier:
    return Earlier(meeting, f"check-in-{meeting}", Answer({piece_id(f"reflection-{made_in}", part): status}))


def due(*earlier: Earlier) -> list[str]:
    return [each["text"] for each in recalls(earlier)["commitments"]]


def test_a_commitment_comes_back_in_its_writers_own_words() -> None:
    assert recalls([promised("one", TRY)]) == {
        "commitments": [
            {
                "id": piece_id("reflection-one", "try"),
                "text": "Call two families",
                "by": "2026-05-30",
                "obstacle": "Time",
            }
        ]
    }


def test_who_promised_nothing_is_asked_nothing() -> None:
    assert recalls([]) == {"commitments": []}
    assert recalls([promised("one"), said("two", "one", "done")]) == {"commitments": []}


@pytest.mark.parametrize(
    ("story", "is_asked_again"),
    [
        ([], True),
        (["done"], False),
        (["partly"], True),
        (["partly", "partly", "partly"], True),
        (["not_yet"], True),
        (["not_yet", "not_yet"], False),
        (["not_yet", "partly"], True),
        (["not_yet", "partly", "not_yet"], False),
        (["partly", "done"], False),
    ],
)
def test_a_commitment_is_due_until_it_is_done_or_twice_not_yet(story: list[str], is_asked_again: bool) -> None:
    assert is_due(story) == is_asked_again
    later = [said(f"meeting {n}", "one", status) for n, status in enumerate(story)]
    assert due(promised("one", TRY), *later) == (["Call two families"] if is_asked_again else [])


def test_not_yet_twice_in_one_meeting_is_said_once() -> None:
    again = [said("two", "one", "not_yet"), said("two", "one", "not_yet")]
    assert due(promised("one", TRY), *again) == ["Call two families"]


def test_the_last_word_of_a_meeting_counts() -> None:
    assert due(promised("one", TRY), said("two", "one", "done"), said("two", "one", "partly")) == ["Call two families"]


def test_a_commitment_said_again_in_another_round_is_asked_once() -> None:
    again = Promise("try", "Call three families")
    assert due(promised("one", TRY), promised("one", again)) == ["Call three families"]


def test_the_newest_come_first_and_not_more_than_a_few() -> None:
    story = [promised(f"meeting {n}", Promise("try", f"Thing {n}")) for n in range(8)]
    assert due(*story) == ["Thing 7", "Thing 6", "Thing 5", "Thing 4", "Thing 3"]


def test_what_was_promised_together_comes_back_in_its_order() -> None:
    together = promised("two", Promise("first", "Write"), Promise("second", "Read"))
    assert due(promised("one", TRY), together) == ["Write", "Read", "Call two families"]


def test_another_persons_check_in_cannot_settle_what_was_never_asked() -> None:
    assert due(promised("one", TRY), said("two", "elsewhere", "done")) == ["Call two families"]


def test_a_reflection_promises_its_commitments_and_nothing_else() -> None:
    questions = [
        {"id": name, "text": {"en": name}, "type": type_}
        for name, type_ in (("useful", "rating"), ("note", "text"), ("try", "commitment"), ("also", "commitment"))
    ]
    config = REFLECTION.parse_config({"questions": questions})
    value = {"useful": 4, "note": "Thanks", "try": {"text": "Call", "by": "2031-05-30"}, "also": "Write"}
    assert REFLECTION.promises
    assert REFLECTION.promises(config, "answer", REFLECTION.parse_answer(config, "answer", value)) == [
        Promise("try", "Call", "2031-05-30"), Promise("also", "Write")
    ]  # fmt: skip


# ---- what the pictures say ----


def headline(*words: str, least: int = 1, language: str = "en") -> str:
    return chart.headline(BOTH, "answer", tally_of(saying(*words), least), language)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["done"] * 6, "All of our commitments are done."),
        (["done"] * 6 + ["not_yet"] * 2, "Nearly all of our commitments are done."),
        (["done"] * 6 + ["partly"] * 4 + ["not_yet"], "6 of our 11 commitments are done, 4 partly."),
        (["done"] * 4 + ["partly"] * 2 + ["not_yet"] * 3, "4 of our 9 commitments are done."),
        (["done"] + ["partly"] * 4 + ["not_yet"] * 5, "5 of our 10 commitments are done or on their way."),
        (["partly"] * 8 + ["not_yet"], "Nearly all of our commitments are done or on their way."),
        (["partly"] + ["not_yet"] * 8, "Most of our commitments are still to come."),
        (["none"] * 6, "No commitments to look back at this time."),
        (["done"] * 2, "The first answers are in."),
    ],
)
def test_a_sentence_counts_what_is_done_and_points_at_nobody(words: list[str], sentence: str) -> None:
    assert headline(*words) == sentence


def test_too_few_commitments_are_no_picture_but_a_sentence() -> None:
    tally = tally_of(saying("done", "not_yet", *["none"] * 6), 5)
    assert chart.picture(BOTH, "answer", tally, Look("en", "wall")) is None
    assert chart.headline(BOTH, "answer", tally, "en").startswith("The picture appears once 5 people")
    assert not [cell for row in chart.plain(BOTH, "answer", tally, "en") for cell in row.values() if cell in (1, 2)]


def test_the_picture_shows_the_three_counts() -> None:
    picture = chart.picture(BOTH, "answer", tally_of(saying(*["done"] * 4, *["not_yet"] * 3, "none")), Look("es"))
    assert isinstance(picture, Figure)
    assert picture.figure.layout.meta["numbers"] == {"did": {"done": 4, "partly": 0, "not_yet": 3}, "none": 1}
    assert "Cumplido: 4, En parte: 0, Todavía no: 3" in picture.alt


def test_a_trend_has_a_column_for_each_meeting_that_had_commitments() -> None:
    def moment(day: str, *words: str) -> Moment:
        return Moment(day, "A meeting", day, BOTH, "answer", tally_of(saying(*words), 5))

    story = [
        moment("2026-05-14", *["done"] * 7, *["partly"] * 3),
        moment("2026-01-22", *["done"] * 3, *["not_yet"] * 5),
        moment("2026-03-12", "done", "done"),
        moment("2026-04-12", *["none"] * 9),
    ]
    [picture] = chart.trend(story, Look("en"))
    assert isinstance(picture, Figure)
    assert picture.figure.layout.meta["numbers"] == {"did": [["2026-01-22", 3, 0, 5], ["2026-05-14", 7, 3, 0]]}
    assert picture.alt.startswith("At first 3 of 8 commitments were done, at the latest meeting 7 of 10.")
