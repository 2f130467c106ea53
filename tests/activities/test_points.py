"""100 points: the gates, means and middle halves, how sure the order is, change, and what is said."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, count
from components.activities.points.chart import headline, picture, plain, trend
from components.activities.points.model import KIND, Answer, compare, parse_answer, parse_config, starter
from components.charts import Figure, Look, Moment
from components.stats.certainty import bootstrap_means

ITEMS = [{"id": name, "text": {"en": name.title()}} for name in ("childcare", "transport", "housing")]
CONFIG: Json = {"items": ITEMS}
PARSED = parse_config(CONFIG)


def entry(person: int, *points: int, **more: Any) -> Entry:
    """What somebody gives to childcare, transport and housing."""
    return Entry(f"p{person}", f"a{person}", Answer(dict(zip(PARSED.ids, points, strict=True))), **more)


def tally_of(*given: tuple[int, int, int], least: int = 1) -> Json:
    entries = [entry(person, *points) for person, points in enumerate(given)]
    return count(KIND, PARSED, "answer", entries, least)


# Gates


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"items": ITEMS[:1]}, "points.too_few_items"),
        ({"items": [{**ITEMS[0], "id": f"i{n}"} for n in range(11)]}, "points.too_many_items"),
        ({"items": [ITEMS[0], ITEMS[0]]}, "same_id_twice"),
        ({"items": [ITEMS[0], {"id": "x", "text": {}}]}, "empty"),
        ({"items": [ITEMS[0], {"id": "x", "text": {"en": "y" * 61}}]}, "too_long"),
        ({"items": "childcare"}, "wrong_shape"),
    ],
)
def test_a_config_of_another_shape_is_refused(config: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        parse_config(config)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({"childcare": 60, "transport": 30}, "points.not_a_hundred"),
        ({"childcare": 100, "transport": 5}, "points.not_a_hundred"),
        ({}, "points.not_a_hundred"),
        ({"childcare": 101, "transport": -1}, "out_of_range"),
        ({"childcare": 100.0}, "wrong_shape"),
        ({"childcare": True, "transport": 99}, "wrong_shape"),
        ({"childcare": 50, "parks": 50}, "unknown_choice"),
        ([100], "wrong_shape"),
    ],
)
def test_points_that_make_no_hundred_are_refused(points: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        parse_answer(PARSED, "answer", {"points": points})
    assert refusal.value.code == code


def test_an_item_left_out_gets_none() -> None:
    given = parse_answer(PARSED, "answer", {"points": {"housing": 100}})
    assert given == Answer({"childcare": 0, "transport": 0, "housing": 100})
    assert KIND.flat(PARSED, "answer", given) == {"childcare": 0, "transport": 0, "housing": 100}


# The tally


def test_a_tally_has_means_the_middle_half_and_how_many_gave_any() -> None:
    tally = tally_of((100, 0, 0), (50, 50, 0), (40, 40, 20), (20, 60, 20), (10, 70, 20))
    assert tally["points"]["childcare"] == {"mean": 44.0, "low": 20, "high": 50, "people": 5}
    assert tally["points"]["housing"] == {"mean": 12.0, "low": 0, "high": 20, "people": 3}
    assert tally["order"] == ["childcare", "transport", "housing"]
    assert tally["gaps"] == ["tied", "close"]


@pytest.mark.parametrize("people", range(1, 40))
def test_at_least_half_of_the_people_gave_what_half_is_said_to_have_given(people: int) -> None:
    rng = Random(people)
    values = [KIND.pretend(PARSED, "answer", rng, 0.3)["points"] for _ in range(people)]
    tally = tally_of(*[(value["childcare"], value["transport"], value["housing"]) for value in values])
    for item, part in tally["points"].items():
        assert sum(part["low"] <= value[item] <= part["high"] for value in values) * 2 >= people
    assert sum(part["mean"] for part in tally["points"].values()) == pytest.approx(100, abs=0.2)


def test_a_table_counts_with_everybody_at_it() -> None:
    entries = [entry(1, 100, 0, 0), entry(2, 0, 100, 0, people=3)]
    tally = count(KIND, PARSED, "answer", entries, 1)
    assert tally["n"] == 4
    assert tally["points"]["transport"] == {"mean": 75.0, "low": 0, "high": 100, "people": 3}


@pytest.mark.parametrize(("people", "word"), [(19, "close"), (20, "clear")])
def test_nothing_is_clearly_ahead_before_twenty_answers(people: int, word: str) -> None:
    tally = tally_of(*[(60 + person % 3, 30 - person % 3, 10) for person in range(people)])
    assert tally["gaps"] == [word, word]


def test_a_lead_that_other_people_might_turn_round_is_too_close_to_call() -> None:
    tally = tally_of(*[(90, 10, 0) if person % 2 else (5, 90, 5) for person in range(30)])
    assert tally["order"][:2] == ["transport", "childcare"]
    assert tally["gaps"][0] == "close"


def test_the_same_answers_are_equally_sure_in_any_order() -> None:
    given = [[rng.random() * 50, rng.random() * 52] for rng in map(Random, range(25))]
    people = [1 + index % 3 for index in range(25)]
    one = bootstrap_means(["a", "b"], given, people)
    other = bootstrap_means(["a", "b"], given[::-1], people[::-1])
    assert one.ahead("a", "b") == other.ahead("a", "b")
    means = -np.average(np.asarray(given), axis=0, weights=people)
    assert one.average.mean(axis=0) == pytest.approx(means, abs=1)


def test_no_people_are_resampled_from_nobody() -> None:
    with pytest.raises(ValueError, match="nothing"):
        bootstrap_means(["a"], [], [])


# Change


def test_a_comparison_counts_who_gave_more_and_fewer_by_more_than_five() -> None:
    before = [entry(n, 50, 50, 0) for n in range(6)]
    after = [*[entry(n, 60, 40, 0) for n in range(4)], entry(4, 55, 45, 0), entry(9, 0, 0, 100)]
    found = compare(PARSED, before, after, 5)["points"]
    assert found["childcare"] == {"stayed": 5, "more": 4, "fewer": 0}
    assert found["transport"] == {"stayed": 5, "more": 0, "fewer": 4}


def test_a_comparison_of_fewer_than_five_says_nothing() -> None:
    both = [entry(n, 50, 50, 0) for n in range(4)]
    found = compare(PARSED, both, [entry(n, 0, 50, 50) for n in range(4)], 5)["points"]
    assert set(map(str, found.values())) == {str({"hidden": "few"})}


def test_an_item_that_is_new_in_the_second_round_is_compared_with_nothing() -> None:
    more = parse_config({"items": [*ITEMS, {"id": "parks", "text": {"en": "Parks"}}]})
    after = [Entry(f"p{n}", f"b{n}", Answer({**dict.fromkeys(more.ids, 25)})) for n in range(6)]
    found = compare(more, [entry(n, 50, 50, 0) for n in range(6)], after, 5)["points"]
    assert found["parks"] == {"hidden": "few"}
    assert found["childcare"]["fewer"] == 6


# What is said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([(100, 0, 0)] * 4, "The first answers are in."),
        (
            [(60, 30, 10)] * 20,
            "“Childcare” gets most, clearly ahead: 60 of 100 points. We spread our points much alike.",
        ),
        (
            [(60, 30, 10)] * 6,
            "“Childcare” (60) is just ahead of “Transport” (30), too close to call. We spread our points much alike.",
        ),
        (
            [(60, 20, 20)] * 3 + [(20, 60, 20)] * 3,
            "“Childcare” and “Transport” get the same: 40 of 100 points each. "
            "We differ most about “Childcare”: half of us gave it 20 to 60.",
        ),
        (
            [(60, 20, 20)] * 4 + [(45, 35, 20)] * 4,
            "“Childcare” (52.5) is just ahead of “Transport” (27.5), too close to call.",
        ),
    ],
)
def test_a_sentence_says_what_gets_most_how_sure_that_is_and_where_people_differ(given: Any, said: str) -> None:
    assert headline(CONFIG, "answer", tally_of(*given), "en") == said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ((12, 7, 1), "“Childcare”: 7 of 12 give it more points than last time."),
        ((12, 7, 3), "“Childcare”: 7 of 12 give it more points than last time, 3 fewer."),
        ((12, 0, 5), "“Childcare”: 5 of 12 give it fewer points than last time."),
        ((12, 3, 6), "“Childcare”: 6 of 12 give it fewer points than last time, 3 more."),
        ((12, 2, 0), "Little has changed since last time."),
        ((12, 4, 4), "Little has changed since last time."),
    ],
)
def test_a_sentence_says_what_changed_and_counts_out_nobody(part: tuple[int, int, int], said: str) -> None:
    stayed, more, fewer = part
    comparison = {"points": {"childcare": {"stayed": stayed, "more": more, "fewer": fewer}}}
    assert headline(CONFIG, "answer", tally_of(*[(60, 30, 10)] * 12), "en", comparison) == said


def test_the_wall_shows_means_in_order_and_joins_what_is_too_close() -> None:
    tally = tally_of(*[(45, 35, 20), (35, 45, 20), (45, 30, 25)] * 2)
    shown = picture(CONFIG, "answer", tally, Look("en", "wall"), tally_of(*[(20, 50, 30)] * 6))
    assert isinstance(shown, Figure)
    assert shown.figure.layout.meta["numbers"]["points"] == {"childcare": 41.7, "transport": 36.7, "housing": 21.7}
    parts = {(trace.meta or {}).get("part"): trace for trace in shown.figure.data}
    assert parts["spread"].text == ("half gave 35–45", "half gave 30–45", "half gave 20–25")
    assert len(parts["before"].x) == 3
    assert [(shape.y0, shape.y1) for shape in shown.figure.layout.shapes] == [(-0.3, 2.3)]
    notes = [note.text for note in shown.figure.layout.annotations]
    assert notes == ["hollow: last time · ┃ too close to call"]
    assert "Housing: 21.7 points on average, half gave 20–25" in shown.alt


def test_a_clear_order_is_joined_by_no_line() -> None:
    shown = picture(CONFIG, "answer", tally_of(*[(60, 30, 10)] * 20), Look("en", "wall"))
    assert isinstance(shown, Figure)
    assert not shown.figure.layout.shapes
    assert not shown.figure.layout.annotations


def test_the_table_has_every_number() -> None:
    [first, *_] = plain(CONFIG, "answer", tally_of(*[(60, 30, 10)] * 6), "en")
    assert list(first.values()) == ["Childcare", "60", "half gave 60", 6, "too close to call"]


def test_an_item_is_followed_by_its_id_from_meeting_to_meeting() -> None:
    other = {"items": [{"id": "childcare", "text": {"en": "Care for children"}}, *ITEMS[1:]]}
    moments = [
        Moment("m1", "First", "2026-01-22", CONFIG, "answer", tally_of(*[(60, 30, 10)] * 6)),
        Moment("m2", "Second", "2026-03-12", other, "answer", tally_of(*[(30, 60, 10)] * 6)),
    ]
    [drawn] = trend(moments, Look())
    assert isinstance(drawn, Figure)
    assert drawn.figure.layout.meta["numbers"]["means"]["childcare"] == [60.0, 30.0]
    assert drawn.alt.startswith("First “Care for children” got most, at the latest meeting “Transport”.")
    assert "Care for children: 60 (Jan 22, 2026), 30 (Mar 12, 2026)" in drawn.alt


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ([(50, 30, 20)], ["Childcare", "Transport"]),
        ([(40, 30, 30)], ["Childcare"]),
        ([(40, 40, 20)], ["Childcare", "Transport"]),
        ([(0, 0, 100)], ["Housing"]),
        ([(34, 33, 33), (33, 34, 33), (33, 33, 34)], []),
        ([], []),
    ],
)
def test_what_gets_most_comes_first_without_a_part_of_a_tie(given: Any, first: list[str]) -> None:
    assert [words["en"] for words in KIND.leads(PARSED, tally_of(*given))] == first


def test_pretend_people_have_tastes_of_their_own_and_something_in_common() -> None:
    parsed = parse_config(starter())
    values = [KIND.pretend(parsed, "answer", Random(seed), 0.0)["points"] for seed in range(200)]
    assert all(sum(value.values()) == 100 for value in values)
    assert len({tuple(value.values()) for value in values}) > 50
    up, down = (
        sum(KIND.pretend(parsed, "answer", Random(seed), mood)["points"]["families"] for seed in range(200))
        for mood in (1, -1)
    )
    assert up > down
