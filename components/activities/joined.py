"""What a kind of activity in which people gather in groups tells of each: what a workgroup begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Joined:
    """A group that somebody joined: its id and its name by language, how many joined, and first steps let through."""

    id: str
    name: Mapping[str, str]
    people: int
    steps: Sequence[str] = ()
