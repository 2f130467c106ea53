"""Who is to be matched, and the groups they end up in; as JSON too, for a process of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SOLVED, FACING = "solved", "facing"
STANDS = (SOLVED, FACING)
"""Where somebody stands on an issue: they have solved it, or they are facing it."""
Pair = frozenset[str]


@dataclass(frozen=True)
class Person:
    """Somebody to be matched: where they come from ("" where that is not known), and by issue where they stand."""

    id: str
    place: str
    stands: Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """People who meet, and the issue they meet on: "" where they have none in common."""

    people: tuple[str, ...]
    issue: str


@dataclass(frozen=True)
class Order:
    """What a match is made from: the people, who has met before, and a number that another drawing has another of."""

    people: Sequence[Person]
    met: frozenset[Pair]
    seed: int = 0

    def as_json(self) -> dict[str, Any]:
        """For another process."""
        people = [{"id": each.id, "place": each.place, "stands": dict(each.stands)} for each in self.people]
        return {"people": people, "met": sorted(sorted(pair) for pair in self.met), "seed": self.seed}

    @classmethod
    def read(cls, json: dict[str, Any]) -> Order:
        """The same, from `as_json`."""
        people = [Person(each["id"], each["place"], each["stands"]) for each in json["people"]]
        return cls(people, frozenset(frozenset(pair) for pair in json["met"]), json["seed"])


def place_of(written: str) -> str:
    """What people wrote about where they come from, so that the same place is the same text however it was written."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in written.casefold()).split())
