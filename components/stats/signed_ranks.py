"""Wilcoxon's signed ranks: whether the same people moved one way, and by how much, without assuming a bell curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.stats.agreement import midranks
from components.stats.ballots import Floats


@dataclass(frozen=True)
class SignedRanks:
    """Wilcoxon's V for first minus second, its exact probabilities by chance, and the Hodges-Lehmann shift.

    `shift` is the median of all averages of two differences; `low` and `high` bound it.
    """

    v: float
    p_greater: float
    p_two_sided: float
    shift: float
    low: float
    high: float


def signed_ranks(first: Sequence[float], second: Sequence[float], confidence: float = 0.95) -> SignedRanks | None:
    """Wilcoxon's signed-rank test of paired values, exact also with ties (Hollander & Wolfe 1973, pp. 27-38).

    Pairs without a difference are left out of the test (Wilcoxon's own way). None where no pair differs.
    """
    differences = np.subtract(first, second, dtype=float)
    differences = differences[differences != 0]
    if not len(differences):
        return None
    doubled = np.rint(2 * midranks(np.abs(differences))).astype(int)  # whole numbers even where ranks are halves
    chances = _chances(doubled)
    observed = int(doubled[differences > 0].sum())
    greater, less = float(chances[observed:].sum()), float(chances[: observed + 1].sum())
    walsh = _walsh_averages(differences)
    cut = _cut(len(differences), (1 - confidence) / 2)
    return SignedRanks(
        v=observed / 2,
        p_greater=greater,
        p_two_sided=min(1.0, 2 * min(greater, less)),
        shift=float(np.median(walsh)),
        low=float(walsh[cut - 1]),
        high=float(walsh[-cut]),
    )


def _chances(ranks: np.ndarray[tuple[int, ...], np.dtype[np.int_]]) -> Floats:
    """How likely each sum of a random half of these ranks is, index being the sum."""
    chances = np.zeros(int(ranks.sum()) + 1)
    chances[0] = 1
    for rank in ranks:
        moved = np.zeros_like(chances)
        moved[rank:] = chances[: len(chances) - rank]
        chances = (chances + moved) / 2
    return chances


def _walsh_averages(differences: Floats) -> Floats:
    """The averages of each two differences, each with itself too, sorted."""
    row, column = np.triu_indices(len(differences))
    return np.sort((differences[row] + differences[column]) / 2)


def _cut(count: int, tail: float) -> int:
    """Which Walsh average from either end bounds the shift: the smallest V with at least `tail` at or below it."""
    below = np.cumsum(_chances(np.arange(1, count + 1)))
    return max(1, int(np.searchsorted(below, tail)))
