"""Meetings as they were: stored rounds made into tallies, under the same rule for small groups as the live picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from components.activities.base import LEAST_AT_FIVE, ActivityKind, Entry, Json, Pass, count
from components.activities.registry import kind_of
from components.live.families import is_kept
from components.live.gate import Gate, gate_of, gates_of
from components.live.room import entries_of, parsed_config
from db import activities, history
from db.activities import Activity
from db.engine import Store
from db.history import KeptRound
from db.meetings import Meeting
from db.rounds import Round


@dataclass(frozen=True)
class PastRound:
    """A closed round with everybody's current answer, and the fewest answers its meeting shows a picture of."""

    kept: KeptRound
    least: int
    gate: Gate

    @property
    def round(self) -> Round:
        return self.kept.round

    @property
    def step(self) -> str:
        return self.kept.round.step

    @cached_property
    def kind(self) -> ActivityKind:
        return kind_of(self.kept.activity.kind)

    @cached_property
    def config_json(self) -> Json:
        """What phones were asked."""
        config: Json = json.loads(self.round.config)
        return config

    @cached_property
    def config(self) -> Any:
        return parsed_config(self.kind.name, self.round.config)

    @cached_property
    def entries(self) -> list[Entry]:
        """Everybody's current answer, passes too. What was picked for the wall was picked for a moment: not here."""
        found = entries_of(self.kind, self.round, self.kept.answers, self.kept.moderations, self.gate)
        return [replace(entry, picked=frozenset()) for entry in found]

    @cached_property
    def given(self) -> list[Entry]:
        """The answers without the passes."""
        return [entry for entry in self.entries if not isinstance(entry.answer, Pass)]

    @cached_property
    def tally(self) -> Json:
        """The group's picture; `{"hidden": "few"}` where too few have answered."""
        return count(self.kind, self.config, self.step, self.entries, self.least)

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this round is shown because too few have answered."""
        return self.tally.get("hidden") == "few"

    @property
    def is_kept(self) -> bool:
        """Whether this is for families alone: it was not shown to everybody."""
        return is_kept(self.kept.activity, self.round)

    @property
    def passed(self) -> int:
        return len(self.entries) - len(self.given)

    @property
    def on_behalf(self) -> int:
        """How many answers a facilitator gave for somebody without a device."""
        return sum(answer.on_behalf for answer in self.kept.answers)


@dataclass(frozen=True)
class PastActivity:
    """An activity of the agenda with its closed rounds, first to latest; `is_open` while another one is running."""

    activity: Activity
    rounds: tuple[PastRound, ...]
    is_open: bool = False

    @property
    def kind(self) -> ActivityKind:
        return kind_of(self.activity.kind)

    @property
    def final(self) -> PastRound | None:
        """The round whose picture stands for the activity: the latest with an answer, else the latest."""
        answered = [rnd for rnd in self.rounds if rnd.entries] or list(self.rounds)
        return answered[-1] if answered else None

    @property
    def others(self) -> list[PastRound]:
        """The rounds beside the final one, first to latest."""
        return [rnd for rnd in self.rounds if rnd is not self.final]

    def before(self, rnd: PastRound) -> PastRound | None:
        """The round of the same step before this one, None for the first."""
        earlier = [each for each in self.rounds if each.round.number < rnd.round.number and each.step == rnd.step]
        return earlier[-1] if earlier else None

    def comparison(self, rnd: PastRound) -> Json | None:
        """How the same people moved since the round before, where the kind can say so and enough have answered both."""
        before = self.before(rnd)
        if before is None or before.is_hidden or rnd.is_hidden:
            return None
        return self.kind.compare(rnd.config, before.given, rnd.given, rnd.least)


def agenda_of(db: Store, meeting: Meeting, *, with_open: bool = False) -> list[PastActivity]:
    """Every activity of a meeting in order; a round that is still open is left out unless it is asked for."""
    kept, gate = history.rounds_of_meeting(db, meeting.id), gate_of(db, meeting)
    return [_activity(meeting, activity, kept, gate, with_open) for activity in activities.of_meeting(db, meeting.id)]


def _activity(
    meeting: Meeting, activity: Activity, kept: Sequence[KeptRound], gate: Gate, with_open: bool
) -> PastActivity:
    own = [each for each in kept if each.activity.id == activity.id]
    found = [each for each in own if with_open or each.round.phase != "open"]
    is_open = any(each.round.phase == "open" for each in own)
    return PastActivity(activity, tuple(PastRound(each, least_of(meeting), gate) for each in found), is_open)


def least_of(meeting: Meeting) -> int:
    """How many answers a picture of this meeting needs."""
    return 1 if meeting.shown == "at_once" else LEAST_AT_FIVE


@dataclass(frozen=True)
class PastMoment:
    """One activity of one ended meeting, as it ended."""

    meeting: Meeting
    final: PastRound


def moments_of(db: Store, community_id: str) -> dict[str, list[PastMoment]]:
    """By name of kind, what the meetings of a community ended with, the oldest first; proposals are no end.

    What only families saw is not in it.
    """
    found: dict[str, list[PastMoment]] = {}
    held = history.final_rounds(db, community_id)
    gates = gates_of(db, community_id, [meeting for meeting, _ in held])
    for meeting, kept in held:
        moment = PastMoment(meeting, PastRound(kept, least_of(meeting), gates[meeting.id]))
        if not moment.final.is_kept and moment.final.step == moment.final.kind.steps[-1]:
            found.setdefault(moment.final.kind.name, []).append(moment)
    return found
