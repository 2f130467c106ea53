"""How much a group agrees on a scale: Tastle-Wierman consensus, van der Eijk's A."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

LOW_CONSENSUS = 0.6
"""Below this a group is told to see something differently; a quarter of it and the rest far apart are at .58, answers
all over the scale at .56."""


def consensus(values: Sequence[float], low: float = 0, high: float = 100) -> float | None:
    """Tastle-Wierman consensus of values on a scale: 1 where all are equal, 0 for two halves at the ends.

    Cns = 1 + mean of log2(1 - |x - mean| / width) (Tastle & Wierman 2007). None without values; a value
    outside the scale raises `ValueError`.
    """
    return weighted_consensus(values, [1] * len(values), low, high)


def ordinal_consensus(frequencies: Sequence[float]) -> float | None:
    """Tastle-Wierman consensus of how often each of the ordered categories was chosen; None where none was."""
    if len(frequencies) < 2:
        raise ValueError("a scale has at least two categories")
    return weighted_consensus(range(len(frequencies)), frequencies, 0, len(frequencies) - 1)


def weighted_consensus(
    values: Sequence[float], weights: Sequence[float], low: float = 0, high: float = 100
) -> float | None:
    """Tastle-Wierman consensus of values that each count `weights` times; None where the weights are all 0."""
    if any(not low <= value <= high for value in values):
        raise ValueError("a value lies outside the scale")
    total = sum(weights)
    if total <= 0:
        return None
    width = high - low
    mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / total
    terms = (
        weight / total * log2(1 - abs(value - mean) / width)
        for value, weight in zip(values, weights, strict=True)
        if weight
    )
    return min(1.0, max(0.0, 1 + sum(terms)))


def agreement_a(frequencies: Sequence[float]) -> float | None:
    """Van der Eijk's agreement A: 1 one category, 0 all alike, -1 two halves at the ends (van der Eijk 2001).

    The frequencies of at least three ordered categories are taken apart into layers of equal height; each
    layer's agreement is weighted by its share. None where nothing was chosen.
    """
    size = len(frequencies)
    if size < 3:
        raise ValueError("van der Eijk's A needs at least three categories")
    left = list(frequencies)
    total = sum(left)
    if total <= 0:
        return None
    agreed = 0.0
    while any(count > 0 for count in left):
        pattern = [count > 0 for count in left]
        height = min(count for count in left if count > 0)
        agreed += height * sum(pattern) / total * _pattern_agreement(pattern)
        left = [count - height if count > 0 else 0 for count in left]
    return agreed


def polarization(frequencies: Sequence[float]) -> float | None:
    """(1 - A) / 2: 0 where all chose one category, 1 for two halves at the ends."""
    agreed = agreement_a(frequencies)
    return None if agreed is None else (1 - agreed) / 2


def _pattern_agreement(pattern: Sequence[bool]) -> float:
    """A of a layer: how unimodal its pattern of filled categories is, and how few they are."""
    size, filled = len(pattern), sum(pattern)
    one_sided = gaps = 0
    for first in range(size):
        for middle in range(first + 1, size):
            for last in range(middle + 1, size):
                ends = pattern[first] + pattern[last]
                one_sided += pattern[middle] and ends == 1
                gaps += not pattern[middle] and ends == 2
    triples = one_sided + gaps
    unimodality = 1.0 if not triples else ((size - 2) * one_sided - (size - 1) * gaps) / ((size - 2) * triples)
    return unimodality * (1 - (filled - 1) / (size - 1))
