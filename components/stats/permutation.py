"""Whether groups differ by more than chance, without an assumption about how answers are spread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SHUFFLES = 999


def groups_differ(
    values: Mapping[str, float], groups: Collection[Collection[str]], shuffles: int = SHUFFLES, seed: int = 1
) -> float:
    """How often groups differ as much as these where it does not matter who is in which: a permutation test.

    `values` are by person; groups may overlap, and leave people out. What is compared is how far the groups' means
    lie from that of everybody in them, weighted by their sizes (the numerator of an analysis of variance), in
    shuffled answers (Pitman 1938; the share counts the real answers among the shuffles, Phipson & Smyth 2010). The
    same answers give the same share. 1 where there are fewer than two groups.
    """
    people = sorted({person for group in groups for person in group if person in values})
    members = np.array([[person in group for person in people] for group in groups], dtype=float)
    if len(groups) < 2 or not people or not members.sum(axis=1).all():
        return 1.0
    given = np.array([values[person] for person in people])
    # sorted, so that the shuffles do not depend on who said what
    shuffled = np.sort(given)[_orders(len(people), shuffles, seed)]
    found = _apart(members, given[None, :])[0]
    return float((1 + np.count_nonzero(_apart(members, shuffled) >= found - 1e-9)) / (1 + shuffles))


@lru_cache(maxsize=16)
def _orders(people: int, shuffles: int, seed: int) -> NDArray[np.int16]:
    """So many orders of so many people; groups of one meeting share them."""
    orders = np.tile(np.arange(people, dtype=np.int16), (shuffles, 1))
    return np.random.default_rng(seed).permuted(orders, axis=1)


def _apart(members: Floats, values: Floats) -> Floats:
    """For each row of values how far the groups' means lie from the mean of all, squared and weighted."""
    sizes = members.sum(axis=1)
    means = values @ members.T / sizes
    apart: Floats = ((means - values.mean(axis=1, keepdims=True)) ** 2 * sizes).sum(axis=1)
    return apart
