"""What has changed since the first meeting, and nobody given away by it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.measure import Measure
from components.history import story
from components.history.story import Change, changes_of
from components.history.summaries import past_of
from components.live import control
from db import activities
from db.engine import Store
from tests.rooms import LINES, TALK, Made, answer, make_meeting, next_meeting, open_activity

Places = Mapping[str, float]


def hold(db: Store, made: Made, places: Places) -> None:
    """Let everybody answer the one line, and end the meeting."""
    rnd = open_activity(db, made, "spectrum")
    for phone, place in places.items():
        answer(db, made, rnd, phone, {"lines": {"expertise": place}})
    control.end(db, made.id)


def two_meetings(db: Store, before: Places, after: Places, **wishes: Any) -> list[Change]:
    made = make_meeting(db, configs={"spectrum": LINES, "talk": TALK}, **wishes)
    hold(db, made, before)
    hold(db, next_meeting(db, made, {"spectrum": LINES}), after)
    return changes_of(past_of(db, made.community_id).by_kind())


def people(first: int, last: int, place: float) -> dict[str, float]:
    return {f"phone {n}": place + n % 3 for n in range(first, last)}


def test_a_change_is_that_of_those_who_stayed_and_that_of_who_came(store: Store) -> None:
    [change] = two_meetings(store, people(0, 20, 40), people(0, 10, 44) | people(20, 30, 60))
    assert (change.kind, change.measure.id, change.certainty) == ("spectrum", "expertise", "clear")
    assert change.split
    assert change.split.shift == pytest.approx(4)
    assert change.points == pytest.approx(change.split.shift + change.split.people_effect)
    assert (change.split.both, change.split.recognised) == (10, 0.5)


def test_what_a_few_people_say_is_not_called_clear(store: Store) -> None:
    [change] = two_meetings(store, people(0, 6, 20), people(0, 6, 80))
    assert (change.certainty, change.bounds) == ("few", None)


def test_what_swings_by_chance_is_not_called_clear(store: Store) -> None:
    wide = {f"phone {n}": (n * 37) % 101 for n in range(24)}
    [change] = two_meetings(store, wide, {phone: (place + 50) % 101 for phone, place in wide.items()})
    assert change.certainty == "chance"


@pytest.mark.parametrize("show", ["at_once", "at_five"])
def test_a_meeting_where_few_answered_tells_nothing(store: Store, show: str) -> None:
    assert two_meetings(store, people(0, 4, 20), people(0, 20, 80), show=show) == []


def test_what_one_meeting_asked_twice_stands_there_as_it_ended(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    again = activities.add(store, made.id, "spectrum", {"en": "Once more"}, json.dumps(LINES))
    for place, activity in ((20, made.activity_ids["spectrum"]), (40, again)):
        control.show(store, made.id, activity)
        rnd = control.open_round(store, made.id)
        for phone, at in people(0, 10, place).items():
            answer(store, made, rnd, phone, {"lines": {"expertise": at}})
    control.end(store, made.id)
    assert changes_of(past_of(store, made.community_id).by_kind()) == []
    hold(store, next_meeting(store, made, {"spectrum": LINES}), people(0, 10, 45))
    [change] = changes_of(past_of(store, made.community_id).by_kind())
    assert change.points == pytest.approx(5)


def test_what_was_asked_once_has_not_changed(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    hold(store, made, people(0, 10, 20))
    assert changes_of(past_of(store, made.community_id).by_kind()) == []


@pytest.mark.parametrize(
    ("after", "is_told"),
    [
        (people(0, 20, 44), True),
        (people(0, 19, 44), False),
        (people(0, 15, 44), True),
        (people(0, 21, 44), False),
        (people(0, 25, 44), True),
        (people(16, 40, 44), False),
        (people(0, 15, 44) | people(30, 31, 44), False),
    ],
    ids=["the same", "one left", "five left", "one came", "five came", "four stayed", "five left and one came"],
)
def test_the_two_parts_are_told_where_they_give_nobody_away(store: Store, after: Places, is_told: bool) -> None:
    [change] = two_meetings(store, people(0, 20, 40), after)
    assert (change.split is not None) == is_told


PLACES = st.dictionaries(st.integers(0, 30).map(str), st.integers(0, 100).map(float), min_size=5, max_size=31)


def change_between(before: Places, after: Places) -> Change:
    first, last = (Measure("line", {}, values) for values in (before, after))
    return story._change("spectrum", (None, first), (None, last))  # type: ignore[arg-type]


@given(PLACES, PLACES)
def test_the_parts_add_up_and_are_about_groups_alone(before: Places, after: Places) -> None:
    change = change_between(before, after)
    points, stayed, came = change.told
    assert abs(points - change.points) <= 0.5
    if change.split:
        assert stayed + came == points
        assert came * change.split.people_effect >= 0
        assert change.points == pytest.approx(change.split.shift + change.split.people_effect)
        both = before.keys() & after.keys()
        assert all(len(group) not in range(1, 5) for group in (before.keys() - both, after.keys() - both, both))


@pytest.mark.parametrize("both", [5, 6, 9, 12, 20, 45, 300])
def test_the_sum_behind_a_part_stays_open_by_twenty_points(both: int) -> None:
    """Two comparisons whose groups differ by one person tell two sums; their difference is that person's answer."""
    change = change_between({str(n): 50.0 for n in range(both)}, {str(n): 50.0 for n in range(both)})
    assert change.split
    told = [
        replace(change, after=57.0, split=replace(change.split, shift=tenths / 10)).told[1]
        for tenths in range(-1000, 1001)
    ]
    within = [told.count(part) for part in set(told) - {told[0], told[-1]}]
    assert len(within) > 5
    assert min(within) * both >= 200 - both, "tenths of a point that are told the same"
