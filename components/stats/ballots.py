"""Ballots: what people put in which order, and the table every ranking rule counts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Tiers = list[list[str]]
"""A group order: the first tier is ahead of the second, items within a tier are tied."""

Unranked = Literal["last", "ignored"]
"""How a partial ballot is read: items left out are tied last, or say nothing at all."""


@dataclass(frozen=True)
class Ballot:
    """One answer: tiers of item ids, best first, speaking for `weight` people.

    `offered` holds the items there were when the person answered; None means all of them. An item that was
    not offered is left out of this ballot's comparisons, an item that was offered and not listed is not.
    """

    tiers: tuple[tuple[str, ...], ...]
    weight: int = 1
    offered: frozenset[str] | None = None

    def __post_init__(self) -> None:
        listed = [item for tier in self.tiers for item in tier]
        if len(listed) != len(set(listed)):
            raise ValueError("a ballot lists an item twice")
        if self.weight < 1:
            raise ValueError("a ballot speaks for at least one person")

    @classmethod
    def of(cls, order: Iterable[str], weight: int = 1, offered: frozenset[str] | None = None) -> Ballot:
        """A ballot without ties, best first."""
        return cls(tuple((item,) for item in order), weight, offered)


@dataclass(frozen=True)
class Table:
    """All ballots as arrays, one row a ballot and one column an item.

    `place` is the position from 1, ties and unlisted items at the average of the positions they share
    (midranks), NaN where the item was not offered. `listed` is true where the person put the item somewhere.
    """

    items: tuple[str, ...]
    place: Floats
    listed: NDArray[np.bool_]
    weight: Floats

    @classmethod
    def of(cls, items: Sequence[str], ballots: Sequence[Ballot]) -> Table:
        """The table of these ballots; a ballot that lists an unknown item raises `ValueError`."""
        column = {item: index for index, item in enumerate(items)}
        place = np.empty((len(ballots), len(items)))
        listed = np.zeros(place.shape, dtype=bool)
        for row, ballot in enumerate(ballots):
            _fill(place[row], listed[row], ballot, column)
        return cls(tuple(items), place, listed, np.array([ballot.weight for ballot in ballots], dtype=float))

    @property
    def people(self) -> int:
        """How many people these ballots speak for."""
        return int(self.weight.sum())

    @property
    def everything_was_offered(self) -> bool:
        """True where every person could choose among all items."""
        return not bool(np.isnan(self.place).any())


def _fill(place: Floats, listed: NDArray[np.bool_], ballot: Ballot, column: Mapping[str, int]) -> None:
    """Writes one ballot into its row of the table."""
    left = set(column if ballot.offered is None else ballot.offered & column.keys())
    row = [float("nan")] * len(column)
    ahead = 0
    for tier in ballot.tiers:
        for item in tier:
            if item not in column:
                raise ValueError(f"a ballot lists an unknown item: {item}")
            row[column[item]] = ahead + (len(tier) + 1) / 2
            listed[column[item]] = True
            left.discard(item)
        ahead += len(tier)
    for item in left:
        row[column[item]] = ahead + (len(left) + 1) / 2
    place[:] = row


def comparisons(table: Table, unranked: Unranked = "last") -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who says what about each pair: two cubes [ballot, i, j], `i ahead of j` and `i and j compared`."""
    place = table.place
    ahead = place[:, :, None] < place[:, None, :]
    counts = table.listed if unranked == "ignored" else ~np.isnan(place)
    both = counts[:, :, None] & counts[:, None, :]
    return ahead & both, both


def head_to_head(table: Table, unranked: Unranked = "last") -> Floats:
    """The pairwise matrix: entry [i, j] is how many people put item i ahead of item j."""
    ahead, _ = comparisons(table, unranked)
    size = len(table.items)
    counted: Floats = (table.weight @ ahead.reshape(len(ahead), size * size)).reshape(size, size)
    return counted
