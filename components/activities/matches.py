"""How a kind of activity matches people with each other: what they bring to it, and what their phones are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Stance:
    """What somebody brings to a match: by issue whether they have `solved` it or are `facing` it.

    And where they come from and a first name, where they said so.
    """

    stands: Mapping[str, str]
    place: str = ""
    name: str = ""


@dataclass(frozen=True)
class Other:
    """Somebody else in a match: where they stand on its issue ("" where they do not), their place and name, if any."""

    stand: str
    place: str = ""
    name: str = ""


@dataclass(frozen=True)
class Met:
    """A match as one of the people in it is told it: its number, its issue ("" for none), and where they all stand."""

    number: int
    issue: str
    own: str
    others: Sequence[Other] = ()


@dataclass(frozen=True)
class Matches:
    """How a kind matches people in its last step, from what they said in the one before, which is `propose`.

    `stance` is what an answer says. `asked(place)` is what a phone alone is told while that is asked: what is known of
    where its owner comes from, or "". `made(config, groups, least)` is the config of the last step, given the issue of
    every group and how many people it has; it holds nothing about fewer than `least` people. `told` is what a phone is
    told of its match, None where it has none.
    """

    stance: Callable[[Any], Stance]
    asked: Callable[[str], Json]
    made: Callable[[Json, Sequence[tuple[str, int]], int], Json]
    told: Callable[[Met | None], Json]
