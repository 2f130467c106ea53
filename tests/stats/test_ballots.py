from __future__ import annotations

import numpy as np
import pytest

from components.stats.ballots import Ballot, Table, head_to_head

ITEMS = ["a", "b", "c", "d"]


def test_unlisted_items_share_the_places_that_are_left() -> None:
    table = Table.of(ITEMS, [Ballot.of("b")])
    assert table.place.tolist() == [[3, 1, 3, 3]]
    assert table.listed.tolist() == [[False, True, False, False]]


def test_tied_items_share_their_places() -> None:
    table = Table.of(ITEMS, [Ballot((("c",), ("a", "b"), ("d",)))])
    assert table.place.tolist() == [[2.5, 2.5, 1, 4]]


def test_an_item_that_was_not_offered_has_no_place() -> None:
    table = Table.of(ITEMS, [Ballot.of("ab", offered=frozenset("abc"))])
    assert table.place[0, :3].tolist() == [1, 2, 3]
    assert np.isnan(table.place[0, 3])
    assert not table.everything_was_offered


def test_an_item_listed_though_not_offered_counts_as_offered() -> None:
    table = Table.of(ITEMS, [Ballot.of("da", offered=frozenset("ab"))])
    assert table.place[0, [3, 0, 1]].tolist() == [1, 2, 3]
    assert np.isnan(table.place[0, 2])


def test_weights_count_as_people() -> None:
    table = Table.of(["a", "b"], [Ballot.of("ab", weight=5), Ballot.of("ba")])
    assert table.people == 6
    assert head_to_head(table).tolist() == [[0, 5], [1, 0]]


def test_unlisted_items_lose_or_say_nothing() -> None:
    table = Table.of(["a", "b", "c"], [Ballot.of("a")])
    assert head_to_head(table, "last").tolist() == [[0, 1, 1], [0, 0, 0], [0, 0, 0]]
    assert head_to_head(table, "ignored").sum() == 0


def test_a_late_item_is_left_out_of_earlier_comparisons() -> None:
    early = Ballot.of("ab", offered=frozenset("ab"))
    late = Ballot.of("ca")
    votes = head_to_head(Table.of(["a", "b", "c"], [early, late]))
    assert votes[0, 2] == 0, "the early ballot says nothing about the late item"
    assert votes[2, 0] == 1
    assert votes[0, 1] == 2


def test_an_unknown_item_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unknown item"):
        Table.of(["a"], [Ballot.of("z")])


def test_an_item_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        Ballot((("a",), ("a", "b")))


def test_a_ballot_speaks_for_somebody() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Ballot.of("a", weight=0)


def test_no_ballots_make_an_empty_table() -> None:
    table = Table.of(["a", "b"], [])
    assert table.people == 0
    assert head_to_head(table).tolist() == [[0, 0], [0, 0]]
