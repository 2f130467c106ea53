from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stats.ballots import Ballot, Table, head_to_head
from components.stats.kemeny import kemeny

partial_orders = st.integers(1, 5).flatmap(
    lambda size: st.tuples(
        st.just("abcde"[:size]),
        st.lists(
            st.permutations("abcde"[:size]).flatmap(lambda p: st.integers(0, len(p)).map(lambda k: p[:k])), max_size=9
        ),
    )
)


def disagreements(table: Table, order: tuple[str, ...]) -> float:
    votes = head_to_head(table)
    at = [table.items.index(item) for item in order]
    return float(sum(votes[at[later], at[earlier]] for later in range(len(at)) for earlier in range(later)))


def test_tennessee_has_the_published_closest_order() -> None:
    # https://en.wikipedia.org/wiki/Kemeny-Young_method
    counted = [(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]
    closest = kemeny(Table.of("MNCK", [Ballot.of(order, weight) for weight, order in counted]))
    assert closest.order == tuple("NCKM")
    assert closest.agreements == 393
    assert closest.disagreements == 207
    assert closest.is_exact
    assert closest.ways == 1


@given(partial_orders)
def test_the_closest_order_is_the_one_brute_force_finds(given_orders: tuple[str, list[list[str]]]) -> None:
    items, orders = given_orders
    table = Table.of(items, [Ballot.of(order) for order in orders])
    costs = {order: disagreements(table, order) for order in permutations(items)}
    closest = kemeny(table)
    fewest = min(costs.values())
    assert closest.disagreements == costs[closest.order] == fewest
    assert closest.ways == sum(cost == fewest for cost in costs.values())


def test_a_circle_has_several_closest_orders() -> None:
    assert kemeny(Table.of("abc", [Ballot.of("abc"), Ballot.of("bca"), Ballot.of("cab")])).ways == 3


def test_no_items_have_one_empty_order() -> None:
    assert kemeny(Table.of([], [])).order == ()


def test_above_twelve_items_the_order_is_called_approximate() -> None:
    items = [f"i{number}" for number in range(13)]
    closest = kemeny(Table.of(items, [Ballot.of(items)]))
    assert not closest.is_exact
    assert closest.ways is None
    assert closest.order == tuple(items)
    assert kemeny(Table.of(items[:12], [Ballot.of(items[:12])])).is_exact


def test_the_search_ends_where_moving_one_item_does_not_help() -> None:
    rng = np.random.default_rng(7)
    items = [f"i{number}" for number in range(15)]
    table = Table.of(items, [Ballot.of(rng.permutation(items).tolist()) for _ in range(25)])
    closest = kemeny(table)
    assert sorted(closest.order) == sorted(items)
    assert disagreements(table, closest.order) == closest.disagreements
    for item in items:
        rest = [other for other in closest.order if other != item]
        for there in range(len(items)):
            moved = (*rest[:there], item, *rest[there:])
            assert disagreements(table, moved) >= closest.disagreements


@pytest.mark.parametrize("unranked", ["last", "ignored"])
def test_partial_ballots_are_read_as_asked(unranked: str) -> None:
    table = Table.of("ab", [Ballot.of("b"), Ballot.of("b")])
    closest = kemeny(table, "last" if unranked == "last" else "ignored")
    assert closest.agreements == (2 if unranked == "last" else 0)
