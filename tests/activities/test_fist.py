"""Fist to five and its Likert wordings: levels, counts, movement, and what is said about them."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, count
from components.activities.fist import chart
from components.activities.fist.model import KIND, Answer
from components.charts import Figure, Look, Moment
from components.text import LANGUAGES, t

MONTHLY = {"id": "monthly", "text": {"en": "We meet monthly.", "es": "Nos reunimos cada mes."}}
OPENLY = {"id": "openly", "text": {"en": "We share budgets.", "es": "Compartimos presupuestos."}}
HAND: Json = {"statements": [MONTHLY], "scale": "fist"}
HANDS: Json = {"statements": [MONTHLY, OPENLY], "scale": "fist"}
AGREE: Json = {"statements": [MONTHLY], "scale": "agree"}
BOTH: Json = {"statements": [MONTHLY, OPENLY], "scale": "agree"}


def at(*levels: int | None, start: int = 0, **more: Any) -> list[Entry]:
    """One person for each level of `monthly`."""
    return [
        Entry(f"p{start + number}", f"a{start + number}", Answer({"monthly": level}), **more)
        for number, level in enumerate(levels)
    ]


def tally(config: Json, *counts: list[int]) -> Json:
    """A tally with so many people on each level of each statement."""
    named = zip(config["statements"], counts, strict=True)
    parts = {each["id"]: {"n": sum(levels), "levels": levels} for each, levels in named}
    return {"n": max(sum(levels) for levels in counts), "statements": parts}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"statements": []}, "empty"),
        ({"statements": [{**MONTHLY, "id": f"s{n}"} for n in range(7)]}, "too_many"),
        ({"statements": [MONTHLY, MONTHLY]}, "same_id_twice"),
        ({"statements": [{"id": "long", "text": {"en": "x" * 121}}]}, "too_long"),
        ({"scale": "thumbs"}, "wrong_shape"),
    ],
)
def test_a_config_that_cannot_be_asked_is_refused(change: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({**HAND, **change})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("config", "levels", "code"),
    [
        (HAND, {"monthly": 6}, "out_of_range"),
        (HAND, {"monthly": -1}, "out_of_range"),
        (HAND, {"monthly": 2.5}, "wrong_shape"),
        (HAND, {"monthly": True}, "wrong_shape"),
        (HAND, {"monthly": None}, "empty"),
        (HAND, {}, "empty"),
        (HAND, {"weekly": 3}, "unknown_keys"),
        (AGREE, {"monthly": 0}, "out_of_range"),
        (AGREE, {"monthly": 6}, "out_of_range"),
    ],
)
def test_a_level_outside_the_scale_is_refused(config: Json, levels: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(KIND.parse_config(config), "answer", {"statements": levels})
    assert refusal.value.code == code


def test_a_hand_is_the_scale_where_none_is_given() -> None:
    assert KIND.parse_config({"statements": [MONTHLY]}).levels == (0, 1, 2, 3, 4, 5)


def test_one_statement_of_several_may_be_left_out() -> None:
    answer = KIND.parse_answer(KIND.parse_config(HANDS), "answer", {"statements": {"openly": 0}})
    assert answer == Answer({"monthly": None, "openly": 0})


def test_people_are_counted_on_each_level() -> None:
    entries = [*at(0, 3, 3, None), *at(5, start=4, people=3)]
    found = KIND.tally(KIND.parse_config(HAND), "answer", entries, 1)
    assert found == {"n": 7, "statements": {"monthly": {"n": 6, "levels": [1, 0, 0, 2, 0, 3]}}}
    assert KIND.tally(KIND.parse_config(AGREE), "answer", at(1, 5), 1)["statements"]["monthly"]["levels"] == [
        1,
        0,
        0,
        0,
        1,
    ]


def test_a_statement_few_have_answered_is_hidden_and_draws_nothing() -> None:
    entries = [Entry(f"p{n}", f"a{n}", Answer({"monthly": 4, "openly": 1 if n < 2 else None})) for n in range(8)]
    found = count(KIND, KIND.parse_config(HANDS), "answer", entries, 5)
    assert found["statements"] == {
        "monthly": {"n": 8, "levels": [0, 0, 0, 0, 8, 0]},
        "openly": {"n": 2, "hidden": "few"},
    }
    for config in (HANDS, {**HANDS, "scale": "agree"}):
        levels = 6 if config["scale"] == "fist" else 5
        shown = {
            **found,
            "statements": {**found["statements"], "monthly": {"n": 8, "levels": [0] * (levels - 1) + [8]}},
        }
        picture = chart.picture(config, "answer", shown, Look("en", "wall"))
        assert isinstance(picture, Figure)
        assert picture.figure.layout.meta["numbers"]["statements"]["openly"] == []
        words = [each.text.replace("<br>", " ") for each in picture.figure.layout.annotations]
        assert "The picture appears after 5 answers." in words


def test_movement_counts_the_same_people_and_no_average() -> None:
    before, after = at(1, 2, 3, 3, 4), [*at(3, 3, 3, 2, 4), *at(5, start=9)]
    moved = KIND.compare(KIND.parse_config(HAND), before, after, 5)
    assert moved == {"statements": {"monthly": {"stayed": 5, "up": 2, "down": 1}}}
    assert KIND.compare(KIND.parse_config(HAND), before[:4], after, 5) == {"statements": {"monthly": {"hidden": "few"}}}


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([0, 0, 0, 2, 0, 1], "The first answers are in."),
        ([0, 0, 0, 3, 5, 2], "Everybody can go along."),
        ([0, 0, 0, 0, 5, 2], "Everybody supports it."),
        ([1, 0, 0, 3, 5, 2], "Not everybody can go along yet. What would it take?"),
        ([1, 1, 0, 3, 5, 2], "Not everybody can go along yet. What would it take?"),
        ([1, 1, 1, 3, 5, 2], "10 of 13 can go along, the others not yet. What would it take?"),
        ([4, 3, 3, 1, 0, 1], "Many of us cannot go along yet. What would it take?"),
        ([0, 5, 0, 5, 0, 0], "Many of us cannot go along yet. What would it take?"),
    ],
)
def test_after_a_fist_check_the_wall_asks_what_it_would_take(counts: list[int], sentence: str) -> None:
    assert chart.headline(HAND, "answer", tally(HAND, counts), "en") == sentence


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("few", [1, 2])
@pytest.mark.parametrize("of", [6, 20, 60])
def test_no_sentence_counts_out_one_or_two(language: str, few: int, of: int) -> None:
    for config, counts in (
        (HAND, [few, 0, 0, 0, of - few, 0]),
        (HAND, [of - few, 0, 0, 0, few, 0]),
        (AGREE, [few, 0, 0, 0, of - few]),
        (AGREE, [of - few, 0, 0, 0, few]),
    ):
        moved = {"statements": {"monthly": {"stayed": of, "up": of - few, "down": few}}}
        for comparison in (None, {"statements": {"monthly": {"stayed": of, "up": few, "down": 0}}}):
            said = chart.headline(config, "answer", tally(config, counts), language, comparison)
            assert not {str(few), str(of - few)} & set(said.replace(",", " ").split()), said
        said = chart.headline(config, "answer", tally(config, counts), language, moved)
        assert str(few) not in said.replace(".", " ").split()
        days = [Moment(day, "", day, config, "answer", tally(config, counts)) for day in ("2026-01-10", "2026-02-10")]
        (path,) = chart.trend(days, Look(language))
        assert isinstance(path, Figure)
        title = path.alt.partition("Pe")[0]
        assert str(few) not in title.split()


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([0, 1, 2, 6, 4], "Most of us agree."),
        ([3, 1, 0, 6, 4], "Most of us agree; some see it otherwise."),
        ([6, 4, 2, 1, 0], "Most of us disagree."),
        ([6, 4, 0, 3, 1], "Most of us disagree; some see it otherwise."),
        ([0, 2, 8, 2, 0], "Most of us are in between."),
        ([3, 3, 1, 3, 2], "We see it in two ways: many agree, many disagree."),
        ([1, 2, 5, 2, 3], "We see it in many ways."),
    ],
)
def test_a_sentence_says_whether_people_agree(counts: list[int], sentence: str) -> None:
    assert chart.headline(AGREE, "answer", tally(AGREE, counts), "en") == sentence


def test_of_several_the_easiest_and_the_hardest_are_named() -> None:
    found = tally(HANDS, [0, 0, 0, 2, 5, 3], [3, 2, 2, 2, 1, 0])
    assert chart.headline(HANDS, "answer", found, "en") == (
        "Easiest to go along with: “We meet monthly.”. What would it take for “We share budgets.”?"
    )
    fine = tally(HANDS, [0, 0, 0, 2, 5, 3], [0, 0, 0, 9, 1, 0])
    assert chart.headline(HANDS, "answer", fine, "en") == "Everybody can go along with all of these."
    alike = tally(BOTH, [0, 2, 3, 4, 1], [0, 2, 3, 4, 1])
    assert chart.headline(BOTH, "answer", alike, "en") == "We see all of these about alike."


@pytest.mark.parametrize(
    ("up", "down", "sentence"),
    [
        (0, 0, "Nobody moved since last time."),
        (1, 1, "Nearly everybody stayed where they were."),
        (6, 0, "6 of 12 moved up."),
        (6, 2, "8 of 12 moved, most of them up."),
        (2, 6, "8 of 12 moved, most of them down."),
        (5, 3, "8 of 12 moved: 5 up, 3 down."),
        (4, 4, "8 of 12 moved: 4 up, 4 down."),
    ],
)
def test_movement_is_said_before_how_it_stands(up: int, down: int, sentence: str) -> None:
    moved = {"statements": {"monthly": {"stayed": 12, "up": up, "down": down}}}
    said = chart.headline(HAND, "answer", tally(HAND, [0, 0, 0, 4, 4, 4]), "en", moved)
    assert said == f"{sentence} Everybody can go along."


def test_hands_are_columns_from_zero_to_five_with_their_meaning() -> None:
    picture = chart.picture(HAND, "answer", tally(HAND, [0, 1, 2, 3, 4, 5]), Look("en", "wall"))
    assert isinstance(picture, Figure)
    bars = next(trace for trace in picture.figure.data if trace.meta["part"] == "bars")
    assert list(bars.customdata) == [0, 1, 2, 3, 4, 5]
    assert sorted(bars.x) == list(bars.x)
    heights = list(bars.y)
    assert heights[5] == pytest.approx(5 * heights[1])
    words = " ".join(each.text for each in picture.figure.layout.annotations).replace("<br>", " ")
    assert all(t("en", f"fist.fist_{level}") in words for level in range(6))


def test_agreement_lies_on_both_sides_of_a_line_with_neither_apart() -> None:
    picture = chart.picture(AGREE, "answer", tally(AGREE, [1, 2, 3, 4, 10]), Look("en", "wall"))
    assert isinstance(picture, Figure)
    by_part = {trace.meta["part"]: trace for trace in picture.figure.data}
    assert list(by_part["rating-1"].x) == [-0.05]
    assert list(by_part["rating-5"].x) == [0.5]
    assert by_part["rating-3"].xaxis == "x2"
    words = {each.text for each in picture.figure.layout.annotations}
    assert {"Disagree", "Agree", "Neither"} <= words


def test_a_statement_is_followed_by_its_id_on_the_same_scale() -> None:
    found = [
        Moment("m1", "", "2026-01-10", HANDS, "answer", tally(HANDS, [3, 1, 0, 4, 0, 0], [0, 0, 0, 5, 5, 0])),
        Moment("m2", "", "2026-02-10", HAND, "answer", tally(HAND, [0, 0, 0, 4, 4, 4])),
        Moment("m3", "", "2026-03-10", AGREE, "answer", tally(AGREE, [0, 0, 0, 4, 4])),
    ]
    pictures = chart.trend(found, Look("en"))
    numbers = [picture.figure.layout.meta["numbers"] for picture in pictures if isinstance(picture, Figure)]
    assert [each["statement"] for each in numbers] == ["monthly", "openly", "monthly"]
    assert [len(each["levels"]) for each in numbers] == [2, 1, 1]
    first = pictures[0]
    assert isinstance(first, Figure)
    assert first.alt.startswith("Could go along: at first 4 of 8, at the latest meeting everybody. “We meet monthly.”")
