"""How much people agree on an order: Kendall's tau between people, Kendall's W over all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.stats.ballots import Floats, Table
from components.stats.distributions import chi_square_tail


@dataclass(frozen=True)
class Agreement:
    """Mean Kendall tau-b over all pairs of people, and the same in words' number.

    `share` is (1 + tau) / 2: how often two people at random agree on which of two items matters more; half
    is chance.
    """

    tau: float
    share: float


@dataclass(frozen=True)
class Concordance:
    """Kendall's W (0 none, 1 complete), Friedman's chi-square with its degrees of freedom, and P by chance."""

    w: float
    chi_square: float
    df: int
    p: float


def midranks(values: Floats) -> Floats:
    """Ranks from 1 within each row, the smallest first, ties at the average of the ranks they share."""
    less = (values[..., None, :] < values[..., :, None]).sum(axis=-1)
    equal = (values[..., None, :] == values[..., :, None]).sum(axis=-1)
    ranks: Floats = less + (equal + 1) / 2
    return ranks


def agreement(table: Table) -> Agreement | None:
    """Mean pairwise Kendall tau-b (Kendall 1945), each pair of people over the items both were offered.

    Pairs in which somebody ties everything say nothing and are left out. People who answered together as one
    ballot are not compared with one another. None where there is no pair to compare.
    """
    tau = _taus(table)
    weight = np.outer(table.weight, table.weight)
    weight[np.isnan(tau)] = 0
    weight[np.arange(len(tau)), np.arange(len(tau))] = 0
    if not weight.any():
        return None
    mean = float((np.nan_to_num(tau) * weight).sum() / weight.sum())
    return Agreement(mean, (1 + mean) / 2)


def _taus(table: Table) -> Floats:
    """Tau-b between each two ballots, NaN where one of them orders nothing the other was offered."""
    first, second = np.triu_indices(len(table.items), 1)
    sign = np.sign(table.place[:, second] - table.place[:, first])
    offered = (~np.isnan(sign)).astype(float)
    sign = np.nan_to_num(sign)
    strict = (sign * sign) @ offered.T
    scale = np.sqrt(strict * strict.T)
    tau: Floats = np.divide(sign @ sign.T, scale, out=np.full(scale.shape, np.nan), where=scale > 0)
    return tau


def concordance(scores: Floats) -> Concordance | None:
    """Kendall's W with tie correction over `scores` [judge, item] (Siegel & Castellan 1988, p. 266).

    Its chi-square is Friedman's. Random orders of n people give about 1/n, so it is never compared between
    groups. None with fewer than two judges or items, or where nobody orders anything.
    """
    judges, items = scores.shape
    if judges < 2 or items < 2:
        return None
    ranks = midranks(scores)
    equal = (ranks[:, None, :] == ranks[:, :, None]).sum(axis=2)
    ties = float((equal * equal - 1).sum())  # the sum of t^3 - t over groups of t tied items
    scale = judges**2 * (items**3 - items) - judges * ties
    if scale <= 0:
        return None
    deviation = ranks.sum(axis=0) - judges * (items + 1) / 2
    w = float(12 * (deviation**2).sum() / scale)
    chi_square = judges * (items - 1) * w
    return Concordance(w, chi_square, items - 1, chi_square_tail(chi_square, items - 1))
