"""The Kemeny order: the one order that is closest to everybody's, counted in pairs of items turned around."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.stats.ballots import Floats, Table, Unranked, head_to_head
from components.stats.ranking import average_positions, schulze

MOST_EXACT = 12
"""Up to this many items the closest order is found for certain; above it by local search."""


@dataclass(frozen=True)
class Closest:
    """The closest order, best first, with the pairs of people and items it agrees and disagrees with.

    `is_exact` is false where it comes from local search and a closer order may exist. `ways` counts the
    orders that are exactly as close (None where that is not known): with more than one, none is *the* order.
    """

    order: tuple[str, ...]
    agreements: int
    disagreements: int
    is_exact: bool
    ways: int | None


def kemeny(table: Table, unranked: Unranked = "last") -> Closest:
    """The order with the fewest disagreements (Kemeny 1959), by dynamic programming over subsets to 12 items."""
    matrix = head_to_head(table, unranked)
    is_exact = len(table.items) <= MOST_EXACT
    if is_exact:
        order, ways = _by_subsets(matrix)
    else:
        order, ways = _by_search(table, matrix), None
    ahead = np.triu(matrix[np.ix_(order, order)], 1).sum()
    behind = np.tril(matrix[np.ix_(order, order)], -1).sum()
    return Closest(tuple(table.items[index] for index in order), int(ahead), int(behind), is_exact, ways)


def _by_subsets(matrix: Floats) -> tuple[list[int], int]:
    """The best order and the number of equally good ones, over all 2^m sets an order can begin with."""
    size = len(matrix)
    sets = np.arange(1 << size)
    holds = (sets[:, None] >> np.arange(size)) & 1
    cost = holds @ matrix.T  # [set, i]: people who want i ahead of the items already placed
    best = np.zeros(len(sets))
    ways = np.ones(len(sets), dtype=np.int64)
    last = np.zeros(len(sets), dtype=np.int64)
    filled = holds.sum(axis=1)
    for count in range(1, size + 1):
        layer = sets[filled == count]
        before = layer[:, None] & ~(1 << np.arange(size))
        options = best[before] + cost[before, np.arange(size)]
        options[holds[layer] == 0] = np.inf
        best[layer] = options.min(axis=1)
        last[layer] = options.argmin(axis=1)
        ways[layer] = np.where(options == best[layer][:, None], ways[before], 0).sum(axis=1)
    return _walk_back(last), int(ways[-1])


def _walk_back(last: NDArray[np.int64]) -> list[int]:
    """The order whose last items these are, from the full set down to the empty one."""
    order: list[int] = []
    rest = len(last) - 1
    while rest:
        order.append(int(last[rest]))
        rest &= ~(1 << order[-1])
    return order[::-1]


def _by_search(table: Table, matrix: Floats) -> list[int]:
    """The better of two local optima, one from the group order and one from the Schulze order."""
    positions = average_positions(table)
    by_position = sorted(range(len(matrix)), key=lambda index: positions.get(table.items[index], 0))
    by_schulze = [table.items.index(item) for tier in schulze(table) for item in tier]
    found = [_improve(order, matrix) for order in (by_position, by_schulze)]
    return min(found, key=lambda order: np.tril(matrix[np.ix_(order, order)], -1).sum())


def _improve(order: list[int], matrix: Floats) -> list[int]:
    """Moves single items to their best place until no move helps."""
    has_moved = True
    while has_moved:
        has_moved = False
        for item in list(order):
            here = order.index(item)
            rest = order[:here] + order[here + 1 :]
            placed_late = np.concatenate(([0.0], np.cumsum(matrix[item, rest])))
            placed_early = np.cumsum(np.concatenate(([0.0], matrix[rest, item])))
            cost = placed_late + placed_early[-1] - placed_early
            there = int(cost.argmin())
            if cost[there] < cost[here]:
                order = [*rest[:there], item, *rest[there:]]
                has_moved = True
    return order
