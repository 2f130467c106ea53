from __future__ import annotations

import csv
from itertools import product
from math import inf, sqrt
from pathlib import Path

import pytest

from components.stats.intervals import mean_interval, paired_t, share_interval
from components.stats.signed_ranks import signed_ranks

SLEEP = Path(__file__).parents[2].parent / "shared" / "data" / "rdatasets_sleep.csv"

# Hollander & Wolfe 1973, p. 29: Hamilton depression scale of 9 patients at two visits, the data of R's wilcox.test
FIRST_VISIT = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
SECOND_VISIT = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]


def test_a_mean_has_a_student_t_interval() -> None:
    found = mean_interval([1, 2, 3, 4, 5, 6, 7, 8], confidence=0.95)
    assert found is not None
    assert found.mean == 4.5
    # t(.975, 7) = 2.364624; the standard deviation of 1..8 is sqrt(6)
    assert found.high - found.mean == pytest.approx(2.364624 * sqrt(6 / 8), abs=1e-6)
    assert found.mean - found.low == pytest.approx(found.high - found.mean)


def test_below_eight_values_there_is_no_interval() -> None:
    assert mean_interval([1, 2, 3, 4, 5, 6, 7]) is None


def test_a_known_roster_narrows_the_interval() -> None:
    values = [10.0, 20, 30, 40, 50, 60, 70, 80]
    free, bound = mean_interval(values), mean_interval(values, roster=15)
    assert free is not None
    assert bound is not None
    assert bound.high - bound.mean == pytest.approx((free.high - free.mean) * sqrt(7 / 14))


def test_nothing_is_left_to_guess_where_everybody_answered() -> None:
    values = [10.0, 20, 30, 40, 50, 60, 70, 80]
    for roster in (8, 5):
        found = mean_interval(values, roster=roster)
        assert found is not None
        assert found.low == found.high == 45


@pytest.mark.skipif(not SLEEP.exists(), reason="the measurements are not beside this checkout (../shared/data)")
def test_paired_t_gives_the_published_result_of_the_sleep_data() -> None:
    with SLEEP.open() as file:
        rows = list(csv.DictReader(file))
    first, second = ([float(row["extra"]) for row in rows if row["group"] == group] for group in "12")
    found = paired_t(first, second)
    assert found is not None
    assert found.t == pytest.approx(-4.0621, abs=5e-5)
    assert found.df == 9
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert (found.low, found.high) == pytest.approx((-2.4598858, -0.7001142), abs=5e-8)


def test_paired_t_of_equal_differences_is_certain() -> None:
    found = paired_t([2, 3, 4], [1, 2, 3])
    assert found is not None
    assert (found.t, found.p, found.low, found.high) == (inf, 0, 1, 1)
    still = paired_t([1, 1], [1, 1])
    assert still is not None
    assert (still.t, still.p) == (0, 1)
    assert paired_t([1], [2]) is None


def test_signed_ranks_give_the_published_result_of_the_depression_scale() -> None:
    found = signed_ranks(FIRST_VISIT, SECOND_VISIT)
    assert found is not None
    assert found.v == 40
    assert found.p_greater == pytest.approx(0.01953, abs=5e-6)
    assert found.p_two_sided == pytest.approx(0.03906, abs=5e-6)
    assert found.shift == pytest.approx(0.46)
    assert (found.low, found.high) == pytest.approx((0.010, 0.786), abs=5e-4)


def test_signed_ranks_turn_around_with_the_pairs() -> None:
    found, turned = signed_ranks(FIRST_VISIT, SECOND_VISIT), signed_ranks(SECOND_VISIT, FIRST_VISIT)
    assert found is not None
    assert turned is not None
    assert turned.v == 45 - found.v
    assert turned.shift == pytest.approx(-found.shift)
    assert turned.p_two_sided == pytest.approx(found.p_two_sided)


def test_tied_signed_ranks_are_exact() -> None:
    # differences 1, 1, 1, -2: ranks 2, 2, 2 and 4; of 16 signs, counted one by one
    sums = [
        sum(rank for rank, sign in zip((2, 2, 2, 4), signs, strict=True) if sign) for signs in product((0, 1), repeat=4)
    ]
    found = signed_ranks([1, 1, 1, 0], [0, 0, 0, 2])
    assert found is not None
    assert found.v == 6
    assert found.p_greater == pytest.approx(sum(value >= 6 for value in sums) / 16)


def test_pairs_without_a_difference_say_nothing() -> None:
    assert signed_ranks([1, 2], [1, 2]) is None
    with_still, without = signed_ranks([3, 1, 5], [3, 0, 2]), signed_ranks([1, 5], [0, 2])
    assert with_still == without


@pytest.mark.parametrize(
    ("chosen", "people", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_as_published(chosen: int, people: int, low: float, high: float) -> None:
    """Newcombe 1998, "Two-sided confidence intervals for the single proportion", Table I, method 3, 95 %."""
    found = share_interval(chosen, people, 0.95)
    assert found
    assert (found.low / 100, found.high / 100) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_few_people_gets_no_interval() -> None:
    assert share_interval(3, 7) is None
