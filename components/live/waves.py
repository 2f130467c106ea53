"""Whether new phones come in as people do. A whole room comes from one address, so its number says nothing.

What says something is pace: nobody reads a question and answers it within two seconds of coming in, and a room does not
do so twenty times in a minute. And number, where a facilitator has said how many people there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

AT_ONCE = 2.0
"""Seconds within which no person has read and answered."""
WITHIN = 60.0
"""Seconds in which a wave comes in."""
LEAST = 20
"""From so many phones that answered at once in `WITHIN` seconds, from one address, it is a wave."""
SPARE = 5
"""So many phones more than people, or a tenth of the people, are no news: some bring two."""


@dataclass(frozen=True)
class NewPhone:
    """A phone that is new in a meeting: from where, when (seconds on any clock), and when it first answered."""

    id: str
    origin: str
    came: float
    answered: float | None = None

    @property
    def is_quick(self) -> bool:
        """Whether it answered sooner than a person can."""
        return self.answered is not None and self.answered - self.came <= AT_ONCE


@dataclass(frozen=True)
class Wave:
    """What is unusual: phones that answered at once, or (`people` says how many there are) more phones than people."""

    phones: tuple[str, ...]
    people: int | None = None


def wave_of(phones: Sequence[NewPhone], *, people: int | None = None, present: int = 0) -> Wave | None:
    """The phones that answered too soon to be people's, where they are many; else too many phones for the people.

    `people` is how many are in the room by the facilitator's word, `present` how many phones have taken part.
    """
    quick = sorted((phone for phone in phones if phone.is_quick), key=lambda phone: (phone.origin, phone.came))
    found = [id for _, some in groupby(quick, key=lambda phone: phone.origin) for id in _crowded(list(some))]
    if found:
        return Wave(tuple(found))
    if people is not None and phones and present > people + max(SPARE, people // 10):
        return Wave((), people)
    return None


def _crowded(phones: Sequence[NewPhone]) -> list[str]:
    """The phones of one address, in the order they came, that lie in any `WITHIN` seconds with `LEAST` of them."""
    wanted: Mapping[str, None] = {
        phone.id: None
        for start in range(len(phones) - LEAST + 1)
        if phones[start + LEAST - 1].came - phones[start].came <= WITHIN
        for phone in phones[start : start + LEAST]
    }
    return list(wanted)
