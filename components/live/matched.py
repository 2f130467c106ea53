"""What people are matched from and to in a meeting, as phones and the room know it; drawing them is `live.matching`."""

from __future__ import annotations

import json
from collections.abc import Collection

from components.activities.base import ActivityKind, Json, Pass
from components.activities.matches import Met, Other, Stance
from components.activities.registry import kind_of
from components.live.entries import parse_value, parsed_config
from db import answers, matches, participants, rounds
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


def _known_place(attributes: str) -> str:
    """Where somebody said they come from, when they said something about themselves."""
    return str(json.loads(attributes).get("organization", ""))


def _met(match: Match | None, participant_id: str) -> Met | None:
    if match is None:
        return None
    own = next(each for each in match.people if each.participant_id == participant_id)
    others = [Other(each.stand, each.place, each.name) for each in match.people if each is not own]
    return Met(match.number, match.issue, own.stand, others)
