from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stats.shifts import movement, split_change

meetings = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 100, allow_nan=False), min_size=1)


def test_a_move_is_more_than_five_points() -> None:
    found = movement([50, 50, 50, 50, 50], [55, 56, 45, 44, 50])
    assert found is not None
    assert (found.people, found.up, found.down, found.stayed, found.moved) == (5, 1, 1, 3, 2)
    assert found.average == pytest.approx(0)


def test_the_average_counts_small_moves_too() -> None:
    found = movement([10, 20], [13, 21])
    assert found is not None
    assert found.stayed == 2
    assert found.average == pytest.approx(2)


def test_the_threshold_can_be_chosen() -> None:
    found = movement([1, 2], [2, 5], threshold=2)
    assert found is not None
    assert (found.up, found.stayed) == (1, 1)


def test_nobody_moves_nowhere() -> None:
    assert movement([], []) is None


def test_rounds_of_different_people_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="zip"):
        movement([1], [1, 2])


def test_a_change_is_taken_apart() -> None:
    found = split_change({"a": 40, "b": 60, "gone": 20}, {"a": 50, "b": 60, "new": 100, "newer": 90})
    assert found is not None
    assert found.change == pytest.approx(75 - 40)
    assert found.shift == pytest.approx(5)
    assert found.people_effect == pytest.approx(30)
    assert found.both == 2
    assert found.recognised == pytest.approx(0.5)


def test_the_same_people_leave_nothing_to_who_came() -> None:
    found = split_change({"a": 1, "b": 2}, {"b": 5, "a": 3})
    assert found is not None
    assert found.people_effect == pytest.approx(0)
    assert found.shift == pytest.approx(found.change) == pytest.approx(2.5)
    assert found.recognised == 1


def test_strangers_cannot_be_split() -> None:
    assert split_change({"a": 1}, {"b": 2}) is None
    assert split_change({}, {}) is None


@given(meetings, meetings)
def test_the_parts_add_up_to_the_change(before: dict[str, float], after: dict[str, float]) -> None:
    found = split_change(before, after)
    if found is None:
        assert not before.keys() & after.keys()
        return
    change = sum(after.values()) / len(after) - sum(before.values()) / len(before)
    assert found.change == pytest.approx(change, abs=1e-9)
    assert found.shift + found.people_effect == pytest.approx(change, abs=1e-9)
