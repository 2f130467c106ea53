"""Which groups of people may be shown beside each other so that no few of them can be told from the rest.

Whoever sees sums or averages of groups can add and subtract them: all answers less those of everybody from the north
are those of everybody else. What can be worked out so are the vectors in the span of the groups' indicators (Duncan,
Elliot & Salazar-González 2011, chapter 4). Here groups are let in one after the other, the largest first, as long as
no set of fewer than five people lies in that span; so the next-smallest group goes with one that is too small
(complementary suppression), whatever attributes and filters the groups come from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
People = frozenset[str]

_PRIME = (1 << 61) - 1
_SEED = 20


def safe_groups(everybody: Collection[str], groups: Mapping[Key, Collection[str]], least: int = 5) -> set[Key]:
    """Which of the groups may be shown, given that everybody together is.

    Groups may overlap. People of a group who are not among everybody do not count; a group of fewer than `least` is
    never shown, and neither is one with which some `least - 1` people or fewer could be told from the rest.
    """
    whole = frozenset(everybody)
    found = {key: whole & frozenset(group) for key, group in groups.items()}
    in_order = sorted((key for key in found if len(found[key]) >= least), key=lambda key: (-len(found[key]), str(key)))
    shown = _let_in(whole, tuple(found[key] for key in in_order), least)
    return {key for key, is_shown in zip(in_order, shown, strict=True) if is_shown}


@lru_cache(maxsize=4096)
def _let_in(everybody: People, groups: tuple[People, ...], least: int) -> tuple[bool, ...]:
    """Whether each of the groups is let in, in their order."""
    if not tells_of_few(everybody, groups, least):
        return (True,) * len(groups)
    shown: list[People] = []
    decided = []
    for group in groups:
        is_safe = not tells_of_few(everybody, [*shown, group], least)
        shown += [group] if is_safe else []
        decided.append(is_safe)
    return tuple(decided)


def tells_of_few(everybody: People, groups: Sequence[People], least: int = 5) -> bool:
    """Whether sums over everybody and over these groups, added and subtracted, give the sum of fewer than `least`
    people.

    People whom no group tells apart go together (an atom). A set of atoms lies in the span of the groups if it is
    orthogonal to all that the groups do not tell; that is tried along one direction drawn at random modulo a prime of
    61 bits, so that a set is wrongly taken for told less often than once in 10^12 times.
    """
    kinds = [everybody, *groups]
    atoms = Counter(tuple(person in kind for kind in kinds) for person in everybody)
    small = [(pattern, size) for pattern, size in atoms.items() if size < least]
    if not small:
        return False
    along = _untold(list(atoms), len(kinds))
    sizes = np.array([size for _, size in small], dtype=np.int64)
    places = np.array([along[pattern] for pattern, _ in small], dtype=np.uint64)
    return _has_nothing_sum(places, sizes, least - 1)


def _untold(atoms: Sequence[tuple[bool, ...]], kinds: int) -> dict[tuple[bool, ...], int]:
    """For each atom its place along one direction, drawn at random, of all that the groups leave open."""
    rows = [[int(atom[kind]) for atom in atoms] for kind in range(kinds)]
    pivots = _reduce(rows)
    rng = Random(_SEED)
    places = [0 if column in pivots else rng.randrange(1, _PRIME) for column in range(len(atoms))]
    for column, row in pivots.items():
        places[column] = -sum(value * places[at] for at, value in enumerate(row) if value and at != column) % _PRIME
    return dict(zip(atoms, places, strict=True))


def _reduce(rows: list[list[int]]) -> dict[int, list[int]]:
    """Gauss-Jordan elimination modulo the prime; the rows that remain, by the column each leads."""
    pivots: dict[int, list[int]] = {}
    for row in rows:
        for column, known in pivots.items():
            if row[column]:
                row = [(value - row[column] * other) % _PRIME for value, other in zip(row, known, strict=True)]
        lead = next((column for column, value in enumerate(row) if value), None)
        if lead is None:
            continue
        inverse = pow(row[lead], -1, _PRIME)
        row = [value * inverse % _PRIME for value in row]
        for column, known in pivots.items():
            if known[lead]:
                pivots[column] = [(v - known[lead] * other) % _PRIME for v, other in zip(known, row, strict=True)]
        pivots[lead] = row
    return pivots


def _has_nothing_sum(places: NDArray[np.uint64], sizes: NDArray[np.int64], most: int) -> bool:
    """Whether some of these with sizes of at most `most` together have places that sum to nothing.

    `most` is at most 4: two pairs meet in the middle.
    """
    if most > 4:
        raise ValueError("sets of more than four people are not searched")
    if (places == 0).any():
        return True
    first, second = np.triu_indices(len(places), 1)
    fit = sizes[first] + sizes[second] <= most
    first, second = first[fit], second[fit]
    pairs = (places[first] + places[second]) % _PRIME
    if (pairs == 0).any():
        return True
    missing = (_PRIME - np.concatenate([places, pairs])) % _PRIME
    members = [(index,) for index in range(len(places))] + list(zip(first.tolist(), second.tolist(), strict=True))
    by_place: dict[int, list[tuple[int, ...]]] = {}
    for at in np.flatnonzero(np.isin(missing, pairs)).tolist():
        by_place.setdefault(int(missing[at]), []).append(members[at])
    for at in np.flatnonzero(np.isin(pairs, missing)).tolist():
        pair = members[len(places) + at]
        for other in by_place.get(int(pairs[at]), ()):
            if not set(pair) & set(other) and sizes[[*pair, *other]].sum() <= most:
                return True
    return False
