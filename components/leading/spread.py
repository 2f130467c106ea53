"""How widely facilitating is spread, from meeting to meeting. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from components.leading.rota import names_in

WINDOW = 6
"""How many meetings are looked at together: about half a year of monthly ones."""


@dataclass(frozen=True)
class Spread:
    """Up to a meeting, the last `meetings` of which it is known who facilitated, and how many different people did.

    `evenly` is the effective number of people, 1 divided by the sum of the squares of each one's share of the turns
    (the inverse of Simpson's index: Simpson 1949, Nature 163, p. 688; as an effective number: Hill 1973, Ecology 54,
    p. 427, order 2). With turns shared evenly it is the number of people; with one who has nearly all, nearly 1.
    Where several facilitate a meeting, each has an equal share of it.
    """

    held_on: str
    meetings: int
    different: int
    evenly: float


def spread(led: Sequence[tuple[str, str]], window: int = WINDOW) -> list[Spread]:
    """For each meeting, as its day and who facilitated it, the oldest first; where nobody was noted there is none."""
    known = [(day, names) for day, by in led if (names := names_in(by))]
    return [_at(known[max(0, end - window) : end]) for end in range(1, len(known) + 1)]


def _at(some: Sequence[tuple[str, tuple[str, ...]]]) -> Spread:
    shares: Counter[str] = Counter()
    for _, names in some:
        for name in names:
            shares[name.casefold()] += 1 / len(names)  # type: ignore[assignment]
    evenly = len(some) ** 2 / sum(share**2 for share in shares.values())
    return Spread(some[-1][0], len(some), len(shares), evenly)
