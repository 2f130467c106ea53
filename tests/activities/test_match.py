"""Peer matches: what may be answered, how it is counted, what is told of how many, and what is said."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, Piece, count
from components.activities.match import chart
from components.activities.match.model import KIND, MOST_ISSUES, Came, issues_of, made
from components.activities.matches import Met, Other, Stance
from components.activities.registry import ACTIVITIES
from components.charts import Cards, Figure, Look, Moment
from tests.examples.match import EXAMPLES

THREE: Json = EXAMPLES["three"]
MATCHED: Json = EXAMPLES["matched"]
CONFIG, MET = KIND.parse_config(THREE), KIND.parse_config(MATCHED)
WALL = Look("en", "wall")


def given(*answers: Any, **more: Any) -> list[Entry]:
    return [Entry(f"p{number}", f"a{number}", each, **more) for number, each in enumerate(answers)]


def offers(*stands: dict[str, str]) -> list[Entry]:
    return given(*(Stance(each, f"Place {number}", "Rosa") for number, each in enumerate(stands)))


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"issues": []}, "empty"),
        ({"issues": [{"id": f"i{n}", "text": {"en": "One"}} for n in range(MOST_ISSUES + 1)]}, "too_many"),
        ({"issues": [THREE["issues"][0]] * 2}, "same_id_twice"),
        ({"question": {"en": " "}}, "empty"),
        ({"made": {"groups": 3, "issues": {"unknown": 3}}}, "unknown_keys"),
        ({"made": {"groups": -1, "issues": {}}}, "out_of_range"),
    ],
)
def test_issues_nobody_could_be_matched_on_are_refused(config: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({**THREE, **config})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("step", "value", "code"),
    [
        ("propose", {"stands": {}}, "empty"),
        ("propose", {"stands": ["housing"]}, "wrong_shape"),
        ("propose", {"stands": {"gone": "solved"}}, "unknown_choice"),
        ("propose", {"stands": {"housing": "maybe"}}, "wrong_shape"),
        ("propose", {"stands": {"housing": "solved"}, "from": "x" * 61}, "too_long"),
        ("propose", {"stands": {"housing": "solved"}, "name": "x" * 25}, "too_long"),
        ("propose", {"met": True}, "unknown_keys"),
        ("answer", {"met": "yes"}, "wrong_shape"),
        ("answer", {"met": True, "note": "x" * 281}, "too_long"),
        ("answer", {"met": True, "issue": "gone"}, "unknown_choice"),
        ("answer", {"stands": {"housing": "solved"}}, "unknown_keys"),
    ],
)
def test_what_is_no_answer_is_refused(step: str, value: Json, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(MET, step, value)
    assert refusal.value.code == code


def test_one_issue_is_enough_and_nothing_else_has_to_be_said() -> None:
    assert KIND.parse_answer(CONFIG, "propose", {"stands": {"housing": "facing"}}) == Stance({"housing": "facing"})
    assert KIND.parse_answer(CONFIG, "answer", {"met": False}) == Came(False)
    assert KIND.parse_answer(CONFIG, "answer", {"met": True, "share": True}) == Came(True)


def test_each_issue_counts_who_has_solved_it_and_who_is_facing_it_and_hides_a_few() -> None:
    entries = offers(*[{"housing": "facing", "transport": "solved"}] * 4, {"housing": "solved"})
    tally = count(KIND, CONFIG, "propose", entries, 5)
    assert tally["issues"] == {
        "childcare": {"n": 0, "solved": 0, "facing": 0},
        "transport": {"n": 4, "hidden": "few"},
        "housing": {"n": 5, "solved": 1, "facing": 4},
    }
    assert "Place" not in str(tally)
    assert "Rosa" not in str([KIND.flat(CONFIG, "propose", entry.answer) for entry in entries])


def test_nobody_meets_before_they_are_matched() -> None:
    assert not KIND.can_open(CONFIG, "answer")
    assert KIND.can_open(MET, "answer")


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([("housing", 2)] * 3 + [("transport", 2)] * 3, (6, {"transport": 3, "housing": 3})),
        ([("housing", 2)] * 4 + [("transport", 2)], (5, {})),
        ([("housing", 2)] * 4 + [("transport", 2)] * 3 + [("childcare", 2)], (8, {"housing": 4})),
        ([("housing", 2)] * 4 + [("transport", 2), ("childcare", 3)], (6, {"housing": 4})),
        ([("housing", 2)] * 4 + [("", 2)], (5, {})),
        ([("housing", 2)] * 2, (0, {})),
    ],
)
def test_how_many_meet_on_an_issue_is_told_only_where_no_few_can_be_worked_out(
    groups: list[tuple[str, int]], told: tuple[int, Json]
) -> None:
    config = made(THREE, groups, 5)
    KIND.parse_config(config)
    assert (config["made"]["groups"], config["made"]["issues"]) == told


def test_a_phone_is_told_its_number_its_issue_and_what_the_other_said() -> None:
    assert KIND.matches
    found = KIND.matches.told(Met(3, "housing", "facing", [Other("solved", "First 5", "Rosa"), Other("")]))
    assert found == {
        "number": 3,
        "issue": "housing",
        "stand": "facing",
        "others": [{"stand": "solved", "from": "First 5", "name": "Rosa"}, {"stand": ""}],
    }
    assert KIND.matches.told(None) == {}


def test_a_note_is_a_text_for_others_only_where_it_is_shared() -> None:
    assert KIND.pieces(MET, "answer", Came(True, "We visit them", issue="housing")) == []
    shared = Came(True, "We visit them", True, "housing")
    assert KIND.pieces(MET, "answer", shared) == [Piece("note.housing", "We visit them")]
    tally = count(KIND, MET, "answer", given(shared, Came(True, "Secret")), 1)
    assert tally["notes"] == {"housing": ["We visit them"]}
    hidden = given(shared, hidden=frozenset({"note.housing"}))
    assert count(KIND, MET, "answer", hidden, 1)["notes"] == {}
    assert KIND.flat(MET, "answer", Came(True, "Secret"))["note"] is None


def test_the_wall_says_what_is_solved_and_what_is_faced_then_how_many_meet_on_each_issue() -> None:
    entries = offers(*[{"housing": "facing"}] * 5, *[{"housing": "solved"}] * 2)
    tally = count(KIND, CONFIG, "propose", entries, 1)
    picture = chart.picture(THREE, "propose", tally, WALL)
    assert isinstance(picture, Cards)
    assert picture.marks[2].replace("\xa0", " ") == "2 solved it, 5 facing it"
    assert chart.headline(THREE, "propose", tally, "en").startswith("On one issue somebody here has a solution")
    shared = count(KIND, MET, "answer", given(Came(True, "We visit them", True, "housing")), 5)
    met = chart.picture(MATCHED, "answer", shared, WALL)
    assert met == Cards(
        ["Child care", "Transport", "Housing"],
        ["7 matches", "4 matches", ""],
        [["Cuidado infantil"], ["Transporte"], ["Vivienda", "We visit them"]],
    )
    assert chart.headline(MATCHED, "answer", shared, "en") == "12 matches. Your phone shows whom you meet and on what."
    many = count(KIND, MET, "answer", given(*[Came(True)] * 6), 5)
    assert "6 people have met" in chart.headline(MATCHED, "answer", many, "en")


def test_the_history_counts_the_matches_of_each_meeting() -> None:
    tally = count(KIND, MET, "answer", [], 5)
    moments = [Moment(f"m{n}", "A", f"2031-0{n}-04", MATCHED, "answer", tally) for n in (5, 6)]
    [figure] = chart.trend(moments, Look())
    assert isinstance(figure, Figure)
    assert figure.alt.count("12 matches") == 2
    asked = Moment("m", "A", "2031-05-04", THREE, "propose", count(KIND, CONFIG, "propose", offers(), 5))
    assert chart.trend([asked], Look()) == []


def test_the_same_words_are_the_same_issue_in_every_meeting() -> None:
    first = [{"en": "Housing", "es": "Vivienda"}, {"es": "Vivienda", "en": "Housing"}, {"en": "Transport"}]
    found = issues_of(first)
    assert [issue["text"]["en"] for issue in found["issues"]] == ["Housing", "Transport"]
    KIND.parse_config(found)


def test_only_one_kind_matches_people() -> None:
    assert [name for name, kind in ACTIVITIES.items() if kind.matches] == ["match"]
