"""A meeting as it stands at one revision, and what may be seen of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from components.activities.base import (
    LEAST_AT_FIVE,
    ActivityKind,
    Entry,
    Json,
    Pass,
    Piece,
    count,
    withheld_parts,
)
from components.activities.registry import kind_of
from components.live import late
from components.live.entries import entries_of, parsed_config
from components.live.families import FAMILY, UNKNOWN, is_kept, sides
from components.live.gate import Gate, gate_of
from components.live.matched import is_drawn
from components.live.released import released, released_late
from db import activities, answers, communities, meetings, rounds
from db.activities import Activity
from db.communities import Community
from db.engine import Store
from db.ids import now
from db.meetings import Meeting
from db.rounds import Round

if TYPE_CHECKING:
    from components.live.closing import Closing


class UnknownMeeting(LookupError):
    """There is no such meeting."""


@dataclass(frozen=True)
class Room:
    """A meeting with its agenda, current activity and latest round, read in one go from one store."""

    store: Store
    meeting: Meeting
    community: Community
    agenda: tuple[Activity, ...]
    activity: Activity | None
    round: Round | None
    """The latest round of the current activity, without one that nobody may answer yet."""
    thinking: Round | None = None
    """The round that opens when everybody has had time to think."""

    @cached_property
    def kind(self) -> ActivityKind | None:
        return kind_of(self.activity.kind) if self.activity else None

    @cached_property
    def config_json(self) -> Json:
        """What phones are asked: the round's frozen config, before it the activity's."""
        source = self.thinking or self.round or self.activity
        return json.loads(source.config) if source else {}

    @cached_property
    def config(self) -> Any:
        source = self.thinking or self.round or self.activity
        return parsed_config(self.activity.kind, source.config) if self.activity and source else None

    @property
    def question(self) -> Mapping[str, str]:
        """What the room is asked: the activity's own question, else its title."""
        if not self.activity or not self.kind:
            return {}
        return self.kind.asks(self.config) or self.activity.title

    @property
    def step(self) -> str:
        if self.round:
            return self.round.step
        return self.kind.first_step(self.config) if self.kind and self.kind.steps else ""

    @property
    def think_seconds(self) -> int:
        """How long everybody thinks before answers to the current activity open."""
        own = self.activity.think_seconds if self.activity else None
        return self.meeting.think_seconds if own is None else own

    @cached_property
    def is_matched(self) -> bool:
        """Whether everybody who answered has a match, where people are matched."""
        return self.kind is not None and is_drawn(self.store, self.kind, self.round)

    @cached_property
    def still_open(self) -> list[late.StillOpen]:
        """What phones may answer beside the current activity."""
        return late.still_open(self.store, self.meeting, self.agenda)

    @property
    def least(self) -> int:
        return 1 if self.meeting.shown == "at_once" else LEAST_AT_FIVE

    @cached_property
    def gate(self) -> Gate:
        """What written answers must pass now."""
        return gate_of(self.store, self.meeting)

    @property
    def waits(self) -> bool:
        """Whether what is written now waits for a facilitator's tap."""
        return self.kind is not None and self.kind.writes and self.gate.waits(self.kind, self.config, self.step)

    @cached_property
    def answered(self) -> int:
        return answers.count(self.store, self.round.id) if self.round else 0

    @cached_property
    def entries(self) -> list[Entry]:
        """Everybody's current answer to the round: for the server and the facilitator's counts only."""
        if not self.round or not self.kind:
            return []
        return entries_of(
            self.kind,
            self.round,
            answers.current(self.store, self.round.id),
            answers.moderations(self.store, self.round.id),
            self.gate,
        )

    @property
    def is_kept(self) -> bool:
        """Whether this is for families alone at this moment."""
        return is_kept(self.activity, self.round)

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see the group's picture."""
        return self.is_revealed and not self.is_kept

    @property
    def is_revealed(self) -> bool:
        """Whether those it is for may see the picture; a quiet kind's as soon as a text is picked for the wall."""
        if not self.round or not self.kind or not self.kind.steps:
            return False
        if self.round.phase == "revealed" or self.kind.shows_live(self.config, self.round.step):
            return True
        return self.kind.is_quiet and any(d.is_picked for d in answers.moderations(self.store, self.round.id))

    @cached_property
    def tally(self) -> Json | None:
        """The group's picture as everybody may see it now, None while it is not shown."""
        return self.preview if self.is_shown else None

    def tally_for(self, side: str) -> Json | None:
        """The picture as phones of families, of others or of who has not said may see it."""
        return self.preview if side == FAMILY and self.is_revealed else self.tally

    def side_of(self, person: str) -> str:
        """Whose phone somebody's is, where that matters at this moment."""
        return self.sides_of([person]).get(person, UNKNOWN)

    def sides_of(self, persons: Collection[str]) -> dict[str, str]:
        """Whose phones these are, where that matters at this moment; empty where it does not."""
        return sides(self.store, self.community, persons) if self.has_sides else {}

    @cached_property
    def has_sides(self) -> bool:
        """Whether phones of families are told something else than others now."""
        return self.is_kept or any(is_kept(each.activity, each.round) for each in self.still_open)

    def still_open_for(self, side: str) -> list[late.StillOpen]:
        """What phones of families, of others or of who has not said may still answer beside the room."""
        return [each for each in self.still_open if side == FAMILY or not is_kept(each.activity, each.round)]

    @cached_property
    def preview(self) -> Json | None:
        """The group's picture as it would be shown now, under the same rule for small groups."""
        if not self.round or not self.kind or not self.kind.steps:
            return None
        if not self.released and self.answered:
            return {"hidden": "few"}
        return count(self.kind, self.config, self.round.step, self.released, self.least)

    @cached_property
    def released(self) -> list[Entry]:
        """The answers a picture may hold now: all once no more can come, in steps while they can."""
        if not self.round or not self.kind or self.least == 1 or self.kind.is_exempt(self.config, self.round.step):
            return self.entries
        is_late = late.takes_late(self.meeting, self.kind, self.round, is_latest=True)
        if not is_late and self.round.phase != "open":
            return self.entries
        in_steps = released_late if is_late else released
        given = in_steps(answers.all_of_round(self.store, self.round.id), self.least)
        return entries_of(self.kind, self.round, given, answers.moderations(self.store, self.round.id), self.gate)

    @cached_property
    def written(self) -> list[tuple[Entry, Piece]]:
        """The texts a facilitator may read now: those of a picture that may be seen, and what the next step is made of.

        What was proposed is read as soon as the round is closed, however few they were: everybody will see it.
        """
        if not self.round or not self.kind or self.preview is None:
            return []
        is_for_next = self.round.phase != "open" and self.round.step != self.kind.steps[-1]
        if self.preview.get("hidden") == "few" and not is_for_next:
            return []
        withheld = withheld_parts(self.preview)
        return [
            (entry, piece)
            for entry in self.released
            if not isinstance(entry.answer, Pass)
            for piece in self.kind.pieces(self.config, self.round.step, entry.answer)
            if piece.part.partition(".")[0] not in withheld
        ]

    @property
    def waiting(self) -> list[tuple[Entry, Piece]]:
        """The texts a facilitator may read now that wait for a tap; what stays with facilitators does not."""
        if not self.kind or self.kind.texts_stay:
            return []
        return [(entry, piece) for entry, piece in self.written if piece.part in entry.held]

    @cached_property
    def previous(self) -> Round | None:
        """The round before this one with the same step, if it was revealed or closed."""
        if not self.round or not self.activity:
            return None
        earlier = [
            r
            for r in rounds.of_activity(self.store, self.activity.id)
            if r.number < self.round.number and r.step == self.round.step
        ]
        return earlier[-1] if earlier else None

    @cached_property
    def previous_tally(self) -> Json | None:
        """The picture of the previous round, None where there was none."""
        if not self.previous or not self.kind or is_kept(self.activity, self.previous):
            return None
        config = parsed_config(self.kind.name, self.previous.config)
        return count(self.kind, config, self.previous.step, self._previous_entries, self.least)

    @cached_property
    def comparison(self) -> Json | None:
        """How the same people moved since the previous round, where the kind can say so."""
        if not self.previous or not self.kind or not self.is_shown or is_kept(self.activity, self.previous):
            return None
        before = [e for e in self._previous_entries if not isinstance(e.answer, Pass)]
        after = [e for e in self.entries if not isinstance(e.answer, Pass)]
        return self.kind.compare(self.config, before, after, self.least)

    @cached_property
    def closing(self) -> Closing | None:
        """What the last screen says; None before the end."""
        from components.live.closing import closing_of  # which looks back at rooms itself

        return closing_of(self.store, self.meeting) if self.meeting.phase == "ended" else None

    def look(self) -> None:
        """Read all that a wall shows, so that it can be shown again when the store is closed or away."""
        _ = (self.answered, self.tally, self.comparison, self.closing)
        _ = self.previous_tally if self.is_shown else None

    @cached_property
    def _previous_entries(self) -> list[Entry]:
        assert self.kind
        assert self.previous
        given = answers.current(self.store, self.previous.id)
        return entries_of(self.kind, self.previous, given, answers.moderations(self.store, self.previous.id), self.gate)


def read(db: Store, meeting_id: str) -> Room:
    """The room of a meeting as it stands. Raises `UnknownMeeting`."""
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None:
        raise UnknownMeeting(meeting_id)
    community = communities.by_id(db, meeting.community_id)
    assert community is not None, "a meeting's community exists by foreign key"
    agenda = tuple(activities.of_meeting(db, meeting_id))
    activity = next((a for a in agenda if a.id == meeting.activity_id), None)
    opened = rounds.of_activity(db, activity.id) if activity else []
    latest = opened[-1] if opened else None
    if latest and latest.opens_at and latest.opens_at > now():
        return Room(db, meeting, community, agenda, activity, None, thinking=latest)
    return Room(db, meeting, community, agenda, activity, latest)
