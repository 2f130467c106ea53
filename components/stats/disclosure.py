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
    return tuple(_let_in_beside((), groups, everybody, least))


def _let_in_beside(
    shown: tuple[People, ...], groups: tuple[People, ...], everybody: People, least: int
) -> list[bool]:  # fmt: skip
    """The same beside those that are shown. Groups that are safe together are safe one after the other too, so only
    halves that are not are looked into."""
    if not tells_of_few(everybody, [*shown, *groups], least):
        return [True] * len(groups)
    if len(groups) < 2:
        return [False] * len(groups)
    half = len(groups) // 2
    first = _let_in_beside(shown, groups[:half], everybody, least)
    beside = shown + tuple(group for group, is_safe in zip(groups[:half], first, strict=True) if is_safe)
    return first + _let_in_beside(beside, groups[half:], everybody, least)


def tells_of_few(everybody: People, groups: Sequence[People], least: int = 5) -> bool:
    """Whether sums over everybody and over these groups, added and subtracted, give the sum of fewer than `least`
    people.

    People whom no group tells apart go together (an atom). A set of atoms lies in the span of the groups if it is
    orthogonal to all that the groups do not tell; that is tried along two directions drawn at random modulo a prime of
    31 bits, so that a set is wrongly taken for told about once in 10^18 times.
    """
    if least > 5:
        raise ValueError("sets of more than four people are not searched")
    order = {person: at for at, person in enumerate(everybody)}
    told = np.ones((1 + len(groups), len(order)), dtype=np.int64)
    for row, group in zip(told[1:], groups, strict=True):
        row[:] = 0
        row[[order[person] for person in everybody & group]] = 1
    atoms, sizes = _atoms(told)
    if (sizes >= least).all():
        return False
    along = _untold(atoms)
    return _has_nothing_sum(along[sizes < least], sizes[sizes < least], least - 1)


def _atoms(told: Whole) -> tuple[Whole, Whole]:
    """The columns that differ, and how many people each of them stands for."""
    sizes = Counter(column.tobytes() for column in told.T.astype(np.int8))
    atoms = np.frombuffer(b"".join(sizes), dtype=np.int8).reshape(len(sizes), len(told))
    return atoms.T.astype(np.int64), np.array(list(sizes.values()), dtype=np.int64)


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
    while (open_columns := left[len(leads) :].any(axis=0)).any():
        at, column = len(leads), int(open_columns.argmax())
        lead = at + int(left[at:, column].argmax())
        left[[at, lead]] = left[[lead, at]]
        left[at] = left[at] * pow(int(left[at, column]), -1, _PRIME) % _PRIME
        factors = left[:, column].copy()
        factors[at] = 0
        left = (left - factors[:, None] * left[at] % _PRIME) % _PRIME
        leads.append(column)
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
    known = np.concatenate([_joined(places), _joined(pairs)])
    missing = np.concatenate([_joined(-places % _PRIME), _joined(-pairs % _PRIME)])
    met = np.flatnonzero(_is_among(missing, known))
    alone = len(places)
    members = {at: (at,) if at < alone else (int(first[at - alone]), int(second[at - alone])) for at in met.tolist()}
    by_place: dict[int, list[tuple[int, ...]]] = {}
    for at, each in members.items():
        by_place.setdefault(int(known[at]), []).append(each)
    for at, each in members.items():
        for other in by_place.get(int(missing[at]), ()):
            if not set(each) & set(other) and sizes[[*each, *other]].sum() <= most:
                return True
    return False


def _is_among(wanted: Whole, known: Whole) -> NDArray[np.bool_]:
    """Which of the wanted numbers are among those known."""
    in_order = np.sort(known)
    at = np.searchsorted(in_order, wanted).clip(max=len(known) - 1)
    found: NDArray[np.bool_] = in_order[at] == wanted
    return found


def _joined(places: Whole) -> Whole:
    """Places along two directions as one number each."""
    joined: Whole = places[:, 0] << 31 | places[:, 1]
    return joined
