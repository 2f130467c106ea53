"""How far a mean may be from the truth: Student's t intervals, and the paired t test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, inf, sqrt
from statistics import NormalDist

from components.stats.distributions import student_t_cdf, student_t_quantile

LEAST_FOR_INTERVAL = 8
"""Below this many values a mean gets no interval: it would promise more than so few can say."""


@dataclass(frozen=True)
class Interval:
    """A mean with the lowest and highest value it plausibly has."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class PairedT:
    """A paired t test of before minus after: `p` is two-sided, `low` and `high` bound the mean difference."""

    t: float
    df: int
    p: float
    mean: float
    low: float
    high: float


def mean_interval(values: Sequence[float], roster: int | None = None, confidence: float = 0.9) -> Interval | None:
    """Student's t interval for a mean; None below 8 values.

    With a `roster` of N people of whom these n answered, it is narrowed by sqrt((N - n) / (N - 1)) (Cochran
    1977, section 2.6): nothing is left to guess when everybody answered.
    """
    count = len(values)
    if count < LEAST_FOR_INTERVAL:
        return None
    factor = 1.0 if roster is None else sqrt(max(0, roster - count) / (max(roster, count) - 1))
    mean = fsum(values) / count
    reach = student_t_quantile((1 + confidence) / 2, count - 1) * _standard_error(values, mean) * factor
    return Interval(mean, mean - reach, mean + reach)


def together(intervals: Sequence[Interval], weights: Sequence[float]) -> Interval:
    """An interval for the weighted average of several means, of which nothing is known about how they hang together.

    It reaches as far as theirs do on average: an average's standard error is at most the average of the standard
    errors, and that much where the same people gave all of them alike. So it holds at least as often as they do.
    """
    whole = fsum(weights)
    mean = fsum(weight * each.mean for weight, each in zip(weights, intervals, strict=True)) / whole
    low = fsum(weight * each.low for weight, each in zip(weights, intervals, strict=True)) / whole
    return Interval(mean, low, 2 * mean - low)


def share_interval(chosen: int, people: int, confidence: float = 0.9) -> Interval | None:
    """Wilson's score interval for a share, of 100 (Wilson 1927); None below 8 people.

    Student's would have no width where everybody chose the same.
    """
    if people < LEAST_FOR_INTERVAL:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = chosen / people, z * z / people
    middle = (share + weight / 2) / (1 + weight)
    reach = z * sqrt(share * (1 - share) / people + weight / people / 4) / (1 + weight)
    return Interval(100 * share, 100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach))


def paired_t(before: Sequence[float], after: Sequence[float], confidence: float = 0.95) -> PairedT | None:
    """Student's paired t test of `before - after`; None below two pairs.

    Where all differences are the same, t is infinite (0 where they are all 0) and the interval has no width.
    """
    differences = [earlier - later for earlier, later in zip(before, after, strict=True)]
    if len(differences) < 2:
        return None
    df = len(differences) - 1
    mean = fsum(differences) / len(differences)
    error = _standard_error(differences, mean)
    t = mean / error if error else 0.0 if not mean else inf if mean > 0 else -inf
    p = 2 * student_t_cdf(-abs(t), df) if error else float(not mean)
    reach = student_t_quantile((1 + confidence) / 2, df) * error
    return PairedT(t, df, p, mean, mean - reach, mean + reach)


def _standard_error(values: Sequence[float], mean: float) -> float:
    count = len(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / (count - 1) / count)
