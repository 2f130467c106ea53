"""What one phone is told about its own answers."""

from __future__ import annotations

import json
from collections.abc import Iterable

from components.activities.base import PASS, Json
from components.activities.registry import kind_of
from components.live.room import Room, parse_value, parsed_config
from db import activities, answers, rounds
from db.answers import Answer
from db.engine import Store
from db.rounds import Round

Person = tuple[str, int]
"""A participant's id and the seat it has on its device."""


def mine(room: Room, persons: Iterable[Person]) -> list[Json]:
    """The `mine` messages of one device: the current round, or after the end every round it answered."""
    if room.meeting.phase == "ended":
        return [message for person in persons for message in _everything(room.store, room.meeting.id, person)]
    if room.round is None or room.meeting.phase != "live":
        return []
    given = {pid: answers.current_of(room.store, room.round.id, pid) for pid, _ in persons}
    before = {
        pid: answers.current_of(room.store, room.previous.id, pid) if room.previous else None for pid, _ in persons
    }
    return [message(room.round, seat, given[pid], before[pid]) for pid, seat in persons]


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
        yield message(rnd, person[1], answer) | asked | {"commitments": _commitments(activity.kind, rnd, answer)}


def _commitments(name: str, rnd: Round, answer: Answer) -> list[str]:
    """What this answer says its author is going to do, in their own words."""
    kind, config = kind_of(name), parsed_config(name, rnd.config)
    value = parse_value(kind, config, rnd.step, json.loads(answer.value))
    return [] if value is PASS else [piece.text for piece in kind.commitments(config, rnd.step, value)]
