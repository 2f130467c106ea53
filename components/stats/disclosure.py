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
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
People = frozenset[str]
Whole = NDArray[np.int64]

_PRIME = (1 << 31) - 1
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
    orthogonal to all that the groups do not tell; that is tried along two directions drawn at random modulo a prime of
    31 bits, so that a set is wrongly taken for told about once in 10^18 times.
    """
    if least > 5:
        raise ValueError("sets of more than four people are not searched")
    kinds = [everybody, *groups]
    atoms = Counter(tuple(person in kind for kind in kinds) for person in everybody)
    sizes = np.array(list(atoms.values()), dtype=np.int64)
    if (sizes >= least).all():
        return False
    along = _untold(np.array(list(atoms), dtype=np.int64).T)
    return _has_nothing_sum(along[sizes < least], sizes[sizes < least], least - 1)


def _untold(told: Whole) -> Whole:
    """For each atom its place along two directions, drawn at random, of all that the groups leave open.

    `told` has a row for each group, 1 for the atoms in it.
    """
    reduced, leads = _reduced(told)
    places = np.random.default_rng(_SEED).integers(1, _PRIME, size=(told.shape[1], 2))
    places[leads] = 0
    # modulo the prime before they are summed: the sum of the products would be too long
    products = reduced[:, :, None] * places[None] % _PRIME
    places[leads] = -products.sum(axis=1) % _PRIME
    return places


def _reduced(rows: Whole) -> tuple[Whole, list[int]]:
    """The reduced row echelon form modulo the prime, without empty rows, and the column that leads each row."""
    left, leads = rows % _PRIME, list[int]()
    for column in range(rows.shape[1]):
        at = len(leads)
        found = np.flatnonzero(left[at:, column])
        if not len(found):
            continue
        left[[at, at + found[0]]] = left[[at + found[0], at]]
        left[at] = left[at] * pow(int(left[at, column]), -1, _PRIME) % _PRIME
        factors = left[:, column].copy()
        factors[at] = 0
        left = (left - factors[:, None] * left[at] % _PRIME) % _PRIME
        leads.append(column)
        if len(leads) == len(left):
            break
    return left[: len(leads)], leads


def _has_nothing_sum(places: Whole, sizes: Whole, most: int) -> bool:
    """Whether some of these with sizes of at most `most` (4 or fewer) together have places that sum to nothing: two
    pairs meet in the middle."""
    if (places == 0).all(axis=1).any():
        return True
    first, second = np.triu_indices(len(places), 1)
    fit = sizes[first] + sizes[second] <= most
    first, second = first[fit], second[fit]
    pairs = (places[first] + places[second]) % _PRIME
    if (pairs == 0).all(axis=1).any():
        return True
    ones, twos = _joined(places), _joined(pairs)
    missing = np.concatenate([_joined(-places % _PRIME), _joined(-pairs % _PRIME)])
    known = np.concatenate([ones, twos])
    members = [(index,) for index in range(len(places))] + list(zip(first.tolist(), second.tolist(), strict=True))
    by_place: dict[int, list[tuple[int, ...]]] = {}
    for at in np.flatnonzero(np.isin(known, missing)).tolist():
        by_place.setdefault(int(known[at]), []).append(members[at])
    for at in np.flatnonzero(np.isin(missing, known)).tolist():
        for other in by_place.get(int(missing[at]), ()):
            if not set(members[at]) & set(other) and sizes[[*members[at], *other]].sum() <= most:
                return True
    return False


def _joined(places: Whole) -> Whole:
    """Places along two directions as one number each."""
    joined: Whole = places[:, 0] << 31 | places[:, 1]
    return joined
