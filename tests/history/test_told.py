"""A change in words: each kind of number in its own, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from components.activities.measure import Measure, Unit
from components.history import story
from components.history.story import Change
from components.history.told import how_far, rests_on, whose
from components.text import LANGUAGES, catalog
from db.meetings import Meeting

SPRING = Meeting(
    "first", "community", {"en": "Spring"}, "2031-03-04", "ended", "at_five", "none", ("en",), "", "", None, False,
    False, False, None, None, "", 1, 1, None, None, 0,
)  # fmt: skip
AUTUMN = replace(SPRING, id="last", held_on="2031-10-02")
ENDS = {"rating": (1, 5), "top": (0, 3)}


def changed(unit: Unit, before: float, after: float, people: int = 20) -> Change:
    """Everybody answered the one and then the other."""

    def measure(value: float) -> Measure:
        given = {str(n): value for n in range(people)}
        if unit in ("share", "top"):
            given = {str(n): 100.0 if n < round(people * value / 100) else 0.0 for n in range(people)}
        return Measure(
            "line", {"en": "Who knows?"}, given, unit, low={"en": "Few"}, high={"en": "Many"}, of={"en": "Housing"},
            ends=ENDS.get(unit, (0, 100)),
        )  # fmt: skip

    return story._change("spectrum", (SPRING, measure(before)), (AUTUMN, measure(after)))


@pytest.mark.parametrize(
    ("unit", "before", "after", "told"),
    [
        ("poles", 40, 49, "the average answer to “Who knows?” moved 9 points towards “Many”."),
        ("poles", 49, 48, "moved 1 point towards “Few”."),
        ("rating", 60, 77.5, "went from 3.4 to 4.1, of 5."),
        ("share", 30, 55, "the share who chose “Housing” for “Who knows?” went from 30% to 55%."),
        ("top", 30, 55, "the share who put “Housing” among their first 3 went from 30% to 55%."),
        ("allotted", 22, 31, "“Who knows?” went from 22 to 31 of everybody’s 100 points."),
        ("kept", 40, 65, "what people did of what they had set out to do went from 40% to 65%."),
    ],
)  # fmt: skip
def test_how_far_is_told_in_its_own_numbers(unit: Unit, before: float, after: float, told: str) -> None:
    words = how_far(changed(unit, before, after), "en")
    assert words.startswith("From March 4, 2031 to October 2, 2031, ")
    assert words.endswith(told)


@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stayed_is_said_to_have_stayed(unit: Unit, language: str) -> None:
    words = how_far(changed(unit, 50, 50), language)
    pattern = catalog(language, "story")[f"steady_{unit}"]
    assert words.endswith(pattern.rpartition("}")[2])
    assert "{" not in words


@pytest.mark.parametrize("unit", get_args(Unit))
def test_the_numbers_told_differ_by_the_change_told(unit: Unit) -> None:
    change = changed(unit, 31, 72)
    first, last = change.ends
    assert change.told[0] == last - first


def test_the_part_of_those_who_stayed_is_not_told_where_it_would_be_rounded_to_nothing() -> None:
    """A share's sum has to stay open by two people's answers: 200 points."""
    assert changed("share", 30, 60, people=19).split is None
    assert changed("share", 30, 60, people=20).split


def test_parts_that_pull_apart_say_which_way() -> None:
    change = changed("rating", 50, 75)
    assert change.split
    apart = replace(change, split=replace(change.split, shift=50, people_effect=-25))
    assert whose(apart, "en") == (
        "People who were there both times raised it by about 2.0; that different people came lowered it by 1.0."
    )


def test_a_range_without_width_is_not_told() -> None:
    assert len(rests_on(changed("poles", 40, 49), "en")) == 1
    assert len(rests_on(changed("share", 30, 55), "en")) == 2
