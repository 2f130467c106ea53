"""Two by two: places, medians, corners, and how many moved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json
from components.activities.twobytwo import chart
from components.activities.twobytwo.model import CORNERS, KIND, Answer, Config
from components.charts import Figure, Look, Moment
from components.charts.field import Poles, room_of, spread_out
from tests.examples.twobytwo import AXES, EXAMPLES, ITEMS

FOUR = EXAMPLES["four items"]
ALONE = EXAMPLES["one item"]
PLACES = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=12)


def parse(value: Any, config: Json = FOUR) -> Answer:
    answer = KIND.parse_answer(KIND.parse_config(config), "answer", value)
    assert isinstance(answer, Answer)
    return answer


def placed(*places: tuple[float, float] | None, item: str = "childcare", **more: Any) -> list[Entry]:
    """One person per place of an item."""
    return [Entry(f"p{number}", f"a{number}", Answer({item: place}), **more) for number, place in enumerate(places)]


def part(entries: list[Entry], least: int = 1, config: Json = ALONE, item: str = "childcare") -> Json:
    found = KIND.tally(KIND.parse_config(config), "answer", entries, least)["items"][item]
    assert isinstance(found, dict)
    return found


def moved(before: list[Entry], after: list[Entry], least: int = 1) -> Json:
    found = KIND.compare(KIND.parse_config(ALONE), before, after, least)
    assert found is not None
    item = found["items"]["childcare"]
    assert isinstance(item, dict)
    return item


def test_an_item_nobody_touched_is_no_answer() -> None:
    assert parse({"items": {"buses": [0, 100]}}).items == {
        "childcare": None, "buses": (0, 100), "forms": None, "evenings": None
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"items": {"buses": [0]}}, "too_few"),
        ({"items": {"buses": [1, 2, 3]}}, "too_many"),
        ({"items": {"buses": []}}, "empty"),
        ({"items": {"buses": [0, 101]}}, "out_of_range"),
        ({"items": {"buses": [float("nan"), 1]}}, "out_of_range"),
        ({"items": {"buses": [True, 1]}}, "wrong_shape"),
        ({"items": {"buses": "50"}}, "wrong_shape"),
        ({"items": {"parking": [1, 2]}}, "unknown_keys"),
        ({"items": {}}, "empty"),
        ({"items": {"buses": None}}, "empty"),
        ({"items": {"buses": [1, 2]}, "by": "me"}, "unknown_keys"),
    ],
)
def test_a_place_of_another_shape_is_refused(value: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse(value)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"items": []}, "empty"),
        ({"items": [{**ITEMS[0], "id": f"i{n}"} for n in range(9)]}, "too_many"),
        ({"items": [ITEMS[0], ITEMS[0]]}, "same_id_twice"),
        ({"items": [{"id": "a", "text": {}}]}, "empty"),
        ({"x": {"left": {"en": "Little"}}}, "wrong_shape"),
        ({"y": {**AXES["y"], "middle": {"en": "So so"}}}, "unknown_keys"),
        ({"y": {**AXES["y"], "top": {"en": "x" * 51}}}, "too_long"),
    ],
)
def test_a_field_of_another_shape_is_refused(change: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({**FOUR, **change})
    assert refusal.value.code == code


def test_a_tally_has_medians_corners_and_the_middle_half() -> None:
    found = part(placed((10, 90), (20, 80), (30, 70), (90, 60), (80, 10)))
    assert found == {
        "n": 5,
        "x": 30,
        "y": 70,
        "quadrants": [3, 1, 0, 1],
        "spread": {"x": [20, 80], "y": [60, 80]},
        "dots": [[10, 90], [20, 80], [30, 70], [80, 10], [90, 60]],
    }


def test_only_a_single_item_shows_its_dots() -> None:
    assert "dots" in part(placed((10, 10)))
    assert "dots" not in part(placed((10, 10)), config=FOUR)


def test_the_very_middle_counts_to_the_right_and_to_the_top() -> None:
    assert CORNERS[part(placed((50, 50)))["quadrants"].index(1)] == "top right"
    assert CORNERS[part(placed((49.4, 49.4)))["quadrants"].index(1)] == "bottom left"


@given(PLACES)
def test_everybody_lies_in_one_corner_and_the_medians_between_the_quarters(places: list[tuple[float, float]]) -> None:
    found = part(placed(*places))
    assert sum(found["quadrants"]) == found["n"] == len(places)
    for way in ("x", "y"):
        low, high = found["spread"][way]
        assert low <= found[way] <= high


def test_an_item_that_few_placed_is_hidden_and_the_others_are_shown() -> None:
    entries = [
        Entry(f"p{n}", f"a{n}", Answer({"childcare": (10, 10), "buses": (90, 90) if n < 4 else None})) for n in range(6)
    ]
    assert part(entries, 5, FOUR, "buses") == {"n": 4, "hidden": "few"}
    assert part(entries, 5, FOUR)["n"] == 6


def test_a_table_that_answers_together_has_a_dot_for_everybody() -> None:
    found = part(placed((10, 90), people=3))
    assert (found["n"], found["dots"]) == (3, [[10, 90]] * 3)


def test_who_moved_to_another_corner_is_counted_and_where_to() -> None:
    before = placed((10, 90), (20, 80), (80, 20), (90, 90), (10, 10))
    after = placed((90, 90), (30, 70), (80, 80), (90, 90), (10, 10))
    assert moved(before, after) == {"stayed": 5, "moved": 2, "into": [0, 2, 0, 0]}


def test_where_to_is_not_said_when_somebody_placed_it_in_one_round_only() -> None:
    before = placed((10, 90), (20, 80), (80, 20), (90, 90), (10, 10))
    after = placed((90, 90), (30, 70), (80, 80), (90, 90), (10, 10), (5, 5))
    for one, other in ((before, after), (after, before)):
        assert moved(one, other)["into"] is None


def test_movement_of_fewer_than_five_is_hidden() -> None:
    before, after = placed(*[(10, 10)] * 5), placed(*[(90, 90)] * 4, None)
    assert moved(before, after, least=5) == {"hidden": "few"}


def test_a_spreadsheet_has_a_column_for_each_way() -> None:
    config: Config = KIND.parse_config({**FOUR, "items": ITEMS[:2]})
    answer = KIND.parse_answer(config, "answer", {"items": {"buses": [5, 95]}})
    assert KIND.flat(config, "answer", answer) == {
        "childcare.x": None, "childcare.y": None, "buses.x": 5, "buses.y": 95
    }  # fmt: skip


def test_one_item_is_the_question_itself() -> None:
    assert KIND.asks(KIND.parse_config(ALONE)) == ITEMS[0]["text"]
    assert KIND.asks(KIND.parse_config(FOUR)) is None


# ---- what the pictures say ----


def said(entries: list[Entry], config: Json = ALONE, language: str = "en", comparison: Json | None = None) -> str:
    tally = KIND.tally(KIND.parse_config(config), "answer", entries, 1)
    return chart.headline(config, "answer", tally, language, comparison)


def test_most_of_us_in_a_corner_is_said_with_the_words_at_its_ends() -> None:
    assert said(placed(*[(10, 90)] * 6, (90, 10))) == "Most of us place it at “Helps many · Little effort”."
    assert said(placed(*[(10, 90)] * 6), language="es") == "La mayoría lo coloca en «Ayuda a muchas · Poco esfuerzo»."


def test_two_camps_are_said_as_two_and_none_as_spread_out() -> None:
    assert said(placed(*[(10, 90)] * 4, *[(90, 10)] * 3)).startswith("We see it in two ways")
    assert said(placed((10, 90), (90, 90), (10, 10), (90, 10), (80, 80))) == "We are spread out over the field."


def test_no_sentence_speaks_of_one_or_two_people() -> None:
    assert said(placed((10, 90), (20, 80))) == "The first answers are in."
    assert "two ways" not in said(placed(*[(10, 90)] * 3, *[(90, 10)] * 2))
    few = {"items": {"childcare": {"stayed": 9, "moved": 2, "into": [0, 2, 0, 0]}}}
    sentence = said(placed(*[(10, 90)] * 9), comparison=few)
    assert sentence == "Nearly everything stayed in its corner since last time."


def test_of_several_items_the_most_agreed_is_named() -> None:
    entries = [Entry(f"p{n}", f"a{n}", Answer({"childcare": (n * 20, 50), "buses": (80, 20)})) for n in range(6)]
    assert said(entries, FOUR) == "Most of us place “Bus passes” at “Helps few · Much effort”."


def test_movement_is_said_in_counts() -> None:
    comparison = {"items": {"childcare": {"stayed": 9, "moved": 5, "into": [0, 4, 1, 0]}}}
    sentence = said(placed(*[(90, 90)] * 9), comparison=comparison)
    assert sentence == (
        "5 of 9 moved “Childcare at meetings” to another corner, most of them to “Helps many · Much effort”."
    )


def test_neither_end_is_called_good() -> None:
    from components.text import LANGUAGES, catalog

    words = " ".join(" ".join(catalog(language, "twobytwo").values()).lower() for language in LANGUAGES)
    assert not [word for word in ("best", "worst", "good", "better", "mejor", "peor", "buen") if word in words]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=8))
def test_numbers_never_lie_on_each_other_nor_outside_the_field(spots: list[tuple[float, float]]) -> None:
    for look, across in ((Look("en", "wall"), 62.0), (Look("en", "page"), 28.0)):
        room = room_of(Poles("Little", "Much", "Few", "Many"), look, beside=600)
        points = spread_out(spots, room, across)
        for index, (x, y) in enumerate(points):
            assert room.left - 1 <= x <= room.left + room.width + 1
            assert room.top - 1 <= y <= room.top + room.height + 1
            for other in points[index + 1 :]:
                assert ((x - other[0]) ** 2 + (y - other[1]) ** 2) ** 0.5 >= across - 4


def test_marks_glide_by_their_items_and_dots_by_their_rank() -> None:
    for config, part_name, ids in (
        (FOUR, "marks", [item["id"] for item in ITEMS]),
        (ALONE, "dots", ["dot-0", "dot-1", "dot-2"]),
    ):
        entries = [Entry(f"p{n}", f"a{n}", Answer({each["id"]: (n, n) for each in ITEMS})) for n in range(3)]
        tally = KIND.tally(KIND.parse_config(config), "answer", entries, 1)
        picture = chart.picture(config, "answer", tally, Look("en", "wall"))
        assert isinstance(picture, Figure)
        [trace] = [each for each in picture.figure.data if (each.meta or {}).get("part") == part_name]
        assert list(trace.ids) == ids


def moment(day: str, places: list[tuple[float, float]], config: Json = ALONE) -> Moment:
    tally = KIND.tally(KIND.parse_config(config), "answer", placed(*places), 1)
    return Moment(day, "A meeting", day, config, "answer", tally)


def test_a_path_says_which_item_went_furthest_and_where_to() -> None:
    first, last = moment("2026-01-22", [(20, 20)] * 5), moment("2026-05-14", [(30, 80)] * 5)
    [picture] = chart.trend([last, first], Look("en"))
    assert isinstance(picture, Figure)
    assert picture.alt.startswith("“Childcare at meetings” went furthest, towards “Helps many”.")
    assert picture.figure.layout.meta["numbers"] == {"items": {"childcare": [[20, 20], [30, 80]]}}


def test_another_pair_of_axes_begins_another_path() -> None:
    other = {**ALONE, "x": {"left": {"en": "Soon"}, "right": {"en": "Later"}}}
    pictures = chart.trend(
        [moment("2026-01-22", [(20, 20)] * 5), moment("2026-05-14", [(30, 80)] * 5, other)], Look("en")
    )
    assert len(pictures) == 2
