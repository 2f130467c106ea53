"""Who meets whom in a meeting: what the matches are made of, keeping them, and what each phone is told of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from components.activities.base import ActivityKind, Words
from components.activities.matches import Stance
from components.activities.registry import kind_of
from components.live import leads
from components.live.apart import BEHIND
from components.live.matched import asked_in, stances_in
from components.live.opening import CannotControl
from components.live.room import Room
from components.matching.people import FACING, SOLVED, Group, Order, Person, place_of
from components.templates import match_on
from db import activities, answers, matches, meetings, rounds
from db.activities import Activity
from db.answers import Answer
from db.engine import Store
from db.matches import Matched
from db.meetings import Meeting

_ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Brought:
    """What matches are made of: the round it was said in, what everybody said, and who has met before."""

    round_id: str
    stances: Mapping[str, Stance]
    met: frozenset[frozenset[str]]

    def order(self, seed: int) -> Order:
        """The same for drawing."""
        people = [Person(each, place_of(said.place), said.stands) for each, said in self.stances.items()]
        return Order(people, self.met, seed)


def brought(room: Room) -> Brought:
    """What everybody brought in the round that is on. Raises `CannotControl` where it takes answers or has too few."""
    rnd, kind = room.round, room.kind
    if rnd is None or kind is None or kind.matches is None or rnd.step != "propose" or rnd.phase == "open":
        raise CannotControl("moved_on")
    stances = stances_in(room.store, kind, rnd)
    if len(stances) < 2:
        raise CannotControl("match.too_few")
    return Brought(rnd.id, stances, frozenset(matches.met(room.store, room.community.id)))


def draw_apart(order: Order) -> list[Group]:
    """The groups, drawn in a process of their own: a large room's take seconds. Raises `CannotControl`."""
    command = [*BEHIND, sys.executable, "-m", "components.matching"]
    try:
        done = subprocess.run(
            command, input=json.dumps(order.as_json()), capture_output=True, cwd=_ROOT, timeout=LONGEST_SECONDS,
            text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}, check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise CannotControl("unexpected") from None
    return [Group(tuple(each["people"]), each["issue"]) for each in json.loads(done.stdout)]


def keep(db: Store, meeting_id: str, made_of: Brought, groups: Sequence[Group]) -> None:
    """Keep drawn groups as the draft of a round, unless it went on meanwhile: `CannotControl`."""
    rnd = rounds.by_id(db, made_of.round_id)
    activity = activities.by_id(db, rnd.activity_id) if rnd else None
    if rnd is None or activity is None or activity.meeting_id != meeting_id or rnd.phase == "open":
        raise CannotControl("moved_on")
    kind = kind_of(activity.kind)
    if kind.matches is None or stances_in(db, kind, rnd) != made_of.stances:
        raise CannotControl("match.changed")
    matches.put(db, rnd.id, [(group.issue, _people(group, made_of.stances)) for group in groups])
    meetings.touch(db, meeting_id, at_once=True)


def _people(group: Group, stances: Mapping[str, Stance]) -> list[Matched]:
    return [
        Matched(each, stances[each].stands.get(group.issue, ""), stances[each].place, stances[each].name)
        for each in group.people
    ]


@dataclass(frozen=True)
class Summary:
    """Matches in numbers: how many, whether one has three people, in how many a solution meets a need; and how many
    people meet somebody from their own place, or somebody they have met."""

    groups: int
    has_trio: bool
    helped: int
    same: int
    again: int


def summary(room: Room) -> Summary:
    """What was drawn from the round that is on."""
    assert room.round
    found = matches.of_round(room.store, room.round.id)
    met = matches.met(room.store, room.community.id)
    same, again = set(), set()
    for match in found:
        for one, other in permutations(match.people, 2):
            place = place_of(one.place)
            same |= {one.participant_id} if place and place == place_of(other.place) else set()
            again |= {one.participant_id} if frozenset((one.participant_id, other.participant_id)) in met else set()
    helped = sum({SOLVED, FACING} <= {each.stand for each in match.people} for match in found)
    return Summary(len(found), any(len(match.people) > 2 for match in found), helped, len(same), len(again))


def without_phone(room: Room) -> list[tuple[int, str, str]]:
    """The number, issue and name of the matches of those whom a facilitator answered for: no phone tells them."""
    if room.round is None:
        return []
    asked = room.round if room.round.step == "propose" else asked_in(room.store, room.round.activity_id)
    given: Sequence[Answer] = answers.current(room.store, asked.id) if asked else ()
    theirs = {answer.participant_id for answer in given if answer.on_behalf}
    found = matches.of_round(room.store, asked.id) if asked and theirs else []
    return [(m.number, m.issue, each.name) for m in found for each in m.people if each.participant_id in theirs]


def _matches(kind: ActivityKind) -> bool:
    return kind.matches is not None


def first_of(room: Room) -> Sequence[Words]:
    """What people may be matched on now: the first of what the current activity has shown to everybody."""
    return leads.first_of(room, _matches)


def found_in(db: Store, meeting: Meeting) -> list[tuple[Activity, Sequence[Words]]]:
    """The activities of a meeting people may be matched on, and what; none where its agenda matches them already."""
    return leads.found_in(db, meeting, _matches)


def put_on_agenda(db: Store, meeting_id: str, activity_id: str, first: Sequence[Words]) -> str:
    """Put matching on these issues on the agenda, right after the activity they come from; the new one's id.

    Raises `CannotControl` where there is some already, or the activity is gone.
    """
    return leads.go_on(db, meeting_id, activity_id, _matches, first, match_on)
