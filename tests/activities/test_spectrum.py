"""Spectrum: places, dots, counts, and how the same people moved."""

from __future__ import annotations

from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import PASS, Entry, InvalidAnswer, InvalidConfig, Json, withheld_parts
from components.activities.spectrum.model import KIND, Answer, Config
from components.activities.spectrum.presets import PRESETS

TWO = KIND.parse_config({"lines": [PRESETS["expertise"], PRESETS["engagement"]]})
ONE = KIND.parse_config({"lines": [PRESETS["expertise"]]})


def parse(value: Any, config: Config = TWO) -> Answer:
    answer = KIND.parse_answer(config, "answer", value)
    assert isinstance(answer, Answer)
    return answer


def at(*places: float | None, start: int = 0, **more: Any) -> list[Entry]:
    """One person per place on the line `expertise`."""
    return [
        Entry(f"p{start + number}", f"a{start + number}", Answer({"expertise": place}), **more)
        for number, place in enumerate(places)
    ]


def picture(entries: list[Entry], least: int = 1) -> Json:
    found = KIND.tally(ONE, "answer", entries, least)["lines"]["expertise"]
    assert isinstance(found, dict)
    return found


def movement(before: list[Entry], after: list[Entry], least: int = 1) -> Json:
    found = KIND.compare(ONE, before, after, least)
    assert found is not None
    line = found["lines"]["expertise"]
    assert isinstance(line, dict)
    return line


def test_the_presets_are_the_four_lines_of_the_source() -> None:
    poles = {name: (line["left"]["en"], line["right"]["en"]) for name, line in PRESETS.items()}
    assert poles == {
        "expertise": ("Authority", "Lived experience"),
        "diversity": ("Single", "Multiple"),
        "approach": ("Event", "Process"),
        "engagement": ("Passive", "Active"),
    }


def test_a_line_left_out_is_passed_on() -> None:
    assert parse({"lines": {"engagement": 0}}).lines == {"expertise": None, "engagement": 0}


@pytest.mark.parametrize("place", [0, 100, 50.5, 33])
def test_places_from_pole_to_pole_are_taken(place: float) -> None:
    assert parse({"lines": {"expertise": place}}).lines["expertise"] == place


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"lines": {"expertise": -1}}, "out_of_range"),
        ({"lines": {"expertise": 100.01}}, "out_of_range"),
        ({"lines": {"expertise": float("nan")}}, "out_of_range"),
        ({"lines": {"expertise": float("inf")}}, "out_of_range"),
        ({"lines": {"expertise": 10**400}}, "out_of_range"),
        ({"lines": {"expertise": True}}, "wrong_shape"),
        ({"lines": {"expertise": "50"}}, "wrong_shape"),
        ({"lines": {"expertise": [50]}}, "wrong_shape"),
        ({"lines": [50]}, "wrong_shape"),
        ({"lines": {"approach": 50}}, "unknown_keys"),
        ({"lines": {"expertise": 50}, "by": "me"}, "unknown_keys"),
        ({"lines": {"expertise": None, "engagement": None}}, "empty"),
        ({"lines": {}}, "empty"),
        ({}, "wrong_shape"),
        (None, "wrong_shape"),
    ],
)
def test_any_other_answer_is_refused(value: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse(value)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "two words"}, "wrong_shape"),
        ({"id": "x" * 65}, "wrong_shape"),
        ({"id": "line\n"}, "wrong_shape"),
        ({"left": {}}, "empty"),
        ({"left": {"en": " \u200b "}}, "empty"),
        ({"left": {"en": "x" * 61}}, "too_long"),
        ({"left": "Authority"}, "wrong_shape"),
        ({"left": {"en": 3}}, "wrong_shape"),
        ({"left": {"English": "Authority"}}, "unknown_keys"),
        ({"arrow": "right"}, "unknown_keys"),
    ],
)
def test_a_line_that_cannot_be_drawn_is_refused(change: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({"lines": [{**PRESETS["expertise"], **change}]})
    assert refusal.value.code == code


@pytest.mark.parametrize(("number", "code"), [(0, "empty"), (9, "too_many")])
def test_there_are_one_to_eight_lines(number: int, code: str) -> None:
    lines = [{**PRESETS["expertise"], "id": f"line-{each}"} for each in range(number)]
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({"lines": lines})
    assert refusal.value.code == code


def test_two_lines_with_one_id_are_refused() -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({"lines": [PRESETS["expertise"], PRESETS["expertise"]]})
    assert refusal.value.code == "same_id_twice"


def test_the_blank_language_of_a_text_is_left_out() -> None:
    line = {**PRESETS["expertise"], "left": {"en": " The  one\twho knows ", "es": ""}}
    assert KIND.parse_config({"lines": [line]}).lines[0].left == {"en": "The one who knows"}


def test_dots_are_whole_and_sorted_and_counted_by_thirds() -> None:
    assert picture(at(67, 33.4, 33.5, 0, 66.5, None)) == {
        "n": 5,
        "dots": [0, 33, 34, 67, 67],
        "median": 34,
        "left": 2,
        "middle": 1,
        "right": 2,
    }


def test_the_median_of_an_even_number_lies_between_the_two() -> None:
    assert picture(at(10, 21))["median"] == 15.5


def test_a_line_with_few_dots_is_hidden_while_others_show() -> None:
    full = Answer({"expertise": 20, "engagement": None})
    both = Answer({"expertise": 30, "engagement": 80})
    entries = [Entry(f"p{n}", f"a{n}", both if n < 4 else full) for n in range(6)]
    lines = KIND.tally(TWO, "answer", entries, 5)["lines"]
    assert lines["engagement"] == {"n": 4, "hidden": "few"}
    assert lines["expertise"]["n"] == 6


def test_a_line_nobody_answered_is_empty_and_not_hidden() -> None:
    assert picture(at(None, None, None, None, None), least=5) == {
        "n": 0,
        "dots": [],
        "median": None,
        "left": 0,
        "middle": 0,
        "right": 0,
    }


def test_a_table_has_a_dot_for_everybody_and_is_one_answer_for_the_threshold() -> None:
    table = at(80, people=5)
    assert picture(table)["dots"] == [80] * 5
    assert picture(table, least=5) == {"n": 5, "hidden": "few"}


@given(st.lists(st.floats(0, 100), min_size=1))
def test_left_middle_and_right_are_everybody(places: list[float]) -> None:
    found = picture(at(*places))
    assert found["left"] + found["middle"] + found["right"] == found["n"] == len(places)
    assert found["dots"] == sorted(found["dots"])
    assert all(isinstance(dot, int) and 0 <= dot <= 100 for dot in found["dots"])
    assert found["left"] == sum(dot <= 33 for dot in found["dots"])
    assert found["right"] == sum(dot >= 67 for dot in found["dots"])


def test_a_move_is_more_than_five_points() -> None:
    found = movement(at(50, 50, 50, 50, 50), at(55, 56, 45, 44, 50))
    assert found == {"stayed": 5, "moved": 2, "left": 1, "right": 1, "shift": 0.0}


def test_the_shift_is_the_mean_move_of_the_same_people() -> None:
    assert movement(at(10, 20, 30), at(20, 40, 31))["shift"] == 10.3


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(at(20, 30, 40, 50, 60, 99), id="somebody came"),
        pytest.param(at(20, 30, 40, 50), id="somebody left"),
        pytest.param(at(20, 30, 40, 50, None), id="somebody passed on the line"),
        pytest.param(at(30, 40, 50, 60, 99, start=1), id="one left and one came"),
    ],
)
def test_no_average_is_given_where_it_would_give_a_newcomer_away(after: list[Entry]) -> None:
    before = at(10, 20, 30, 40, 50)
    found = movement(before, after)
    assert found["shift"] is None
    assert found["right"] == found["moved"] == found["stayed"]


@given(st.lists(st.integers(0, 100), min_size=5, max_size=9), st.lists(st.integers(0, 100), min_size=5, max_size=9))
def test_whoever_came_or_left_cannot_be_found_by_subtraction(before: list[int], after: list[int]) -> None:
    found = movement(at(*before), at(*after), least=5)
    if len(before) != len(after):
        assert found["shift"] is None
    else:
        assert found["shift"] == pytest.approx(mean(after) - mean(before), abs=0.051)


def test_few_people_in_both_rounds_are_hidden() -> None:
    assert movement(at(1, 2, 3, 4), at(90, 90, 90, 90, 90), least=5) == {"hidden": "few"}
    assert movement(at(1, 2), at(90, 90, start=7), least=1) == {"hidden": "few"}


def test_who_passed_has_not_moved() -> None:
    passed = Entry("p0", "a0", PASS)
    assert movement([passed, *at(50, start=1)], at(90, 60))["stayed"] == 1


def test_a_single_line_asks_its_stem_and_several_ask_nothing_as_one() -> None:
    assert KIND.asks(ONE) == PRESETS["expertise"]["stem"]
    assert KIND.asks(TWO) is None


# --- Two dots: today, and where we would like to be

WISHED = KIND.parse_config({"lines": [PRESETS["expertise"]], "wished": True})


def wishing(*pairs: tuple[float | None, float | None], **more: Any) -> list[Entry]:
    """One person per pair: today, and where they would like us to be."""
    return [
        Entry(f"p{number}", f"a{number}", Answer({"expertise": now}, {"expertise": wish}), **more)
        for number, (now, wish) in enumerate(pairs)
    ]


def wished(entries: list[Entry], least: int = 1) -> Json:
    found = KIND.tally(WISHED, "answer", entries, least)["lines"]["expertise"]["wished"]
    assert isinstance(found, dict)
    return found


def test_a_second_dot_is_taken_only_where_it_is_asked_for() -> None:
    value = {"lines": {"expertise": 20}, "wished": {"expertise": 80}}
    assert parse(value, WISHED).wished == {"expertise": 80}
    with pytest.raises(InvalidAnswer) as refusal:
        parse(value, ONE)
    assert refusal.value.code == "unknown_keys"


def test_the_second_dot_may_be_left_out_and_so_may_the_first() -> None:
    assert parse({"lines": {"expertise": 20}}, WISHED) == Answer({"expertise": 20}, {"expertise": None})
    assert parse({"lines": {}, "wished": {"expertise": 80}}, WISHED).lines == {"expertise": None}
    with pytest.raises(InvalidAnswer) as refusal:
        parse({"lines": {}, "wished": {"expertise": None}}, WISHED)
    assert refusal.value.code == "empty"


@pytest.mark.parametrize("switch", ["wished", "talks"])
def test_a_switch_is_yes_or_no(switch: str) -> None:
    with pytest.raises(InvalidConfig):
        KIND.parse_config({"lines": [PRESETS["expertise"]], switch: 1})


def test_both_dots_are_counted_and_the_first_as_ever() -> None:
    entries = wishing((10, 60), (20, 70), (30, 80), (40, None), (50, 100))
    part = KIND.tally(WISHED, "answer", entries, 1)["lines"]["expertise"]
    second = part.pop("wished")
    assert part == picture(at(10, 20, 30, 40, 50))
    assert second == {**picture(at(60, 70, 80, 100)), "towards": None}


def test_few_second_dots_are_hidden_beside_the_first() -> None:
    part = KIND.tally(WISHED, "answer", wishing(*[(10, None)] * 3, *[(20, 70)] * 4), 5)["lines"]["expertise"]
    assert part["n"] == 7
    assert part["wished"] == {"n": 4, "hidden": "few"}
    few = KIND.tally(WISHED, "answer", wishing(*[(None, 70)] * 6, (20, 70)), 5)["lines"]["expertise"]
    assert few == {"n": 1, "hidden": "few"}


@pytest.mark.parametrize(
    ("pairs", "towards"),
    [
        ([(50, 70)] * 3 + [(50, 50)] * 2, "right"),
        ([(50, 30)] * 3 + [(50, 90)] * 2, "left"),
        ([(50, 53)] * 4 + [(50, 90)], "here"),
        ([(50, 30)] * 3 + [(50, 90)] * 3, "both"),
        ([(50, 30)] * 2 + [(50, 90)] * 2 + [(50, 50)] * 2, None),
        ([(50, 70)] * 4, None),
        ([(50, 70)] * 4 + [(50, None)] * 5, None),
    ],
)
def test_the_way_people_would_like_to_go_comes_from_five_with_both_dots(pairs: Any, towards: str | None) -> None:
    assert wished(wishing(*pairs))["towards"] == towards


def test_answers_given_for_others_do_not_bring_the_way_into_words() -> None:
    typed = Entry("q", "q", Answer({"expertise": 50}, {"expertise": 90}), on_behalf=True)
    assert wished([*wishing(*[(50, 90)] * 5), typed], least=5)["towards"] == "right"
    assert wished([*wishing(*[(50, 90)] * 5, (20, None)), typed], least=5)["n"] == 6
    assert KIND.tally(WISHED, "answer", [*wishing(*[(50, 90)] * 4, (20, None)), typed], 5)["lines"]["expertise"][
        "wished"
    ] == {"n": 5, "hidden": "few"}


def test_a_sheet_has_a_column_for_each_dot() -> None:
    assert KIND.flat(WISHED, "answer", Answer({"expertise": 20}, {"expertise": 80})) == {
        "expertise": 20,
        "expertise.wished": 80,
    }


def test_too_few_second_dots_are_withheld_by_their_own_name() -> None:
    tally = KIND.tally(WISHED, "answer", wishing(*[(10, None)] * 3, *[(20, 70)] * 4), 5)
    assert withheld_parts(tally) == {"expertise.wished"}


def test_a_conversation_is_suggested_after_the_first_round_alone() -> None:
    shown = KIND.tally(ONE, "answer", at(10, 20, 30, 40, 90), 5)
    silent = KIND.parse_config({"lines": [PRESETS["expertise"]], "talks": False})
    assert [KIND.suggests(ONE, number, shown) for number in (1, 2)] == ["talk_across", ""]
    assert KIND.suggests(WISHED, 1, shown) == "talk_across"
    assert KIND.suggests(silent, 1, shown) == ""


@pytest.mark.parametrize("least", [1, 5])
def test_no_conversation_is_suggested_where_few_have_answered(least: int) -> None:
    assert KIND.suggests(ONE, 1, KIND.tally(ONE, "answer", at(10, 20, 30, 90), least)) == ""
    assert KIND.suggests(ONE, 1, {"hidden": "few"}) == ""
