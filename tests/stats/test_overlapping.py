"""A change of mean between two meetings with some of the same people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stats.overlapping import holm, mean_change, share_change

SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
"""Student's sleep data as R has it (`datasets::sleep`)."""


def people(values: list[float], who: str = "p") -> dict[str, float]:
    return {f"{who}{index}": value for index, value in enumerate(values)}


def test_the_same_people_twice_are_the_paired_test() -> None:
    found = mean_change(people(SLEEP[0]), people(SLEEP[1]), confidence=0.95)
    assert found
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert (found.low, found.high) == pytest.approx((0.7001142, 2.4598858), abs=5e-7)


def test_two_meetings_of_different_people_are_welchs_test() -> None:
    """R: `t.test(extra ~ group, data = sleep)` prints t = -1.8608, df = 17.776, p-value = 0.07939."""
    found = mean_change(people(SLEEP[0]), people(SLEEP[1], "q"), confidence=0.95)
    assert found
    assert found.p == pytest.approx(0.07939, abs=5e-6)
    assert (found.low, found.high) == pytest.approx((-0.2054832, 3.3654832), abs=5e-7)


def test_below_eight_people_nothing_is_claimed() -> None:
    assert mean_change(people([1.0] * 7), people([2.0] * 20)) is None
    assert mean_change(people([1.0] * 20), people([2.0] * 7)) is None


@pytest.mark.parametrize(("after", "p"), [(50.0, 1.0), (60.0, 0.0)])
def test_where_everybody_says_the_same_there_is_no_width(after: float, p: float) -> None:
    found = mean_change(people([50.0] * 9), people([after] * 9))
    assert found
    assert (found.low, found.high, found.p) == (after - 50, after - 50, p)


MEETING = st.lists(st.integers(0, 100), min_size=8, max_size=20)


@given(MEETING, MEETING, st.integers(0, 20))
def test_turning_the_meetings_round_turns_the_change_round(one: list[int], other: list[int], apart: int) -> None:
    before = {str(index): float(value) for index, value in enumerate(one)}
    after = {str(index + apart): float(value) for index, value in enumerate(other)}
    there, back = mean_change(before, after), mean_change(after, before)
    assert there
    assert back
    assert (there.change, there.low, there.high) == pytest.approx((-back.change, -back.high, -back.low), abs=1e-6)
    assert there.p == pytest.approx(back.p, abs=1e-9)
    assert there.low <= there.change <= there.high


def test_holm_is_as_published() -> None:
    """Holm 1979 step down, as R's `p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")` gives it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def yes(first: int, last: int, chose: int) -> dict[str, float]:
    """People by number, of whom the first so many chose it."""
    return {str(n): 100.0 if n < first + chose else 0.0 for n in range(first, last)}


def test_a_share_of_none_and_one_of_all_leave_room_for_doubt() -> None:
    found = share_change(yes(0, 10, 0), yes(10, 20, 0))
    assert found
    assert (found.change, found.p) == (0, 1)
    assert found.low < -10
    assert found.high > 10


def test_a_change_of_shares_is_the_one_of_the_people_there_were() -> None:
    found = share_change(yes(0, 10, 2), yes(10, 30, 14))
    assert found
    assert found.change == pytest.approx(50)
    assert found.low < 50 < found.high


def test_shares_of_few_people_get_no_bounds() -> None:
    assert share_change(yes(0, 7, 2), yes(10, 30, 14)) is None
