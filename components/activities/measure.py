"""What a community's history follows as a number: everybody's own, of one thing that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Words = Mapping[str, str]
Unit = Literal["poles", "rating", "share", "top", "allotted", "kept"]
_GRAINS: dict[Unit, float] = {"poles": 1, "share": 100, "top": 100, "allotted": 1, "kept": 50}


@dataclass(frozen=True)
class Measure:
    """A number from 0 to 100 by person, followed from meeting to meeting by its id; `words` are what was asked.

    What it stands for is its `unit`: a place between `low` and `high`, two poles of which neither is progress
    (`poles`); a level from the lowest of `ends` to the highest (`rating`); 100 for whoever chose `of` (`share`) or put
    it among the first `ends[1]` (`top`), else 0; how many of 100 points somebody gave it (`allotted`); how much of what
    they had promised somebody did (`kept`).
    """

    id: str
    words: Words
    values: Mapping[str, float]
    unit: Unit = "poles"
    low: Words = field(default_factory=dict)
    high: Words = field(default_factory=dict)
    of: Words = field(default_factory=dict)
    ends: tuple[int, int] = (0, 100)

    @property
    def grain(self) -> float:
        """How far apart two answers are at least, of 100."""
        return 100 / (self.ends[1] - self.ends[0]) if self.unit == "rating" else _GRAINS[self.unit]

    @property
    def is_yes_or_no(self) -> bool:
        """Whether everybody's number is 0 or 100."""
        return self.grain == 100

    @property
    def mean(self) -> float:
        """The average of everybody's number."""
        return sum(self.values.values()) / len(self.values)


def shares(id: str, words: Words, of: Words, people: Mapping[str, bool], first: int | None = None) -> Measure:
    """100 for those who chose it (or, with `first`, put it among the first so many), 0 for the others."""
    values = {person: 100.0 if chose else 0.0 for person, chose in people.items()}
    if first is None:
        return Measure(id, words, values, "share", of=of)
    return Measure(id, words, values, "top", of=of, ends=(0, first))


def levels(id: str, words: Words, given: Mapping[str, int | None], ends: tuple[int, int]) -> Measure:
    """Levels from the lowest to the highest of `ends`; who gave none is left out."""
    low, high = ends
    values = {person: (level - low) * 100 / (high - low) for person, level in given.items() if level is not None}
    return Measure(id, words, values, "rating", ends=ends)
