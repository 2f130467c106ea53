"""Drawing the matches: groups of two, one of three where the number is odd, and nobody left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random

import networkx as nx

from components.matching.fit import BEST, broken, fit, issue_of
from components.matching.people import Group, Order, Pair, Person

Cost = tuple[int, int, int]
"""How many pairs are from the same place, how many have met before, and what they lack in fit: less is better."""
Two = tuple[Person, Person]

_BEST, _LESS_WANTED, _OF_SAME_PLACE = 15, 5, 3
"""With how many others somebody may be matched: those who fit best, some whom few others want, and some who break a
rule."""
_WANTED = 20
_WIDER = (1, 4)
_FEW, _SOME = 9, 21
"""With so many people all ways to make a trio are tried; with some more, everybody is tried as the odd one."""
_FINE = 10


def draw(order: Order) -> list[Group]:
    """Everybody in a group: two each, the odd one out in a trio; a single person alone.

    Two from the same place meet only where nobody can be placed otherwise, two who have met before only where that
    brings no two from the same place together; then who fits best. The same order gives the same groups. Groups on
    the same issue follow each other.
    """
    people = sorted(order.people, key=lambda person: person.id)
    rng = Random(order.seed)
    rng.shuffle(people)
    groups = _groups(people, order.met, rng)
    made = [Group(tuple(person.id for person in group), issue_of(group)) for group in groups]
    return sorted(made, key=lambda group: (not group.issue, group.issue))


def _groups(people: list[Person], met: frozenset[Pair], rng: Random) -> list[tuple[Person, ...]]:
    if len(people) < 4:
        return [tuple(people)] if people else []
    if len(people) % 2 == 0:
        return list(_paired(people, met, rng))
    if len(people) <= _FEW:
        return min(_all_with_a_trio(people), key=lambda groups: _cost(groups, met))
    pairs = _paired(people, met, rng)
    there = {person.id for pair in pairs for person in pair}
    odd = next(person for person in people if person.id not in there)
    found = _hosted(pairs, odd, met)
    if _cost(found, met)[:2] > (_least_same(people), 0):
        return min([found, *_others_odd(people, pairs, odd, met, rng)], key=lambda groups: _cost(groups, met))
    return found


def _cost(groups: Iterable[tuple[Person, ...]], met: frozenset[Pair]) -> Cost:
    """What groups cost all together."""
    same, again, lack = 0, 0, 0
    for group in groups:
        for one, other in combinations(group, 2):
            is_same, is_again = broken(one, other, met)
            same, again, lack = same + is_same, again + is_again, lack + BEST - fit(one, other)
    return same, again, lack


def _least_same(people: Sequence[Person]) -> int:
    """So many pairs from the same place there are at least: those of a place that outnumber everybody else."""
    places = Counter(person.place for person in people if person.place)
    most = max(places.values(), default=0)
    return max(0, most - (len(people) - most)) // 2


def _paired(people: Sequence[Person], met: frozenset[Pair], rng: Random) -> list[Two]:
    """The best pairs, one person left out where the number is odd.

    Each is matched among those who fit them best; where that breaks more rules than it must, among more, then among
    all.
    """
    least = (_least_same(people), 0)
    for wide in _WIDER:
        if len(people) <= 4 * _BEST * wide:
            break
        pairs = _matched(people, list(_candidates(people, met, rng, wide)), met, rng)
        if len(pairs) == len(people) // 2 and _cost(pairs, met)[:2] == least:
            return pairs
    return _matched(people, list(combinations(range(len(people)), 2)), met, rng)


def _matched(
    people: Sequence[Person], edges: Iterable[tuple[int, int]], met: frozenset[Pair], rng: Random
) -> list[Two]:
    """The matching of most weight among those of the most pairs (Galil 1986, as networkx has it)."""
    again = (BEST + 1) * _FINE * (len(people) + 1)
    same = again * (len(people) + 1)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(people)))
    for one, other in edges:
        is_same, is_again = broken(people[one], people[other], met)
        weight = fit(people[one], people[other]) * _FINE + rng.randrange(_FINE)
        graph.add_edge(one, other, weight=weight - is_same * same - is_again * again)
    found = nx.max_weight_matching(graph, maxcardinality=True)
    return [(people[min(pair)], people[max(pair)]) for pair in sorted(map(sorted, found))]


def _candidates(people: Sequence[Person], met: frozenset[Pair], rng: Random, wide: int) -> Iterator[tuple[int, int]]:
    """Who may be matched with whom, as places in the list: for everybody the best, and some that few others want."""
    wanted: Counter[int] = Counter()
    ways: set[tuple[int, int]] = set()
    for one, person in enumerate(people):
        free: list[tuple[int, int, float, int]] = []
        rest: list[tuple[int, int, float, int]] = []
        for other, someone in enumerate(people):
            if other != one:
                is_same, is_again = broken(person, someone, met)
                (rest if is_same or is_again else free).append((is_same, -fit(person, someone), rng.random(), other))
        free.sort()
        rest.sort()
        best = [other for *_, other in free[: _BEST * wide]]
        spare = [other for *_, other in free[_BEST * wide :] if wanted[other] < _WANTED * wide]
        chosen = [*best, *spare[: _LESS_WANTED * wide], *(other for *_, other in rest[: _OF_SAME_PLACE * wide])]
        wanted.update(chosen)
        ways.update((min(one, other), max(one, other)) for other in chosen)
    yield from sorted(ways)


def _hosted(pairs: Sequence[Two], odd: Person, met: frozenset[Pair]) -> list[tuple[Person, ...]]:
    """The pairs, the odd one in the one that suits them best."""
    costs: Mapping[int, Cost] = {
        at: tuple(map(sum, zip(*(_cost([(odd, each)], met) for each in pair), strict=True)))  # type: ignore[misc]
        for at, pair in enumerate(pairs)
    }
    host = min(costs, key=lambda at: costs[at])
    return [(*pair, odd) if at == host else pair for at, pair in enumerate(pairs)]


def _others_odd(
    people: Sequence[Person], pairs: Sequence[Two], odd: Person, met: frozenset[Pair], rng: Random
) -> Iterator[list[tuple[Person, ...]]]:
    """The same with others as the odd one: everybody in turn where they are some, else who may change places with
    them."""
    if len(people) <= _SOME:
        for other in people:
            rest = [person for person in people if person.id != other.id]
            yield _hosted(_paired(rest, met, rng), other, met)
        return
    for at, pair in enumerate(pairs):
        for stays, goes in (pair, pair[::-1]):
            if broken(stays, odd, met) == (0, 0):
                yield _hosted([*pairs[:at], (stays, odd), *pairs[at + 1 :]], goes, met)


def _all_with_a_trio(people: Sequence[Person]) -> Iterator[list[tuple[Person, ...]]]:
    """Every way to put an odd number of people into pairs and one trio."""
    for trio in combinations(people, 3):
        taken = {person.id for person in trio}
        for pairs in _all_pairs([person for person in people if person.id not in taken]):
            yield [trio, *pairs]


def _all_pairs(people: Sequence[Person]) -> Iterator[list[tuple[Person, ...]]]:
    if not people:
        yield []
        return
    first, *rest = people
    for at, other in enumerate(rest):
        for pairs in _all_pairs(rest[:at] + rest[at + 1 :]):
            yield [(first, other), *pairs]
