"""Whether groups differ by more than chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import permutation_test

from components.stats.permutation import groups_differ


def test_groups_that_agree_do_not_differ() -> None:
    values = {str(n): float(n % 4) for n in range(40)}
    groups = [[str(n) for n in range(0, 20)], [str(n) for n in range(20, 40)]]
    assert groups_differ(values, groups) == 1.0


def test_groups_far_apart_differ_as_surely_as_can_be_said() -> None:
    values = {str(n): 10.0 + n % 3 if n < 12 else 90.0 - n % 3 for n in range(24)}
    groups = [[str(n) for n in range(12)], [str(n) for n in range(12, 24)]]
    assert groups_differ(values, groups) == 1 / 1000


def test_one_group_differs_from_nothing() -> None:
    assert groups_differ({"a": 1.0, "b": 2.0}, [["a", "b"]]) == 1.0


def test_it_agrees_with_scipy() -> None:
    rng = np.random.default_rng(4)
    first, second = rng.normal(50, 15, 14), rng.normal(60, 15, 11)
    values = {str(n): float(value) for n, value in enumerate([*first, *second])}
    groups = [[str(n) for n in range(14)], [str(n) for n in range(14, 25)]]

    def apart(*samples: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        everybody = np.concatenate(samples)
        return float(sum(len(each) * (each.mean() - everybody.mean()) ** 2 for each in samples))

    theirs = permutation_test((first, second), apart, alternative="greater", n_resamples=9999, rng=1).pvalue
    assert groups_differ(values, groups, shuffles=9999) == pytest.approx(theirs, abs=0.015)


@given(st.lists(st.integers(0, 100), min_size=10, max_size=20), st.randoms(use_true_random=False))
def test_it_does_not_depend_on_the_order_of_people(given_values: list[int], rng: object) -> None:
    values = {str(n): float(value) for n, value in enumerate(given_values)}
    groups = [[str(n) for n in range(5)], [str(n) for n in range(5, len(values))]]
    names = list(values)
    rng.shuffle(names)  # type: ignore[attr-defined]
    assert groups_differ({name: values[name] for name in names}, groups[::-1]) == groups_differ(values, groups)


@pytest.mark.slow
def test_it_raises_a_false_alarm_as_seldom_as_it_says() -> None:
    """Answers that have nothing to do with the groups: at most 5 in 100 are called clear, within three standard
    errors of the simulation."""
    rng = np.random.default_rng(8)
    alarms = 0
    for _ in range(1000):
        values = {str(n): float(value) for n, value in enumerate(rng.beta(0.6, 0.6, 30) * 100)}
        groups = [[str(n) for n in range(9)], [str(n) for n in range(9, 18)], [str(n) for n in range(14, 30)]]
        alarms += groups_differ(values, groups, shuffles=199) <= 0.05
    assert abs(alarms / 1000 - 0.05) < 3 * (0.05 * 0.95 / 1000) ** 0.5
