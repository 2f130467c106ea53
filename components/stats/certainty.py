"""How sure a group order is: what would come out if other people like these had answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from components.stats.ballots import Floats, Table
from components.stats.ranking import averages

RESAMPLES = 1000
SURE = 0.95
LEAST_FOR_CLEAR = 20
"""Below this many ballots no neighbour is called clearly ahead, whatever the resamples say."""

_CHUNK = 2_000_000

Word = Literal["clear", "close"]


@dataclass(frozen=True)
class Places:
    """Bootstrapped group orders: `average` [resample, item] holds each item's average position."""

    items: tuple[str, ...]
    ballots: int
    average: Floats

    def interval(self, confidence: float = 0.9) -> dict[str, tuple[int, int]]:
        """Each item's best and worst likely place, 1 the best, taken one item at a time."""
        ahead = (self.average[:, None, :] < self.average[:, :, None]).sum(axis=2)
        level = (self.average[:, None, :] <= self.average[:, :, None]).sum(axis=2)
        tail = (1 - confidence) / 2
        best = np.quantile(ahead + 1, tail, axis=0, method="inverted_cdf").astype(int)
        worst = np.quantile(level, 1 - tail, axis=0, method="inverted_cdf").astype(int)
        return dict(zip(self.items, zip(best.tolist(), worst.tolist(), strict=True), strict=True))

    def ahead(self, first: str, second: str) -> float:
        """The share of resamples with `first` ahead of `second`, a tie counting half."""
        one, other = self.average[:, self.items.index(first)], self.average[:, self.items.index(second)]
        return float(np.mean(one < other) + np.mean(one == other) / 2)

    def word(self, first: str, second: str) -> Word:
        """`clear` where `first` is ahead of `second` in 95 % of the resamples of at least 20 ballots."""
        return "clear" if self.ballots >= LEAST_FOR_CLEAR and self.ahead(first, second) >= SURE else "close"


def bootstrap(table: Table, resamples: int = RESAMPLES, seed: int = 1) -> Places:
    """Group orders of resampled ballots, drawn with replacement (Efron 1979); the same ballots give the same result.

    A ballot that speaks for several people is drawn as one: they answered together. Raises `ValueError`
    without ballots.
    """
    if not len(table.weight):
        raise ValueError("nothing to resample")
    # the ballots come in order of arrival; sorting them makes the result depend on what they say alone
    rows = np.lexsort((*table.place.T, *table.listed.T, table.weight))
    ordered = Table(table.items, table.place[rows], table.listed[rows], table.weight[rows])
    average = np.concatenate(
        [averages(ordered, counts * ordered.weight) for counts in _draws(len(rows), resamples, seed)]
    )
    return Places(table.items, len(rows), np.round(average, 9))


def bootstrap_means(
    items: Sequence[str], given: Sequence[Sequence[float]], people: Sequence[int], resamples: int = RESAMPLES,
    seed: int = 1,
) -> Places:  # fmt: skip
    """The same for what people gave to items, `given` [answer, item]: the item with the highest mean comes first.

    `people` is how many each answer speaks for. `average` holds the means negated, so that less is further up.
    """
    values, weight = np.asarray(given, dtype=float), np.asarray(people, dtype=float)
    if not len(weight):
        raise ValueError("nothing to resample")
    rows = np.lexsort((*values.T, weight))
    values, weight = values[rows], weight[rows]
    means = []
    for counts in _draws(len(rows), resamples, seed):
        drawn = counts * weight
        means.append(drawn @ values / drawn.sum(axis=1, keepdims=True))
    return Places(tuple(items), len(rows), np.round(-np.concatenate(means), 9))


def _draws(ballots: int, resamples: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """How often each of so many ballots is drawn, [resample, ballot], in chunks that keep memory small."""
    rng = np.random.default_rng(seed)
    step = max(1, _CHUNK // ballots)
    for start in range(0, resamples, step):
        count = min(step, resamples - start)
        drawn = rng.integers(0, ballots, size=(count, ballots))
        drawn += np.arange(count)[:, None] * ballots
        yield np.bincount(drawn.ravel(), minlength=count * ballots).reshape(count, ballots)
