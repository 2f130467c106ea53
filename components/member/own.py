"""What one person answered in the meetings of a community's history: read once for all parts of their page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from components.activities.base import ActivityKind, Earlier, Json, Pass
from components.activities.registry import kind_of
from components.live.entries import parse_value, parsed_config
from db import members
from db.engine import Store
from db.members import Member, OwnAnswer

MEETINGS_BACK = 12
"""So many meetings are looked back at."""


@dataclass(frozen=True)
class Own:
    """One answer with what was asked."""

    row: OwnAnswer

    @cached_property
    def kind(self) -> ActivityKind:
        return kind_of(self.row.kind)

    @cached_property
    def asked(self) -> Json:
        asked: Json = json.loads(self.row.config)
        return asked

    @cached_property
    def config(self) -> Any:
        return parsed_config(self.row.kind, self.row.config)

    @cached_property
    def answer(self) -> Any:
        """The answer as its kind reads it, or `PASS`."""
        return parse_value(self.kind, self.config, self.row.step, json.loads(self.row.value))

    @property
    def is_pass(self) -> bool:
        return isinstance(self.answer, Pass)

    @property
    def title(self) -> dict[str, str]:
        words: dict[str, str] = json.loads(self.row.title)
        return words

    @cached_property
    def earlier(self) -> Earlier:
        """The same as kinds look back at it."""
        promises = self.kind.promises(self.config, self.row.step, self.answer) if self.kind.promises else []
        return Earlier(self.row.meeting_id, self.row.activity_id, self.answer, promises)


def own_of(db: Store, member: Member) -> list[Own]:
    """What somebody answered, passes left out, the oldest meeting first."""
    found = [Own(row) for row in members.answers_of(db, member, MEETINGS_BACK)]
    return [each for each in found if not each.is_pass]


def by_person(own: Sequence[Own]) -> list[list[Own]]:
    """The same, apart for each of the people who share a phone."""
    people: dict[str, list[Own]] = {}
    for each in own:
        people.setdefault(each.row.participant_id, []).append(each)
    return list(people.values())
