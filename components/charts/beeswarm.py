"""Where the dots of a group lie: one dot a person, piled on a line, none covering another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, sqrt

MOST_FREE = 150
"""Up to so many dots lie exactly at their value; more are gathered in columns of `BIN` points."""

MOST_NUDGED = 80
"""The same where the room is low and dots may be nudged: finding them a place takes longer there."""

BIN = 5
_SPAN = 100.0
_FINER = 0.94


@dataclass(frozen=True)
class Swarm:
    """Places by rank of value: `x` on the 0-100 line, `y` in pixels above it, dots `size` pixels across."""

    x: list[float]
    y: list[float]
    size: float


def swarm(
    values: Sequence[float], width: float, height: float, largest: float, smallest: float = 3.0, nudge: float = 0.0
) -> Swarm:
    """Places for values 0..100 on a line `width` pixels long with `height` pixels of room above it.

    Dots are as large as fits, from `largest` down to `smallest` pixels. Where the room is low a dot may lie up
    to `nudge` points beside its value. The same values give the same places.
    """
    ordered = tuple(sorted(map(float, values)))
    kept = _kept_of_few if len(ordered) <= MOST_FREE else _kept_of_many
    return kept(ordered, width, height, largest, smallest, nudge)


def _largest_that_fits(
    ordered: tuple[float, ...], width: float, height: float, largest: float, smallest: float, nudge: float
) -> Swarm:
    sizes = [largest]
    while sizes[-1] > smallest:
        sizes.append(max(smallest, sizes[-1] * _FINER))
    per_point = width / _SPAN
    if len(ordered) > (MOST_NUDGED if nudge else MOST_FREE):
        return _in_columns(ordered, per_point, height, sizes)
    tried = {0: _free(ordered, per_point, largest, nudge)}
    if not _fits(tried[0], height):
        low, high = 0, len(sizes) - 1
        while high - low > 1:
            middle = (low + high) // 2
            tried[middle] = _free(ordered, per_point, sizes[middle], nudge)
            low, high = (low, middle) if _fits(tried[middle], height) else (middle, high)
        return tried.get(high) or _free(ordered, per_point, sizes[high], nudge)
    return tried[0]


_kept_of_few = lru_cache(maxsize=512)(_largest_that_fits)
_kept_of_many = lru_cache(maxsize=32)(_largest_that_fits)
"""Kept for a while: a wall is drawn again far more often than its answers change. A thousand dots take 100 KB."""


def _fits(pile: Swarm, height: float) -> bool:
    return not pile.y or max(pile.y) + pile.size / 2 <= height


def _free(ordered: Sequence[float], per_point: float, size: float, nudge: float) -> Swarm:
    """Each dot as low as it can lie beside those already placed."""
    x: list[float] = []
    y: list[float] = []
    first = 0
    for value in ordered:
        while first < len(x) and (value - 3 * nudge - x[first]) * per_point >= size:
            first += 1
        level, at = _lowest(value, first, x, y, per_point, size), value
        if nudge and level > size / 2:
            options = [(_lowest(place, first, x, y, per_point, size), place) for place in _beside(value, nudge)]
            level, at = min([(level, at), *options], key=lambda option: option[0])
        x.append(at)
        y.append(level)
    return Swarm(x, y, size)


def _beside(value: float, nudge: float) -> list[float]:
    return [min(_SPAN, max(0.0, value + shift)) for shift in (-nudge / 2, nudge / 2, -nudge, nudge)]


def _lowest(at: float, first: int, x: Sequence[float], y: Sequence[float], per_point: float, size: float) -> float:
    """The lowest level at a place where a dot touches none of those from `first` on."""
    near = []
    for index in range(first, len(x)):
        rise = size * size - ((at - x[index]) * per_point) ** 2
        if rise > 0:
            near.append((y[index], rise - 1e-6, y[index] + sqrt(rise)))
    for level in sorted([size / 2, *(top for _, _, top in near)]):
        if all((level - other) ** 2 >= rise for other, rise, _ in near):
            return level
    raise AssertionError("the highest of the tops is always free")


def _in_columns(ordered: Sequence[float], per_point: float, height: float, sizes: Sequence[float]) -> Swarm:
    """Dots in rows within columns `BIN` points wide, filled from the bottom, of the largest size with room for them."""
    counts = Counter(map(_column, ordered))
    fullest = max(counts.values())
    size = next((each for each in sizes if ceil(fullest / _across(per_point, each)) * each <= height), sizes[-1])
    x: list[float] = []
    y: list[float] = []
    for column, n in sorted(counts.items()):
        # Filled column-wise from the left, so that the order by value stays the order from left to right.
        rows = ceil(n / _across(per_point, size))
        left = (column + 0.5) * BIN - (ceil(n / rows) - 1) / 2 * size / per_point
        x += [left + (place // rows) * size / per_point for place in range(n)]
        y += [size / 2 + (place % rows) * size for place in range(n)]
    return Swarm(x, y, size)


def _across(per_point: float, size: float) -> int:
    """How many dots lie side by side in a column."""
    return max(1, floor(BIN * per_point * 0.94 / size))


def _column(value: float) -> int:
    return min(int(value // BIN), int(_SPAN // BIN) - 1)
