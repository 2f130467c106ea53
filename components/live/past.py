"""Meetings as they were: stored rounds made into tallies, under the same rule for small groups as the live picture."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from components.activities.base import LEAST_AT_FIVE, ActivityKind, Entry, Json, Pass, count
from components.activities.registry import kind_of
from components.live import late
from components.live.entries import entries_of, parsed_config
from components.live.families import is_kept
from components.live.gate import Gate, gate_of
from components.live.released import released_late
from db import activities, answers, history
from db.activities import Activity
from db.engine import Store
from db.history import KeptRound
from db.meetings import Meeting
from db.rounds import Round


@dataclass(frozen=True)
class PastRound:
    """A closed round with everybody's current answer, and the fewest answers its meeting shows a picture of.

    While late answers can still come, those that would let the picture grow by fewer than three are left out: `waiting`
    is how many they are, and `open_until` when all are in.
    """

    kept: KeptRound
    least: int
    gate: Gate
    waiting: int = 0
    open_until: str | None = None

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

    @cached_property
    def late_ids(self) -> frozenset[str]:
        """The ids of the answers that came after the end of the meeting."""
        return frozenset(answer.id for answer in self.kept.answers if answer.is_late)

    @property
    def late(self) -> int:
        """How many answers came after the end of the meeting, those that wait too."""
        return len(self.late_ids) + self.waiting


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
        return self.between(before, rnd) if before else None

    def between(self, before: PastRound, after: PastRound) -> Json | None:
        """The same from any round to a later one of the same step."""
        if before.is_hidden or after.is_hidden:
            return None
        return self.kind.compare(after.config, before.given, after.given, after.least)


def agenda_of(db: Store, meeting: Meeting, *, with_open: bool = False) -> list[PastActivity]:
    """Every activity of a meeting in order.

    A round that is open while the meeting goes on is left out unless it is asked for.
    """
    kept, gate = history.rounds_of_meeting(db, meeting.id), gate_of(db, meeting)
    found = []
    for activity in activities.of_meeting(db, meeting.id):
        own = [each for each in kept if each.activity.id == activity.id]
        going_on = [each for each in own if each.round.phase == "open" and meeting.phase != "ended"]
        told = own if with_open else [each for each in own if each not in going_on]
        rounds = tuple(_round(db, meeting, each, gate, is_latest=each is own[-1]) for each in told)
        found.append(PastActivity(activity, rounds, is_open=bool(going_on)))
    return found


def _round(db: Store, meeting: Meeting, kept: KeptRound, gate: Gate, *, is_latest: bool) -> PastRound:
    """A round with the answers that may be seen of it now."""
    least, kind, rnd = least_of(meeting), kind_of(kept.activity.kind), kept.round
    if meeting.ended_at is None or not late.takes_late(meeting, kind, rnd, is_latest=is_latest):
        return PastRound(kept, least, gate)
    open_until = late.until(meeting.ended_at)
    if least == 1 or kind.is_exempt(parsed_config(kind.name, rnd.config), rnd.step):
        return PastRound(kept, least, gate, open_until=open_until)
    seen = tuple(released_late(answers.all_of_round(db, rnd.id), least))
    known = {answer.id for answer in seen}
    waiting = sum(answer.id not in known for answer in kept.answers)
    return PastRound(replace(kept, answers=seen), least, gate, waiting, open_until)


def least_of(meeting: Meeting) -> int:
    """How many answers a picture of this meeting needs."""
    return 1 if meeting.shown == "at_once" else LEAST_AT_FIVE


def final_round(db: Store, meeting: Meeting, round_id: str, gate: Gate) -> PastRound:
    """The last round of an activity of an ended meeting, by its id."""
    return _round(db, meeting, history.kept_round(db, round_id), gate, is_latest=True)
