from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.stats.agreement import agreement, concordance, midranks
from components.stats.ballots import Ballot, Table

ANXIETY = Path(__file__).parents[2].parent / "shared" / "data" / "irr_anxiety.csv"
orders = st.lists(st.permutations("abcd").flatmap(lambda p: st.integers(0, 4).map(lambda k: p[:k])), max_size=9)


def room(given_orders: list[list[str]] | list[str]) -> Table:
    return Table.of("abcd", [Ballot.of(order) for order in given_orders])


def share(table: Table) -> float:
    found = agreement(table)
    assert found is not None
    return found.share


def test_people_of_one_mind_agree_on_every_pair() -> None:
    assert share(room(["abcd", "abcd", "abcd"])) == pytest.approx(1)


def test_opposite_orders_agree_on_no_pair() -> None:
    assert share(room(["abcd", "dcba"])) == pytest.approx(0)


def test_one_swap_of_neighbours_is_one_pair_of_six() -> None:
    assert share(room(["abcd", "bacd"])) == pytest.approx(5 / 6)


def test_all_orders_together_agree_by_chance() -> None:
    every = room(["".join(order) for order in permutations("abcd")])
    # each of the 24 orders is compared with the 23 others, whose taus sum to -1
    found = agreement(every)
    assert found is not None
    assert found.tau == pytest.approx(-1 / 23)


def test_ties_are_corrected_for_as_in_tau_b() -> None:
    # tau-b of ranks (1, 3, 3, 3) and (1, 2, 3, 4): 3 agreeing pairs, of 3 and of 6 strict ones
    found = agreement(room(["a", "abcd"]))
    assert found is not None
    assert found.tau == pytest.approx(3 / np.sqrt(3 * 6))


def test_a_person_who_orders_nothing_is_left_out() -> None:
    assert share(room(["abcd", "bacd", ""])) == pytest.approx(5 / 6)
    assert agreement(room(["abcd", ""])) is None
    assert agreement(room(["abcd"])) is None
    assert agreement(room([])) is None


def test_late_items_are_left_out_of_the_comparison() -> None:
    early = Ballot.of("ab", offered=frozenset("ab"))
    assert share(Table.of("abcd", [early, Ballot.of("cadb")])) == pytest.approx(1)


def test_a_table_that_answers_together_is_not_compared_with_itself() -> None:
    together = Table.of("ab", [Ballot.of("ab", weight=5), Ballot.of("ba")])
    assert share(together) == pytest.approx(0)


@given(st.permutations("abcd"), st.integers(1, 8))
def test_one_more_voice_in_a_unanimous_room_never_lowers_agreement(order: list[str], people: int) -> None:
    assert share(room([order] * (people + 1))) >= share(room([order] * max(people, 2))) - 1e-12


@given(orders)
def test_a_second_voice_for_the_most_shared_order_never_lowers_agreement(given_orders: list[list[str]]) -> None:
    strict = [order for order in given_orders if order]
    assume(len(strict) >= 2)
    before = share(room(strict))
    most_shared = max(strict, key=lambda order: sum(share(room([order, other])) for other in strict))
    assert share(room([*strict, most_shared])) >= before - 1e-9


@given(orders, st.randoms(use_true_random=False))
def test_agreement_does_not_depend_on_the_order_of_ballots(given_orders: list[list[str]], rng: Random) -> None:
    one, other = agreement(room(given_orders)), agreement(room(rng.sample(given_orders, len(given_orders))))
    assert (one is None) == (other is None)
    if one and other:
        assert one.tau == pytest.approx(other.tau)


# Hollander & Wolfe 1973, p. 140: 22 players x 3 ways of rounding first base, the data of R's friedman.test
ROUNDING_TIMES = np.array(
    [
        [5.40, 5.50, 5.55], [5.85, 5.70, 5.75], [5.20, 5.60, 5.50], [5.55, 5.50, 5.40], [5.90, 5.85, 5.70],
        [5.45, 5.55, 5.60], [5.40, 5.40, 5.35], [5.45, 5.50, 5.35], [5.25, 5.15, 5.00], [5.85, 5.80, 5.70],
        [5.25, 5.20, 5.10], [5.65, 5.55, 5.45], [5.60, 5.35, 5.45], [5.05, 5.00, 4.95], [5.50, 5.50, 5.40],
        [5.45, 5.55, 5.50], [5.55, 5.55, 5.35], [5.45, 5.50, 5.55], [5.50, 5.45, 5.25], [5.65, 5.60, 5.40],
        [5.70, 5.65, 5.55], [6.30, 6.30, 6.25],
    ]
)  # fmt: skip


def test_friedman_gives_the_published_chi_square_of_the_rounding_times() -> None:
    found = concordance(ROUNDING_TIMES)
    assert found is not None
    assert found.chi_square == pytest.approx(11.143, abs=5e-4)
    assert found.df == 2
    assert found.p == pytest.approx(0.003805, abs=5e-7)
    assert found.w == pytest.approx(0.25325, abs=5e-6)


@pytest.mark.skipif(not ANXIETY.exists(), reason="the ratings are not beside this checkout (../shared/data)")
def test_kendall_with_ties_gives_the_published_w_of_the_anxiety_ratings() -> None:
    with ANXIETY.open() as file:
        ratings = [[float(value) for value in row] for row in list(csv.reader(file))[1:]]
    found = concordance(np.array(ratings).T)
    assert found is not None
    assert found.w == pytest.approx(0.53966, abs=5e-6)
    assert found.chi_square == pytest.approx(30.76, abs=5e-3)
    assert found.df == 19


def test_complete_concordance_is_one() -> None:
    found = concordance(np.array([[1, 2, 3]] * 4, dtype=float))
    assert found is not None
    assert found.w == pytest.approx(1)


def test_concordance_needs_two_judges_who_order_something() -> None:
    assert concordance(np.array([[1.0, 2.0, 3.0]])) is None
    assert concordance(np.array([[1.0], [2.0]])) is None
    assert concordance(np.ones((3, 4))) is None


def test_midranks_share_tied_ranks() -> None:
    assert midranks(np.array([[10.0, 20.0, 10.0, 30.0]])).tolist() == [[1.5, 3, 1.5, 4]]
    assert midranks(np.array([3.0, 1.0, 2.0])).tolist() == [3, 1, 2]
