"""How often the intervals that Attune shows hold what they say, by simulation: `python -m benchmarks.coverage`.

All are for 90 %. Answers come from three rooms on a line of 0..100: one that spreads evenly, two camps, and one that
leans to an end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from random import Random

from components.stats.intervals import mean_interval, share_interval, together
from components.stats.overlapping import mean_change, share_change

ROOMS: dict[str, Callable[[Random], float]] = {
    "even": lambda rng: rng.uniform(0, 100),
    "two camps": lambda rng: min(100.0, max(0.0, rng.gauss(rng.choice((25, 75)), 10))),
    "at one end": lambda rng: 100 * rng.betavariate(1, 4),
}
_TRUE = {"even": 50.0, "two camps": 50.0, "at one end": 20.0}
SHARES = (0.1, 0.3, 0.5)
"""Of how many people choose something."""


def of_means(room: str, people: int, rounds: int, seed: int = 1) -> float:
    """How often Student's interval holds the mean of everybody who might have answered."""
    rng = Random(f"{seed} {room} {people}")
    held = 0
    for _ in range(rounds):
        found = mean_interval([ROOMS[room](rng) for _ in range(people)])
        assert found
        held += found.low <= _TRUE[room] <= found.high
    return held / rounds


def of_rosters(people: int, roster: int, rounds: int, seed: int = 1) -> float:
    """The same where the people are drawn from a roster whose own mean is asked for."""
    rng = Random(f"{seed} {people} {roster}")
    held = 0
    for _ in range(rounds):
        everybody = [ROOMS["two camps"](rng) for _ in range(roster)]
        found = mean_interval(rng.sample(everybody, people), roster)
        assert found
        held += found.low <= sum(everybody) / roster <= found.high
    return held / rounds


def of_changes(room: str, both: int, rounds: int, seed: int = 1) -> float:
    """How often the interval of a change holds 0 where nothing changed, for meetings of 18 and 24 people of whom some
    are at both, and stay within about 10 points of where they were."""
    rng = Random(f"{seed} {room} {both}")
    held = 0
    for _ in range(rounds):
        lasting = [ROOMS[room](rng) for _ in range(both)]
        before = {f"s{n}": own + rng.gauss(0, 10) for n, own in enumerate(lasting)}
        after = {f"s{n}": own + rng.gauss(0, 10) for n, own in enumerate(lasting)}
        before |= {f"a{n}": ROOMS[room](rng) + rng.gauss(0, 10) for n in range(18 - both)}
        after |= {f"b{n}": ROOMS[room](rng) + rng.gauss(0, 10) for n in range(24 - both)}
        found = mean_change(before, after)
        assert found
        held += found.low <= 0 <= found.high
    return held / rounds


def of_pooled(again: int, rounds: int, seed: int = 1) -> float:
    """How often the interval of an average over three meetings of 12 people, of whom so many are the same and stay
    within about 10 points of where they were, holds the true one."""
    rng = Random(f"{seed} pooled {again}")
    held = 0
    for _ in range(rounds):
        lasting = [ROOMS["even"](rng) for _ in range(again)]
        meetings = [
            [own + rng.gauss(0, 10) for own in lasting] + [ROOMS["even"](rng) for _ in range(12 - again)]
            for _ in range(3)
        ]
        found = [mean_interval(values) for values in meetings]
        pooled = together([each for each in found if each], [12] * 3)
        held += pooled.low <= _TRUE["even"] <= pooled.high
    return held / rounds


def of_shares(share: float, people: int, rounds: int, seed: int = 1) -> float:
    """How often Wilson's interval holds the share of everybody who might have answered."""
    rng = Random(f"{seed} share {share} {people}")
    held = 0
    for _ in range(rounds):
        found = share_interval(sum(rng.random() < share for _ in range(people)), people)
        assert found
        held += found.low <= 100 * share <= found.high
    return held / rounds


def of_share_changes(share: float, both: int, rounds: int, seed: int = 1) -> float:
    """How often the interval of a change of shares holds 0 where nothing changed, for meetings of 18 and 24 people;
    of those at both four in five choose as they did."""
    rng = Random(f"{seed} shares {share} {both}")

    def drawn() -> float:
        return 100.0 * (rng.random() < share)

    held = 0
    for _ in range(rounds):
        lasting = [drawn() for _ in range(both)]
        before = {f"s{n}": own for n, own in enumerate(lasting)} | {f"a{n}": drawn() for n in range(18 - both)}
        after = {f"s{n}": own if rng.random() < 0.8 else drawn() for n, own in enumerate(lasting)}
        found = share_change(before, after | {f"b{n}": drawn() for n in range(24 - both)})
        assert found
        held += found.low <= 0 <= found.high
    return held / rounds


def measured(rounds: int) -> dict[str, float]:
    """Every case, by its name in words."""
    found = {f"mean of {n} people, {room}": of_means(room, n, rounds) for room in ROOMS for n in (8, 12, 20, 50)}
    found |= {f"mean of {n} of a roster of {of}": of_rosters(n, of, rounds) for n, of in ((8, 12), (20, 25))}
    found |= {
        f"share of {share:.0%}, {people} people": of_shares(share, people, rounds)
        for share in SHARES
        for people in (8, 12, 20, 50)
    }
    found |= {
        f"change of a share of {share:.0%}, {both} at both": of_share_changes(share, both, rounds)
        for share in SHARES
        for both in (0, 6, 12, 18)
    }
    found |= {f"average of three meetings of 12, {again} the same": of_pooled(again, rounds) for again in (0, 6, 12)}
    return found | {
        f"change, 18 and 24 people, {both} at both, {room}": of_changes(room, both, rounds)
        for room in ROOMS
        for both in (0, 6, 12, 18)
    }


if __name__ == "__main__":
    json.dump(measured(int(sys.argv[1]) if sys.argv[1:] else 4000), sys.stdout, indent=1)
    print()
