"""Workgroups: what may be answered, how it is counted, what is said, and what they are made of."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, Piece, count
from components.activities.registry import ACTIVITIES
from components.activities.talk.model import KIND as TALK
from components.activities.talk.model import LONGEST_TEXT
from components.activities.talk.presets import heard
from components.activities.workgroups import chart
from components.activities.workgroups.model import KIND, MOST_GROUPS, Answer, groups_of
from components.charts import Cards, Figure, Look, Moment
from components.text import t
from tests.examples.workgroups import EXAMPLES

THREE: Json = EXAMPLES["three"]
CONFIG = KIND.parse_config(THREE)
WALL = Look("en", "wall")


def joined(*answers: Answer, **more: Any) -> list[Entry]:
    return [Entry(f"p{number}", f"a{number}", given, **more) for number, given in enumerate(answers)]


def tally(entries: list[Entry], least: int = 1) -> Json:
    return count(KIND, CONFIG, "answer", entries, least)


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ([], "empty"),
        ([{"id": f"g{n}", "text": {"en": "One"}} for n in range(MOST_GROUPS + 1)], "too_many"),
        ([THREE["groups"][0]] * 2, "same_id_twice"),
        ([{"id": "blank", "text": {"en": " "}}], "empty"),
        ([{"id": "long", "text": {"en": "x" * 121}}], "too_long"),
        ([{"id": "bare"}], "wrong_shape"),
    ],
)
def test_groups_nobody_could_join_are_refused(groups: list[Json], code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({"groups": groups})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"lead": True}, "wrong_shape"),
        ({"group": "gone"}, "unknown_choice"),
        ({"group": ["housing"]}, "unknown_choice"),
        ({"group": "housing", "lead": "yes"}, "wrong_shape"),
        ({"group": "housing", "step": "x" * 121}, "too_long"),
        ({"group": "housing", "contact": "x" * 121}, "too_long"),
        ({"group": "housing", "contact": {"phone": "1"}}, "wrong_shape"),
        ({"group": "housing", "name": "Rosa"}, "unknown_keys"),
    ],
)
def test_what_is_no_answer_is_refused(value: Json, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(CONFIG, "answer", value)
    assert refusal.value.code == code


def test_a_group_alone_is_an_answer_and_the_rest_may_be_left_out() -> None:
    assert KIND.parse_answer(CONFIG, "answer", {"group": "housing"}) == Answer("housing")
    full = {"group": "housing", "lead": True, "step": " Call  the county ", "contact": " 555 0100 "}
    assert KIND.parse_answer(CONFIG, "answer", full) == Answer("housing", True, "Call the county", "555 0100")


def test_each_group_counts_who_joined_who_can_lead_and_its_first_steps() -> None:
    entries = joined(
        Answer("housing", True, "Call the county"),
        Answer("housing", False, "call the county"),
        Answer("transport"),
        Answer("housing", True),
    )
    found = tally([*entries, Entry("table", "t", Answer("transport"), people=5)])
    assert found["n"] == 9
    assert {name: (each["joined"], each["leads"]) for name, each in found["groups"].items()} == {
        "childcare": (0, 0), "transport": (6, 0), "housing": (3, 2),
    }  # fmt: skip
    assert [step.lower() for step in found["groups"]["housing"]["steps"]] == ["call the county"]


def test_a_first_step_that_waits_or_was_left_out_is_in_no_tally_and_a_reworded_one_is_as_worded() -> None:
    given = Answer("housing", step="Call Rosa")
    part = KIND.pieces(CONFIG, "answer", given)[0].part
    assert KIND.pieces(CONFIG, "answer", given) == [Piece(part, "Call Rosa")]
    assert tally(joined(given, hidden=frozenset({part})))["groups"]["housing"]["steps"] == []
    assert tally(joined(given, wording={part: "Call"}))["groups"]["housing"]["steps"] == ["Call"]


def test_contact_details_are_in_no_tally_no_cell_and_no_text() -> None:
    given = Answer("housing", True, "Call the county", "555 0100")
    chart_says = chart.own(THREE, "answer", given, "en")
    found = [tally(joined(given)), KIND.flat(CONFIG, "answer", given), KIND.pieces(CONFIG, "answer", given), chart_says]
    assert chart_says == ["Housing", "Can lead the group", "First step: Call the county"]
    assert "555 0100" not in str(found)
    assert KIND.contact
    assert KIND.contact(given) == "555 0100"


def test_the_wall_lists_every_group_with_its_numbers_its_other_name_and_its_steps() -> None:
    given = joined(Answer("housing", True, "Call the county"), Answer("housing"), Answer("transport"))
    picture = chart.picture(THREE, "answer", tally(given), WALL)
    assert picture == Cards(
        ["Child care", "Transport", "Housing"],
        ["0 people", "1 person, no\xa0lead\xa0yet", "2 people, 1\xa0can\xa0lead"],
        [["Cuidado infantil"], ["Transporte"], ["Vivienda", "First step: Call the county"]],
    )
    assert chart.picture(THREE, "answer", {"hidden": "few"}, WALL) is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], ""),
        ([Answer("housing")] * 2, t("en", "charts.first_answers")),
        ([Answer("housing", True)] * 3, "3 people joined. Every group that was joined has somebody to lead it."),
        ([Answer("housing")] * 3, "3 people joined. One group still needs somebody to lead it."),
        (
            [Answer("housing"), Answer("transport"), Answer("transport")],
            "3 people joined. 2 groups still need somebody to lead them.",
        ),
    ],
)
def test_the_sentence_says_how_many_joined_and_which_groups_need_a_lead(answers: list[Answer], said: str) -> None:
    assert chart.headline(THREE, "answer", tally(joined(*answers)), "en") == said


def test_the_history_counts_those_who_joined_at_each_meeting() -> None:
    moments = [
        Moment("one", "First", "2031-05-04", THREE, "answer", tally(joined(*[Answer("housing")] * 3))),
        Moment("two", "Second", "2031-06-04", THREE, "answer", tally(joined(*[Answer("transport")] * 4))),
        Moment("few", "Third", "2031-07-04", THREE, "answer", {"hidden": "few"}),
    ]
    [figure] = chart.trend(moments, Look())
    assert isinstance(figure, Figure)
    assert "3 people" in figure.alt
    assert "4 people" in figure.alt
    assert chart.trend(moments[2:], Look()) == []


def test_the_groups_somebody_joined_are_heard_from() -> None:
    found = KIND.reports(CONFIG, tally(joined(Answer("housing"), Answer("housing"))))
    assert [words["en"] for words in found] == ["Housing"]
    assert KIND.reports(CONFIG, {"hidden": "few"}) == []


def test_the_same_words_make_the_same_group_in_every_meeting() -> None:
    first = [{"en": "Housing", "es": "Vivienda"}, {"es": "Vivienda", "en": "Housing"}, {"en": "Transport"}]
    made = groups_of(first)
    assert [group["text"]["en"] for group in made["groups"]] == ["Housing", "Transport"]
    assert groups_of([first[2]])["groups"][0] == made["groups"][1]
    KIND.parse_config(made)


def test_only_one_kind_gathers() -> None:
    assert [name for name, kind in ACTIVITIES.items() if kind.gathers] == ["workgroups"]


def test_hearing_from_groups_with_the_longest_names_still_fits_on_the_wall() -> None:
    longest = EXAMPLES["as many and as long as may be"]["groups"]
    config = TALK.parse_config(heard([group["text"] for group in longest], LONGEST_TEXT))
    assert TALK.hears(config)
    assert all(text.count("\n") == len(longest) for text in config.text.values())
    assert "– Housing" in heard([{"en": "Housing"}], LONGEST_TEXT)["text"]["es"]
