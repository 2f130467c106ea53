"""What people are matched from and to in a meeting, as phones and the room know it; drawing them is `live.matching`."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from components.activities.base import ActivityKind, Json, Pass
from components.activities.matches import Met, Other, Stance
from components.activities.registry import kind_of
from components.live.entries import parse_value, parsed_config
from db import activities, answers, matches, participants, rounds
from db.activities import Activity
from db.engine import Store
from db.matches import Match
from db.rounds import Round


def stances_in(db: Store, kind: ActivityKind, rnd: Round) -> dict[str, Stance]:
    """By participant what they bring; who passed brings nothing."""
    assert kind.matches
    config = parsed_config(kind.name, rnd.config)
    given = {
        answer.participant_id: parse_value(kind, config, rnd.step, json.loads(answer.value))
        for answer in answers.current(db, rnd.id)
    }
    return {person: kind.matches.stance(answer) for person, answer in given.items() if not isinstance(answer, Pass)}


def is_drawn(db: Store, kind: ActivityKind, rnd: Round | None) -> bool:
    """Whether everybody who answered a round, and nobody else, is in the matches made of it."""
    if rnd is None or kind.matches is None:
        return False
    found = {each.participant_id for match in matches.of_round(db, rnd.id) for each in match.people}
    return bool(found) and found == set(stances_in(db, kind, rnd))


def groups_of(db: Store, activity: Activity) -> list[tuple[str, int]]:
    """The issue and the number of people of every match people are to meet in; none where they are not matched yet."""
    asked = asked_in(db, activity.id)
    found = matches.of_round(db, asked.id) if asked else []
    if any(match.is_draft for match in found) and not is_drawn(db, kind_of(activity.kind), asked):
        return []
    return [(match.issue, len(match.people)) for match in found]


def asked_in(db: Store, activity_id: str) -> Round | None:
    """The latest round in which people said what they bring."""
    asked = [rnd for rnd in rounds.of_activity(db, activity_id) if rnd.step == "propose"]
    return asked[-1] if asked else None


def told(
    db: Store, meeting_id: str, activity_id: str, step: str, kind: ActivityKind, people: Collection[str]
) -> dict[str, Json]:
    """By participant what their phone alone is told in a step of an activity that matches people."""
    if kind.matches is None or not people:
        return {}
    if step == "propose":
        said = participants.attributes_of(db, people)
        return {each: kind.matches.asked(_known_place(said.get(each, "{}"))) for each in people}
    found = matches.of_people(db, meeting_id, people)
    return {each: kind.matches.told(_met(found.get((activity_id, each)), each)) for each in people}


@dataclass(frozen=True)
class OwnMatch:
    """One of somebody's matches over time: the meeting it was at, the activity as JSON configures it, what their phone
    was told of it, and what they answered since, None for nothing."""

    meeting_id: str
    kind: str
    config: Json
    told: Json
    answer: Json | None


def over_time(db: Store, people: Collection[str]) -> list[OwnMatch]:
    """Every match of the people on one phone, the latest first, for that phone alone."""
    found = []
    for meeting_id in matches.meetings_of(db, people):
        given = {(a.round_id, a.participant_id): a for a in answers.current_of_meeting(db, meeting_id, people)}
        for (activity_id, person), match in matches.of_people(db, meeting_id, people).items():
            activity = activities.by_id(db, activity_id)
            kind = kind_of(activity.kind) if activity else None
            if activity is None or kind is None or kind.matches is None:
                continue
            met = [rnd for rnd in rounds.of_activity(db, activity_id) if rnd.step != "propose"]
            said = [given[rnd.id, person] for rnd in met if (rnd.id, person) in given]
            answer = json.loads(said[-1].value) if said else None
            shown = kind.matches.told(_met(match, person))
            found.append(OwnMatch(meeting_id, activity.kind, json.loads(activity.config), shown, answer))
    return found


def _known_place(attributes: str) -> str:
    """Where somebody said they come from, when they said something about themselves."""
    return str(json.loads(attributes).get("organization", ""))


def _met(match: Match | None, participant_id: str) -> Met | None:
    if match is None:
        return None
    own = next(each for each in match.people if each.participant_id == participant_id)
    others = [Other(each.stand, each.place, each.name) for each in match.people if each is not own]
    return Met(match.number, match.issue, own.stand, others)
