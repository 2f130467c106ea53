"""How a group moved: between two rounds by the same people, between two meetings by different ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

MOVE = 5
"""A move is more than this many points of 100."""


@dataclass(frozen=True)
class Movement:
    """How `people` moved: `up` and `down` by more than the threshold, the rest `stayed`; `average` in points."""

    people: int
    up: int
    down: int
    stayed: int
    average: float

    @property
    def moved(self) -> int:
        """How many moved either way."""
        return self.up + self.down


@dataclass(frozen=True)
class Split:
    """A change of mean taken apart: `change` is exactly `shift` plus `people_effect`.

    `shift` is how far those at `both` meetings moved, `people_effect` what comes from different people being
    there. `recognised` is the share of the later meeting's people who were at the earlier one too.
    """

    change: float
    shift: float
    people_effect: float
    both: int
    recognised: float


def movement(before: Sequence[float], after: Sequence[float], threshold: float = MOVE) -> Movement | None:
    """How the same people moved, `before` and `after` being in the same order; None without people."""
    changes = [later - earlier for earlier, later in zip(before, after, strict=True)]
    if not changes:
        return None
    up = sum(change > threshold for change in changes)
    down = sum(change < -threshold for change in changes)
    return Movement(len(changes), up, down, len(changes) - up - down, fsum(changes) / len(changes))


def split_change(before: Mapping[str, float], after: Mapping[str, float]) -> Split | None:
    """The change of mean between two meetings, taken apart; values by person, None where nobody was at both.

    The effect of different people is how much the newcomers raise the later mean above that of the returning,
    less how much those who left had raised the earlier one.
    """
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    earlier, later = _mean(before.values()), _mean(after.values())
    earlier_both, later_both = _mean(before[person] for person in both), _mean(after[person] for person in both)
    return Split(
        change=later - earlier,
        shift=later_both - earlier_both,
        people_effect=(later - later_both) - (earlier - earlier_both),
        both=len(both),
        recognised=len(both) / len(after),
    )


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return fsum(known) / len(known)
