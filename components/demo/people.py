"""The people of the demo: two camps, habits of coming, and a nature of their own that stays from meeting to meeting.

Everything is drawn from random streams with fixed names, so that the same people say the same things every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MEETINGS = 6
_SEED = "north coast"


def stream(*names: object) -> Random:
    """A random stream that depends on nothing but its names: asking elsewhere more often does not disturb it."""
    return Random(" ".join(map(str, (_SEED, *names))))


@dataclass(frozen=True)
class Person:
    """One pretend person; `number` names their random streams.

    They come to meetings from `first` to `last` with the weight `loyalty`. `camp` is 0 or 1, `mood` about 0 with a
    spread of .55, `openness` (0..1) is how far a discussion moves them, `words` and `passes` are the chances that they
    write and that they pass.
    """

    number: int
    first: int
    last: int
    loyalty: float
    camp: int
    mood: float
    openness: float
    words: float
    passes: float


def everybody() -> list[Person]:
    """About sixty people: some stay throughout, some join later or leave, some come once."""
    last = MEETINGS - 1
    spans = [
        *[(0, last, 9.0)] * 13,
        *[(0, last, 0.7)] * 15,
        *[(1 + n % 4, last, 1.2) for n in range(11)],
        *[(0, 1 + n % 3, 1.2) for n in range(9)],
        *[(n % MEETINGS, n % MEETINGS, 1.5) for n in range(15)],
    ]
    return [_person(number, *span) for number, span in enumerate(spans)]


def _person(number: int, first: int, last: int, loyalty: float) -> Person:
    rng = stream("person", number)
    return Person(
        number=number,
        first=first,
        last=last,
        loyalty=loyalty,
        camp=number % 2,
        mood=rng.gauss(0, 0.55),
        openness=0.0 if rng.random() < 0.35 else rng.uniform(0.4, 1.0),
        words=rng.uniform(0.25, 0.9),
        passes=rng.choice((0.01, 0.03, 0.05, 0.18)),
    )


def present(people: Sequence[Person], meeting: int, size: int) -> list[Person]:
    """Who comes to a meeting: `size` of those who may, the loyal ones more likely."""
    rng = stream("present", meeting)
    rank = {
        person.number: rng.random() ** (1 / person.loyalty)
        for person in people
        if person.first <= meeting <= person.last
    }
    coming = sorted(rank, key=rank.__getitem__, reverse=True)[:size]
    return [person for person in people if person.number in coming]
