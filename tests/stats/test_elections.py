"""35 real elections against the results of an independent library (see ../shared/data/README.md)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from components.stats.ballots import Ballot, Table, Tiers, Unranked, head_to_head
from components.stats.kemeny import MOST_EXACT, kemeny
from components.stats.ranking import borda, copeland, first_choices, schulze, tiers

ELECTIONS = Path(__file__).parents[2].parent / "shared" / "data" / "elections"
READINGS: dict[str, Unranked] = {"implicit": "last", "explicit": "ignored"}
NAMES = sorted(path.stem for path in (ELECTIONS / "ballots").glob("*.cvotes"))

pytestmark = pytest.mark.skipif(not NAMES, reason="the election data is not beside this checkout (../shared/data)")


@cache
def election(name: str) -> Table:
    """The ballots of a .cvotes file: `A > B = C * 3` is three people, `/EMPTY_RANKING/` ranks nothing."""
    items: list[str] = []
    ballots = []
    for line in (ELECTIONS / "ballots" / f"{name}.cvotes").read_text().splitlines():
        if line.startswith("#/Candidates:"):
            items = [item.strip() for item in line.partition(":")[2].split(";")]
        elif line.strip() and not line.startswith("#"):
            order, _, times = line.partition("*")
            ranked = () if "/EMPTY_RANKING/" in order else order.split(">")
            tied = tuple(tuple(item.strip() for item in tier.split("=")) for tier in ranked)
            ballots.append(Ballot(tied, int(times or 1)))
    return Table.of(items, ballots)


@cache
def expected() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = json.loads((ELECTIONS / "expected.json").read_text())
    return found


def published(name: str, reading: str, rule: str) -> list[list[str]]:
    order = expected()[name][reading][rule]
    return [sorted(item.strip() for item in tier.split("=")) for tier in order.split(">") if tier.strip()]


def in_tiers(order: Tiers) -> list[list[str]]:
    return [sorted(tier) for tier in order]


def test_all_35_elections_are_here() -> None:
    assert len(NAMES) == 35
    assert set(NAMES) == set(expected())


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_borda_gives_the_published_order(name: str, reading: str) -> None:
    assert in_tiers(tiers(borda(election(name), READINGS[reading]))) == published(name, reading, "BordaCount")


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_copeland_gives_the_published_order(name: str, reading: str) -> None:
    assert in_tiers(tiers(copeland(election(name), READINGS[reading]))) == published(name, reading, "Copeland")


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_schulze_gives_the_published_order(name: str, reading: str) -> None:
    assert in_tiers(schulze(election(name), READINGS[reading])) == published(name, reading, "Schulze Winning")


@pytest.mark.parametrize("name", NAMES)
def test_first_choices_give_the_published_order(name: str) -> None:
    found = in_tiers(tiers(first_choices(election(name))))
    assert found == published(name, "explicit", "First-past-the-post voting")


@pytest.mark.parametrize(
    ("name", "reading"),
    [(name, reading) for name in NAMES for reading in READINGS if published(name, reading, "Kemeny–Young")],
)
def test_kemeny_is_as_close_as_the_published_order(name: str, reading: str) -> None:
    table = election(name)
    order = [item for tier in published(name, reading, "Kemeny–Young") for item in tier]
    assert len(order) <= MOST_EXACT
    closest = kemeny(table, READINGS[reading])
    votes = head_to_head(table, READINGS[reading])
    column = {item: index for index, item in enumerate(table.items)}
    agreed = sum(votes[column[one], column[other]] for at, one in enumerate(order) for other in order[at + 1 :])
    assert closest.agreements == agreed
    assert list(closest.order) == order or (closest.ways or 0) > 1
