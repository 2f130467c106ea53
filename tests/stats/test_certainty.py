from __future__ import annotations

import random

import numpy as np
import pytest

from components.stats.ballots import Ballot, Table
from components.stats.certainty import Places, bootstrap


def room(*counted: tuple[int, str], items: str = "abc") -> Table:
    return Table.of(items, [Ballot.of(order) for times, order in counted for _ in range(times)])


def test_a_unanimous_room_has_certain_places() -> None:
    places = bootstrap(room((30, "abc")))
    assert places.interval() == {"a": (1, 1), "b": (2, 2), "c": (3, 3)}
    assert places.ahead("a", "b") == 1
    assert places.ahead("b", "a") == 0
    assert places.word("a", "b") == "clear"


def test_nineteen_people_are_too_few_to_be_clear() -> None:
    assert bootstrap(room((19, "abc"))).word("a", "b") == "close"
    assert bootstrap(room((20, "abc"))).word("a", "b") == "clear"


def test_a_split_room_is_too_close_to_call() -> None:
    places = bootstrap(room((26, "abc"), (24, "bac")))
    assert 0.5 < places.ahead("a", "b") < 0.95
    assert places.word("a", "b") == "close"
    assert places.word("b", "c") == "clear"
    assert places.interval()["a"] == (1, 2)


def test_the_chances_of_a_pair_agree_with_the_binomial() -> None:
    # 'a' is ahead where more than half of 50 drawn people are among the 30 who put it first
    rng = np.random.default_rng(3)
    drawn = rng.binomial(50, 30 / 50, size=200_000)
    exact = (drawn > 25).mean() + (drawn == 25).mean() / 2
    places = bootstrap(room((30, "ab"), (20, "ba"), items="ab"), resamples=20_000)
    assert places.ahead("a", "b") == pytest.approx(exact, abs=0.01)


def test_items_that_are_always_tied_share_their_places() -> None:
    places = bootstrap(Table.of("abc", [Ballot.of("a")] * 25))
    assert places.ahead("b", "c") == 0.5
    assert places.interval() == {"a": (1, 1), "b": (2, 3), "c": (2, 3)}


def test_the_same_ballots_in_another_order_are_as_sure() -> None:
    rng = random.Random(4)
    ballots = [Ballot.of(rng.sample("abcde", rng.randint(1, 5))) for _ in range(40)]
    shuffled = rng.sample(ballots, len(ballots))
    one, other = bootstrap(Table.of("abcde", ballots)), bootstrap(Table.of("abcde", shuffled))
    assert np.array_equal(one.average, other.average)


def test_a_table_that_answers_together_is_drawn_as_one() -> None:
    together = bootstrap(Table.of("ab", [Ballot.of("ab", weight=20), Ballot.of("ba", weight=5)]))
    assert together.ballots == 2
    assert together.word("a", "b") == "close"
    assert together.ahead("a", "b") == pytest.approx(0.75, abs=0.05)


def test_many_ballots_are_drawn_in_parts_without_changing_their_number() -> None:
    places = bootstrap(room((2000, "ab"), (1000, "ba"), items="ab"), resamples=700)
    assert places.average.shape == (700, 2)
    assert places.average.sum(axis=1) == pytest.approx(np.full(700, 3.0))


def test_late_items_are_resampled_too() -> None:
    early = [Ballot.of("ab", offered=frozenset("ab"))] * 20
    late = [Ballot.of("cab")] * 20
    places = bootstrap(Table.of("abc", [*early, *late]))
    assert places.word("c", "a") == "clear"
    assert places.interval()["c"] == (1, 1)


def test_places_reads_its_interval_from_the_resamples() -> None:
    average = np.array([[1.0, 2.0]] * 94 + [[2.0, 1.0]] * 6)
    assert Places(("a", "b"), 50, average).interval() == {"a": (1, 2), "b": (1, 2)}
    assert Places(("a", "b"), 50, average).word("a", "b") == "close"
    surer = np.array([[1.0, 2.0]] * 96 + [[2.0, 1.0]] * 4)
    assert Places(("a", "b"), 50, surer).interval() == {"a": (1, 1), "b": (2, 2)}
    assert Places(("a", "b"), 50, surer).word("a", "b") == "clear"


def test_nobody_cannot_be_resampled() -> None:
    with pytest.raises(ValueError, match="nothing to resample"):
        bootstrap(Table.of("ab", []))
