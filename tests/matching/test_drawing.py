"""Who meets whom: everybody is placed, and no rule is broken that need not be, with 2 people or 500."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.matching.drawing import draw
from components.matching.fit import broken, fit, issue_of
from components.matching.people import FACING, SOLVED, STANDS, Group, Order, Pair, Person, place_of

ISSUES = ("childcare", "transport", "housing", "language")
Rules = tuple[int, int]


def room(number: int, places: int, seed: int) -> list[Person]:
    """So many people from so many places, each with one to three issues."""
    rng = Random(seed)
    return [
        Person(
            f"p{at:03}",
            f"place {rng.randrange(places)}",
            {issue: rng.choice(STANDS) for issue in rng.sample(ISSUES, rng.randint(1, 3))},
        )
        for at in range(number)
    ]


def pairs_of(groups: Sequence[Group]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(group.people, 2)}


def rules_broken(people: Sequence[Person], groups: Sequence[Sequence[str]], met: frozenset[Pair]) -> Rules:
    """How many pairs are from the same place, and how many have met before."""
    by_id = {person.id: person for person in people}
    found = [broken(by_id[a], by_id[b], met) for group in groups for a, b in combinations(group, 2)]
    return sum(same for same, _ in found), sum(again for _, again in found)


def all_ways(ids: Sequence[str]) -> Iterator[list[tuple[str, ...]]]:
    """Every way to put people into groups of two, one of three where they are odd."""
    if len(ids) < 4:
        yield [tuple(ids)] if ids else []
        return
    first, *rest = ids
    for size in (1, 2) if len(ids) % 2 else (1,):
        for others in combinations(rest, size):
            for ways in all_ways([each for each in rest if each not in others]):
                yield [(first, *others), *ways]


def least_same(people: Sequence[Person]) -> int:
    most = max(Counter(person.place for person in people).values())
    return max(0, most - (len(people) - most)) // 2


def check_everybody_is_placed(people: Sequence[Person], groups: Sequence[Group]) -> None:
    assert sorted(each for group in groups for each in group.people) == sorted(person.id for person in people)
    assert sorted(len(group.people) for group in groups) == [2] * (len(groups) - len(people) % 2) + [3] * (
        len(people) % 2
    )


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(2, 500), places=st.integers(1, 80), seed=st.integers(0, 999))
def test_everybody_is_placed_however_many_and_wherever_from(number: int, places: int, seed: int) -> None:
    people = room(number, places, seed)
    groups = draw(Order(people, frozenset(), seed))
    if number == 3:
        assert [len(group.people) for group in groups] == [3]
    check_everybody_is_placed(people, groups)
    same, _ = rules_broken(people, [group.people for group in groups], frozenset())
    assert number % 2 or same == least_same(people)


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(20, 500), seed=st.integers(0, 999))
def test_over_several_meetings_nobody_meets_the_same_person_or_their_own_place(number: int, seed: int) -> None:
    people = room(number, 12, seed)
    met: frozenset[Pair] = frozenset()
    for meeting in range(3):
        groups = draw(Order(people, met, meeting))
        check_everybody_is_placed(people, groups)
        assert rules_broken(people, [group.people for group in groups], met) == (0, 0)
        met |= pairs_of(groups)


@settings(deadline=None, max_examples=60)
@given(
    number=st.integers(2, 7), places=st.integers(1, 4), seed=st.integers(0, 999), known=st.floats(0, 1),
)  # fmt: skip
def test_no_way_to_place_a_few_people_breaks_fewer_rules(number: int, places: int, seed: int, known: float) -> None:
    people = room(number, places, seed)
    rng = Random(seed)
    everybody = [person.id for person in people]
    met = frozenset(frozenset(pair) for pair in combinations(everybody, 2) if rng.random() < known)
    groups = draw(Order(people, met, seed))
    check_everybody_is_placed(people, groups)
    found = rules_broken(people, [group.people for group in groups], met)
    assert found == min(rules_broken(people, way, met) for way in all_ways(everybody))


@pytest.mark.parametrize("number", [8, 10, 20])
def test_nobody_meets_twice_as_long_as_half_the_others_are_new_to_everybody(number: int) -> None:
    people = [Person(f"p{at}", f"place {at}", {"housing": SOLVED}) for at in range(number)]
    met: frozenset[Pair] = frozenset()
    for meeting in range(number // 2):
        groups = draw(Order(people, met, meeting))
        assert not pairs_of(groups) & met
        met |= pairs_of(groups)


def test_who_has_solved_it_meets_who_is_facing_it() -> None:
    people = [
        Person(f"{stand}-{at}", f"place {at}-{stand}", {"housing": stand}) for stand in STANDS for at in range(10)
    ]
    for group in draw(Order(people, frozenset(), 4)):
        assert {each.partition("-")[0] for each in group.people} == {SOLVED, FACING}
        assert group.issue == "housing"


def test_those_for_whom_nobody_has_a_solution_are_placed_together_on_what_they_face() -> None:
    people = [Person(f"f{at:02}", f"place {at}", {"housing": FACING}) for at in range(84)]
    people += [Person(f"s{at:02}", f"home {at}", {"housing": SOLVED}) for at in range(16)]
    groups = draw(Order(people, frozenset(), 1))
    check_everybody_is_placed(people, groups)
    assert sum(any(each.startswith("s") for each in group.people) for group in groups) == 16


def test_someone_with_nothing_in_common_with_anybody_is_placed_all_the_same() -> None:
    people = [Person("a", "north", {"housing": FACING}), Person("b", "south", {"transport": SOLVED})]
    assert draw(Order(people, frozenset())) == [Group(("a", "b"), "housing")] or draw(Order(people, frozenset())) == [
        Group(("b", "a"), "housing")
    ]
    assert draw(Order([people[0]], frozenset())) == [Group(("a",), "housing")]
    assert draw(Order([], frozenset())) == []


def test_two_who_can_help_each_other_both_ways_fit_best() -> None:
    ana = Person("a", "", {"housing": SOLVED, "transport": FACING})
    both = Person("b", "", {"housing": FACING, "transport": SOLVED})
    one_way = Person("c", "", {"housing": FACING, "transport": FACING})
    assert fit(ana, both) > fit(ana, one_way) > fit(one_way, one_way) > fit(Person("d", "", {"language": SOLVED}), ana)
    assert issue_of([one_way, Person("e", "", {"housing": SOLVED})]) == "housing"


def test_a_place_nobody_knows_is_nobodys_own() -> None:
    assert broken(Person("a", "", {}), Person("b", "", {}), frozenset()) == (0, 0)


def test_the_same_order_gives_the_same_groups_and_another_number_others() -> None:
    people = room(40, 8, 1)
    first = draw(Order(people, frozenset(), 1))
    assert draw(Order(people[::-1], frozenset(), 1)) == first
    assert pairs_of(draw(Order(people, frozenset(), 2))) != pairs_of(first)


def test_a_place_is_the_same_however_it_is_written() -> None:
    assert place_of(" First 5,  Humboldt ") == place_of("first 5 humboldt")
    assert place_of("...") == ""


def test_a_process_of_its_own_draws_the_same() -> None:
    order = Order(room(31, 8, 1), frozenset({frozenset(("p001", "p002"))}), 1)
    told = json.dumps(order.as_json())
    done = subprocess.run(
        [sys.executable, "-m", "components.matching"], input=told, capture_output=True, text=True, check=True
    )
    assert [Group(tuple(each["people"]), each["issue"]) for each in json.loads(done.stdout)] == draw(order)
