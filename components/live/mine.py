"""What one phone is told about its own answers."""

from __future__ import annotations

import json
from collections.abc import Iterable

from components.activities.base import Json
from components.live.room import Room
from db import activities, answers, rounds
from db.answers import Answer
from db.engine import Store
from db.rounds import Round

Person = tuple[str, int]
"""A participant's id and the seat it has on its device."""


def mine(room: Room, persons: Iterable[Person]) -> list[Json]:
    """The `mine` messages of one device: of the current round first, then of those still open on phones.

    After the end one for every round it answered.
    """
    if room.meeting.phase == "ended":
        return [message for person in persons for message in _everything(room.store, room.meeting.id, person)]
    if room.meeting.phase != "live":
        return []
    persons, found = list(persons), []
    if room.round:
        found += [_own(room.store, room.round, room.previous, person) for person in persons]
    return found + [_own(room.store, each.round, None, person) for each in room.still_open for person in persons]


def _own(db: Store, rnd: Round, previous: Round | None, person: Person) -> Json:
    participant_id, seat = person
    before = answers.current_of(db, previous.id, participant_id) if previous else None
    return message(rnd, seat, answers.current_of(db, rnd.id, participant_id), before)


def mine_by_person(room: Room) -> dict[str, tuple[Answer | None, Answer | None]]:
    """Everybody's answer to the current and to the previous round, by participant id, in two queries."""
    if room.round is None:
        return {}
    given = {answer.participant_id: answer for answer in answers.current(room.store, room.round.id)}
    before = (
        {answer.participant_id: answer for answer in answers.current(room.store, room.previous.id)}
        if room.previous
        else {}
    )
    return {person: (given.get(person), before.get(person)) for person in given.keys() | before.keys()}


def message(rnd: Round, seat: int, answer: Answer | None, before: Answer | None = None) -> Json:
    """One `mine` message."""
    return {
        "type": "mine",
        "round": rnd.id,
        "seat": seat,
        "value": json.loads(answer.value) if answer else None,
        "previous": json.loads(before.value) if before else None,
    }


def _everything(db: Store, meeting_id: str, person: Person) -> Iterable[Json]:
    opened = {r.id: r for r in rounds.of_meeting(db, meeting_id)}
    agenda = {a.id: a for a in activities.of_meeting(db, meeting_id)}
    for answer in answers.current_of_meeting(db, meeting_id, person[0]):
        rnd = opened[answer.round_id]
        activity = agenda[rnd.activity_id]
        asked = {"title": activity.title, "kind": activity.kind, "config": json.loads(rnd.config), "step": rnd.step}
        yield message(rnd, person[1], answer) | asked
