"""Whether a group's mean changed between two meetings that some people were at both of, and others at one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, sqrt

from components.stats.distributions import student_t_cdf, student_t_quantile
from components.stats.intervals import LEAST_FOR_INTERVAL

_NOTHING = 1e-9


@dataclass(frozen=True)
class MeanChange:
    """A change of mean with the lowest and highest it plausibly is; `p` is two-sided."""

    change: float
    low: float
    high: float
    p: float


def mean_change(before: Mapping[str, float], after: Mapping[str, float], confidence: float = 0.9) -> MeanChange | None:
    """The t test for partially overlapping samples, unequal variances (Derrick, Russ, Toher & White 2017, "Test
    statistics for the comparison of means for two samples that include both paired and independent observations").

    Values by person. With nobody at both it is Welch's test, with everybody at both the paired one. None where either
    meeting has fewer than 8 values. Where nothing varies, the interval has no width.
    """
    if min(len(before), len(after)) < LEAST_FOR_INTERVAL:
        return None
    both = sorted(before.keys() & after.keys())
    first, second = _squared_error(list(before.values())), _squared_error(list(after.values()))
    alike = _correlation([before[person] for person in both], [after[person] for person in both])
    shared = len(both) / sqrt(len(before) * len(after))
    error = sqrt(max(0.0, first + second - 2 * alike * sqrt(first * second) * shared))
    change = _mean(after.values()) - _mean(before.values())
    if error < _NOTHING:
        return MeanChange(change, change, change, float(abs(change) < _NOTHING))
    df = _degrees(first, second, len(before), len(after), len(both))
    reach = student_t_quantile((1 + confidence) / 2, df) * error
    return MeanChange(change, change - reach, change + reach, 2 * student_t_cdf(-abs(change) / error, df))


def share_change(before: Mapping[str, float], after: Mapping[str, float], confidence: float = 0.9) -> MeanChange | None:
    """The same for values of 0 and 100: a change of shares.

    Each meeting is given one person more who said yes and one who said no, who were at none but that one (Agresti &
    Caffo 2000, "Simple and effective confidence intervals for proportions and differences of proportions"): without
    them a share of none or all has no spread, and few people too little. `change` is the change without them.
    """
    known = mean_change(before, after, confidence)
    if known is None:
        return None
    more = ("before", before), ("after", after)
    first, last = ({**values, f" {name} no": 0.0, f" {name} yes": 100.0} for name, values in more)
    bounds = mean_change(first, last, confidence)
    assert bounds
    return replace(bounds, change=known.change)


def holm(p_values: Sequence[float]) -> list[float]:
    """The p values of several tests made at once, each so that one false alarm among all is as rare as for a single
    test (Holm 1979); in the order they came in."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = highest
    return adjusted


def _degrees(first: float, second: float, n_first: int, n_second: int, both: int) -> float:
    """Welch's degrees of freedom where nobody is at both, pairs less one where everybody is, in between otherwise."""
    welch = (first + second) ** 2 / (first**2 / (n_first - 1) + second**2 / (n_second - 1))
    alone = n_first + n_second - 2 * both
    return (both - 1) + (welch - both + 1) * alone / (n_first + n_second)


def _squared_error(values: Sequence[float]) -> float:
    """The variance of the mean."""
    mean = _mean(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values)


def _correlation(before: Sequence[float], after: Sequence[float]) -> float:
    """Pearson's correlation; 0 where it has no meaning."""
    if len(before) < 2:
        return 0.0
    middle, centre = _mean(before), _mean(after)
    left, right = [value - middle for value in before], [value - centre for value in after]
    size = sqrt(fsum(each**2 for each in left) * fsum(each**2 for each in right))
    return fsum(one * other for one, other in zip(left, right, strict=True)) / size if size else 0.0


def _mean(values: Collection[float]) -> float:
    return fsum(values) / len(values)
