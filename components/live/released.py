"""Which answers a picture may hold while more can come in, so that no single one can be told from its growing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.answers import Answer

_STEP = 3
"""A picture that is shown while answers come in grows by at least this many at a time."""


def released(given: Sequence[Answer], least: int) -> list[Answer]:
    """The current answers a live picture may hold: none before `least` people, then in steps of three.

    `given` is every answer of the round in the order it was saved. An answer changed between two steps waits for the
    next one, so that no dot moves at the moment its phone sends. Passes, and answers a facilitator gave for others, do
    not bring a step nearer.
    """
    return held(given, _upto(given, least))


def released_late(given: Sequence[Answer], least: int) -> list[Answer]:
    """The current answers a picture may hold after the end: all that came in time, and late ones in steps of three.

    An answer changed late waits as a new one does. With fewer than `least` people in time, the late ones come in
    together once there are as many.
    """
    in_time = max((index for index, answer in enumerate(given, start=1) if not answer.is_late), default=0)
    return held(given, _upto(given, least, in_time))


def steps(given: Sequence[Answer], least: int, settled: int = 0) -> list[int]:
    """Each moment at which a live picture grows, as how many of the answers, from the first, it then takes in.

    The first `settled` ones may be shown together, once `least` people are among them. Who answered and then passed is
    nobody new: a step takes in `least` people of whom three were not in the picture before it.
    """
    people: set[str] = set()
    found, shown = [], set[str]()
    for index, answer in enumerate(given, start=1):
        if not answer.on_behalf:
            is_pass = json.loads(answer.value) == {"pass": True}
            (people.discard if is_pass else people.add)(answer.participant_id)
        is_grown = index > settled and (not shown or len(people - shown) >= _STEP)
        if len(people) >= least and (index == settled or is_grown):
            shown = set(people)
            found.append(index)
    return found


def held(given: Sequence[Answer], upto: int) -> list[Answer]:
    """Each person's latest among the first `upto` answers, in the order they were saved."""
    latest = {answer.participant_id: answer for answer in given[:upto]}
    return sorted(latest.values(), key=lambda answer: answer.seq)


def _upto(given: Sequence[Answer], least: int, settled: int = 0) -> int:
    """How many of the answers, from the first, may be shown; the first `settled` ones may in any case."""
    return next(reversed(steps(given, least, settled)), settled)
