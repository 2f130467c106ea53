"""No few people can be told from the rest by what is shown of groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from components.stats.disclosure import safe_groups, tells_of_few


def names(*numbers: int) -> frozenset[str]:
    return frozenset(str(number) for number in numbers)


def first(count: int) -> frozenset[str]:
    return names(*range(count))


def test_groups_of_five_are_shown() -> None:
    groups = {"north": names(0, 1, 2, 3, 4), "south": names(5, 6, 7, 8, 9, 10)}
    assert safe_groups(first(11), groups) == {"north", "south"}


def test_a_group_of_four_is_not_shown_and_the_next_smallest_goes_with_it() -> None:
    groups = {"north": first(4), "south": names(*range(4, 10)), "east": names(*range(10, 18))}
    assert safe_groups(first(18), groups) == {"east"}


def test_a_few_who_said_nothing_about_themselves_are_protected_too() -> None:
    groups = {"north": names(0, 1, 2, 3, 4, 5), "south": names(*range(6, 14))}
    assert safe_groups(first(15), groups) == {"south"}, "north would leave one person alone"
    assert safe_groups(first(19), groups) == {"north", "south"}


def test_groups_of_two_attributes_are_held_against_each_other() -> None:
    groups = {("region", "north"): first(8), ("role", "parent"): first(7), ("role", "staff"): names(*range(7, 20))}
    shown = safe_groups(first(20), groups)
    assert ("region", "north") not in shown, "it is the parents and one person more"
    assert shown == {("role", "parent"), ("role", "staff")}


def test_three_groups_that_tell_of_one_together_are_not_all_shown() -> None:
    """No two of them do: the first two overlap in one person, whom the third, all of the two, gives away."""
    one, other = names(*range(0, 9)), names(*range(8, 17))
    groups = {"one": one, "other": other, "both": one | other}
    assert not tells_of_few(first(30), [one, other])
    assert tells_of_few(first(30), [one, other, one | other])
    assert len(safe_groups(first(30), groups)) == 2


def test_people_who_did_not_answer_do_not_make_a_group_larger() -> None:
    assert safe_groups(first(20), {"north": first(4) | names(50, 51, 52)}) == set()


def test_sets_that_are_searched_have_at_most_four_people() -> None:
    with pytest.raises(ValueError):
        tells_of_few(first(20), [first(9)], least=10)


ROOM = st.integers(5, 13)


@st.composite
def rooms(draw: st.DrawFn) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Some people, and groups of them that overlap as they like."""
    everybody = sorted(first(draw(ROOM)))
    groups = draw(st.lists(st.sets(st.sampled_from(everybody)), max_size=5))
    return frozenset(everybody), {str(number): frozenset(group) for number, group in enumerate(groups)}


def indicator(people: Sequence[str], group: Collection[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(person in group) for person in people])


@settings(max_examples=150)
@given(rooms())
def test_no_sum_of_fewer_than_five_is_a_sum_of_what_is_shown(
    room: tuple[frozenset[str], dict[str, frozenset[str]]],
) -> None:
    """Every set of one to four people is tried, by least squares over all that is shown."""
    everybody, groups = room
    people = sorted(everybody)
    shown = [everybody, *(groups[key] for key in safe_groups(everybody, groups))]
    told = np.array([indicator(people, group) for group in shown])
    for size in range(1, 5):
        for few in combinations(people, size):
            wanted = indicator(people, few)
            if size == len(people):
                continue
            weights, *_ = np.linalg.lstsq(told.T, wanted, rcond=None)
            assert np.abs(told.T @ weights - wanted).max() > 1e-6, few


@settings(max_examples=60)
@given(rooms())
def test_what_is_refused_would_have_told_of_few(room: tuple[frozenset[str], dict[str, frozenset[str]]]) -> None:
    everybody, groups = room
    shown = safe_groups(everybody, groups)
    for key in groups.keys() - shown:
        group = groups[key]
        assert len(group) < 5 or tells_of_few(everybody, [*(groups[name] for name in shown), group])


@settings(max_examples=60)
@given(rooms(), st.randoms(use_true_random=False))
def test_a_linear_solver_settles_nobodys_answer(
    room: tuple[frozenset[str], dict[str, frozenset[str]]], rng: object
) -> None:
    """All averages that are shown, each person between 0 and 100: what the least and the most anybody may have said."""
    everybody, groups = room
    people = sorted(everybody)
    values = np.array([rng.uniform(20, 80) for _ in people])  # type: ignore[attr-defined]
    shown = [everybody, *(groups[key] for key in safe_groups(everybody, groups))]
    told = np.array([indicator(people, group) for group in shown])
    for at in range(len(people)):
        wanted = np.eye(len(people))[at]
        ends = [
            linprog(sign * wanted, A_eq=told, b_eq=told @ values, bounds=(0, 100), method="highs").fun
            for sign in (1, -1)
        ]
        assert -ends[1] - ends[0] > 15, "at least so many points stay open"
