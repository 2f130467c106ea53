"""Rules that make one order out of many: average position (Borda), Copeland, Schulze, first choices.

All of them read the same `Table`, so that the same ballots can be shown under several rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from components.stats.ballots import Floats, Table, Tiers, Unranked, comparisons, head_to_head

_DIGITS = 9
"""Scores that agree to this many digits are equal: sums of the same terms differ only in the last bits."""


@dataclass(frozen=True)
class Fact:
    """A true sentence about a room: `people` of `of` put `winner` above `loser`."""

    winner: str
    loser: str
    people: int
    of: int


def tiers(scores: Mapping[str, float], *, lowest_first: bool = False) -> Tiers:
    """Items grouped by equal score, best first, each tier in the order the items came in."""
    by_score: dict[float, list[str]] = {}
    for item, score in scores.items():
        by_score.setdefault(round(score, _DIGITS), []).append(item)
    return [by_score[score] for score in sorted(by_score, reverse=not lowest_first)]


def averages(table: Table, counts: Floats) -> Floats:
    """Average positions [sample, item] where `counts` [sample, ballot] says how many people each ballot stands for.

    Where everything was offered to everybody this is the plain mean of the positions. Else it is one plus the
    shares of people who put each other item ahead, a tie counting half, each share among those who could
    compare the two (half where nobody could), which for complete offers is the same number.
    """
    if table.everything_was_offered:
        mean: Floats = (counts @ table.place) / counts.sum(axis=1, keepdims=True)
        return mean
    size = len(table.items)
    ahead, both = comparisons(table)
    behind = ahead.transpose(0, 2, 1)
    halves = (both.astype(float) + behind - ahead) / 2
    flat = (len(halves), size * size)
    compared = counts @ both.reshape(flat)
    share = np.divide(counts @ halves.reshape(flat), compared, out=np.full(compared.shape, 0.5), where=compared > 0)
    share = share.reshape(-1, size, size)
    share[:, np.arange(size), np.arange(size)] = 0
    total: Floats = 1 + share.sum(axis=2)
    return total


def average_positions(table: Table) -> dict[str, float]:
    """Each item's average position, 1 the best; unlisted items are tied last. Empty without ballots.

    The group order by these is the Borda order, under the name people understand.
    """
    if not len(table.weight):
        return {}
    return dict(zip(table.items, averages(table, table.weight[None, :])[0].tolist(), strict=True))


def group_order(table: Table) -> Tiers:
    """The group order by average position, ties as one tier; empty without ballots."""
    return tiers(average_positions(table), lowest_first=True)


def borda(table: Table, unranked: Unranked = "last") -> dict[str, float]:
    """Borda points, summed over people: the number of items below, ties sharing theirs.

    With `unranked="last"` unlisted items share what is left (midranks). With `"ignored"` they get 0 and listed
    ones one point more than the items below them, so that being listed last is worth more than not at all.
    """
    if unranked == "last":
        points = np.nan_to_num((~np.isnan(table.place)).sum(axis=1, keepdims=True) - table.place)
    else:
        points = np.where(table.listed, len(table.items) + 1 - table.place, 0)
    return dict(zip(table.items, (table.weight @ points).tolist(), strict=True))


def copeland(table: Table, unranked: Unranked = "last") -> dict[str, float]:
    """Copeland scores: pairwise wins minus losses (Copeland 1951)."""
    return _wins_minus_losses(table.items, head_to_head(table, unranked))


def _wins_minus_losses(items: Sequence[str], matrix: Floats) -> dict[str, float]:
    wins = matrix > matrix.T
    return dict(zip(items, (wins.sum(axis=1) - wins.sum(axis=0)).astype(float).tolist(), strict=True))


def schulze(table: Table, unranked: Unranked = "last") -> Tiers:
    """The Schulze order by winning votes (Schulze 2011), places by repeatedly taking out the undefeated."""
    strength = _strongest_paths(head_to_head(table, unranked))
    left = list(range(len(table.items)))
    order: Tiers = []
    while left:
        part = strength[np.ix_(left, left)]
        undefeated = np.all(part >= part.T, axis=1).tolist()
        order.append([table.items[index] for index, is_free in zip(left, undefeated, strict=True) if is_free])
        left = [index for index, is_free in zip(left, undefeated, strict=True) if not is_free]
    return order


def _strongest_paths(matrix: Floats) -> Floats:
    """The widest path between each two items, a lost or tied pair being no link (Floyd-Warshall)."""
    strength = np.where(matrix > matrix.T, matrix, 0.0)
    for middle in range(len(strength)):
        strength = np.maximum(strength, np.minimum(strength[:, middle, None], strength[None, middle, :]))
    return strength


def first_choices(table: Table) -> dict[str, float]:
    """How many people put each item first; a tie at the top is shared, an empty ballot chooses nothing."""
    places = np.where(table.listed, table.place, np.inf)
    first = table.listed & (places == places.min(axis=1, keepdims=True, initial=np.inf))
    shared = first / np.maximum(first.sum(axis=1, keepdims=True), 1)
    return dict(zip(table.items, (table.weight @ shared).tolist(), strict=True))


def most_telling(table: Table) -> Fact | None:
    """The pair worth a sentence: the group's first item and the nearest one that two thirds put below it.

    Where no item is that clearly below a first one it is the largest majority that goes with the group order,
    and None where none has more than half of those who could compare the two.
    """
    order = [[table.items.index(item) for item in tier] for tier in group_order(table)]
    ahead, both = comparisons(table)
    votes, of = np.tensordot(table.weight, ahead, 1), np.tensordot(table.weight, both, 1)
    share = np.divide(votes, of, out=np.zeros(of.shape), where=of > 0)
    pairs = [
        (one, other)
        for place, lower in enumerate(order)
        for other in lower
        for upper in order[:place]
        for one in upper
        if share[one, other] > 0.5
    ]
    if not pairs:
        return None
    near = [pair for pair in pairs if pair[0] in order[0] and share[pair] >= 2 / 3]
    winner, loser = near[0] if near else max(pairs, key=lambda pair: float(share[pair]))
    return Fact(table.items[winner], table.items[loser], int(votes[winner, loser]), int(of[winner, loser]))
