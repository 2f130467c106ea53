"""Where the dots of a group lie."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.beeswarm import BIN, MOST_FREE, swarm

PLACES = st.lists(st.integers(0, 100), max_size=40)
MANY = [(17 * rank * rank) % 101 for rank in range(400)]


@given(PLACES, st.sampled_from([0.0, 1.5]))
def test_no_dot_covers_another(values: list[int], nudge: float) -> None:
    found = swarm(values, 1000, 120, 40, nudge=nudge)
    for (x, y), (other_x, other_y) in combinations(zip(found.x, found.y, strict=True), 2):
        assert hypot((x - other_x) * 10, y - other_y) >= found.size - 1e-3


@given(PLACES)
def test_every_dot_lies_at_its_value(values: list[int]) -> None:
    assert swarm(values, 1000, 120, 40).x == sorted(values)


@given(PLACES)
def test_a_nudged_dot_lies_beside_its_value(values: list[int]) -> None:
    found = swarm(values, 1000, 50, 34, nudge=1.5)
    assert all(abs(x - value) <= 1.5 for x, value in zip(found.x, sorted(values), strict=True))


@given(PLACES)
def test_the_order_of_the_answers_changes_nothing(values: list[int]) -> None:
    assert swarm(values, 1000, 120, 40) == swarm(values[::-1], 1000, 120, 40)


@pytest.mark.parametrize("count", [1, 5, 12, 40, 150, 151, 400])
def test_the_pile_stays_within_its_height(count: int) -> None:
    found = swarm(MANY[:count], 1576, 300, 58)
    assert len(found.x) == len(found.y) == count
    assert max(found.y) + found.size / 2 <= 300
    assert min(found.y) == pytest.approx(found.size / 2)


def test_few_dots_are_as_large_as_allowed() -> None:
    assert swarm([10, 50, 90], 1000, 120, 40).size == 40


@pytest.mark.parametrize("values", [MANY, [50] * (MOST_FREE + 1), [0] * 200 + [100] * 200])
def test_a_large_group_is_gathered_in_columns_without_losing_anybody(values: list[int]) -> None:
    found = swarm(values, 1576, 300, 58)
    assert len(set(zip(found.x, found.y, strict=True))) == len(values)
    for x, value in zip(found.x, sorted(values), strict=True):
        left = min(value // BIN, 19) * BIN
        assert left <= x <= left + BIN
    for (x, y), (other_x, other_y) in combinations(zip(found.x, found.y, strict=True), 2):
        assert max(abs(x - other_x) * 15.76, abs(y - other_y)) >= found.size - 1e-3


def test_nobody_is_a_pile_of_nothing() -> None:
    assert swarm([], 1000, 120, 40).x == []
