from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stats.ballots import Ballot, Table, head_to_head
from components.stats.ranking import (
    Fact,
    average_positions,
    borda,
    copeland,
    first_choices,
    group_order,
    most_telling,
    schulze,
    tiers,
)

ITEMS = "abcde"
orders = st.lists(st.permutations(ITEMS).flatmap(lambda p: st.integers(0, 5).map(lambda k: p[:k])), max_size=12)


def table(items: str, *counted: tuple[int, str]) -> Table:
    return Table.of(list(items), [Ballot.of(order, weight) for weight, order in counted])


# https://en.wikipedia.org/wiki/Schulze_method, 45 voters
SCHULZE = table(
    "ABCDE",
    *[(5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")],
)
# https://en.wikipedia.org/wiki/Borda_count and Kemeny-Young method, the capital of Tennessee
TENNESSEE = table("MNCK", (42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))


def test_schulze_gives_the_published_order_of_45_voters() -> None:
    assert schulze(SCHULZE) == [["E"], ["A"], ["C"], ["B"], ["D"]]


def test_borda_gives_the_published_points_of_tennessee() -> None:
    assert borda(TENNESSEE) == {"M": 126, "N": 194, "C": 173, "K": 107}


def test_the_first_choices_of_tennessee_are_the_published_ones() -> None:
    assert first_choices(TENNESSEE) == {"M": 42, "N": 26, "C": 15, "K": 17}


def test_nashville_wins_head_to_head_against_all() -> None:
    assert copeland(TENNESSEE) == {"M": -3, "N": 3, "C": 1, "K": -1}


def test_the_group_order_is_the_borda_order() -> None:
    assert group_order(TENNESSEE) == tiers(borda(TENNESSEE)) == [["N"], ["C"], ["M"], ["K"]]


def test_the_average_position_is_the_mean_of_the_places() -> None:
    assert average_positions(table("abc", (2, "abc"), (1, "cab"))) == pytest.approx(
        {"a": 4 / 3, "b": 7 / 3, "c": 7 / 3}
    )


def test_ties_are_one_tier() -> None:
    assert group_order(table("abc", (1, "abc"), (1, "acb"))) == [["a"], ["b", "c"]]


def test_a_borda_ballot_that_ignores_unranked_items_gives_them_nothing() -> None:
    assert borda(table("abc", (1, "b")), "ignored") == {"a": 0, "b": 3, "c": 0}
    assert borda(table("abc", (1, "b")), "last") == {"a": 0.5, "b": 2, "c": 0.5}


def test_a_tie_at_the_top_shares_the_first_choice() -> None:
    ballots = [Ballot((("a", "b"), ("c",))), Ballot.of(""), Ballot.of("c")]
    assert first_choices(Table.of(["a", "b", "c"], ballots)) == {"a": 0.5, "b": 0.5, "c": 1}


def test_a_late_item_is_compared_only_by_those_who_saw_it() -> None:
    early = [Ballot.of("ab", offered=frozenset("ab"))] * 3
    late = [Ballot.of("cab")]
    average = average_positions(Table.of(["a", "b", "c"], [*early, *late]))
    assert average == {"a": 2, "b": 3, "c": 1}


def test_offering_everything_by_name_changes_nothing() -> None:
    plain = [Ballot.of("cab"), Ballot.of("b"), Ballot.of("ac", weight=2)]
    # one person who saw nothing makes the table incomplete, and weighs nothing in any comparison
    nobody = Ballot.of("", offered=frozenset())
    complete, incomplete = Table.of("abcd", plain), Table.of("abcd", [*plain, nobody])
    assert complete.everything_was_offered
    assert not incomplete.everything_was_offered
    assert average_positions(incomplete) == pytest.approx(average_positions(complete))


def test_without_ballots_there_is_no_order() -> None:
    nothing = Table.of(["a", "b"], [])
    assert group_order(nothing) == []
    assert average_positions(nothing) == {}
    assert most_telling(nothing) is None


def test_a_room_that_lists_nothing_ties_everything() -> None:
    assert group_order(table("ab", (2, ""))) == [["a", "b"]]
    assert schulze(table("ab", (2, ""))) == [["a", "b"]]


def test_the_fact_is_the_nearest_item_two_thirds_put_below_the_first() -> None:
    ballots = table("abcd", (9, "abcd"), (3, "badc"))
    assert group_order(ballots)[0] == ["a"]
    assert most_telling(ballots) == Fact("a", "b", 9, 12)
    assert most_telling(table("abc", (7, "abc"), (5, "bac"))) == Fact("a", "c", 12, 12)


def test_the_fact_is_the_largest_majority_where_nothing_is_clearly_below_the_first() -> None:
    assert most_telling(table("ab", (7, "ab"), (5, "ba"))) == Fact("a", "b", 7, 12)


def test_there_is_no_fact_without_a_majority() -> None:
    assert most_telling(table("ab", (5, "ab"), (5, "ba"))) is None


def test_the_fact_counts_only_those_who_could_compare() -> None:
    early = [Ballot.of("ab", offered=frozenset("ab"))] * 4
    late = [Ballot.of("ca")] * 6
    assert most_telling(Table.of(["a", "b", "c"], [*early, *late])) == Fact("c", "a", 6, 6)


@given(orders)
def test_a_fact_is_true_and_goes_with_the_group_order(given_orders: list[list[str]]) -> None:
    ballots = Table.of(ITEMS, [Ballot.of(order) for order in given_orders])
    fact = most_telling(ballots)
    if fact is None:
        return
    above = sum(_puts_above(order, fact.winner, fact.loser) for order in given_orders)
    assert (fact.people, fact.of) == (above, len(given_orders))
    assert above * 2 > len(given_orders)
    place = {item: index for index, tier in enumerate(group_order(ballots)) for item in tier}
    assert place[fact.winner] < place[fact.loser]


def _puts_above(order: list[str], winner: str, loser: str) -> bool:
    return winner in order and (loser not in order or order.index(winner) < order.index(loser))


@given(orders, st.randoms(use_true_random=False))
def test_no_rule_depends_on_the_order_of_ballots(given_orders: list[list[str]], rng: random.Random) -> None:
    ballots = [Ballot.of(order) for order in given_orders]
    shuffled = rng.sample(ballots, len(ballots))
    one, other = Table.of(ITEMS, ballots), Table.of(ITEMS, shuffled)
    for rule in (borda, copeland, schulze, first_choices, group_order, average_positions, most_telling):
        assert rule(one) == rule(other)


@given(orders)
def test_a_weight_is_the_same_as_that_many_ballots(given_orders: list[list[str]]) -> None:
    twice = Table.of(ITEMS, [Ballot.of(order) for order in given_orders * 2])
    weighted = Table.of(ITEMS, [Ballot.of(order, weight=2) for order in given_orders])
    assert head_to_head(twice).tolist() == head_to_head(weighted).tolist()
    assert borda(twice, "ignored") == borda(weighted, "ignored")


@given(orders)
def test_renaming_the_items_renames_the_order(given_orders: list[list[str]]) -> None:
    name = dict(zip(ITEMS, reversed(ITEMS), strict=True))
    renamed = [Ballot.of(name[item] for item in order) for order in given_orders]
    before = schulze(Table.of(ITEMS, [Ballot.of(order) for order in given_orders]))
    after = schulze(Table.of([name[item] for item in ITEMS], renamed))
    assert [[name[item] for item in tier] for tier in before] == after


def test_every_order_is_its_own_result() -> None:
    for order in permutations("abcd"):
        ballots = Table.of("abcd", [Ballot.of(order)])
        alone = [[item] for item in order]
        assert group_order(ballots) == tiers(copeland(ballots)) == schulze(ballots) == alone
