"""What one phone is told about its own answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from components.activities.base import CONTACT, PASS, Json
from components.activities.registry import kind_of
from components.live.recall import recall
from components.live.room import Room, parse_value, parsed_config
from db import activities, answers, contacts, rounds
from db.activities import Activity
from db.answers import Answer
from db.engine import Store
from db.rounds import Round

Person = tuple[str, int]
"""A participant's id and the seat it has on its device."""
NOBODY: Mapping[str, str] = {}


def mine(room: Room, persons: Sequence[Person]) -> list[Json]:
    """The `mine` messages of one device: the current round, or after the end every round it answered."""
    if room.meeting.phase == "ended":
        return _everything(room, [persons])[0]
    if room.round is None or room.meeting.phase != "live":
        return []
    given = {pid: answers.current_of(room.store, room.round.id, pid) for pid, _ in persons}
    before = {
        pid: answers.current_of(room.store, room.previous.id, pid) if room.previous else None for pid, _ in persons
    }
    own = _own(room, [persons])
    reached = _reached(room.store, [answer for answer in given.values() if answer], [room.activity])
    return [message(room.round, seat, given[pid], before[pid], own.get(pid), reached) for pid, seat in persons]


def mine_of_all(room: Room, devices: Sequence[Sequence[Person]]) -> list[list[Json]]:
    """The `mine` messages of each of many devices, in no more queries than for one."""
    if room.meeting.phase == "ended":
        return _everything(room, devices)
    if room.round is None:
        return [[] for _ in devices]
    given = _by_person(answers.current(room.store, room.round.id))
    before = _by_person(answers.current(room.store, room.previous.id)) if room.previous else {}
    own = _own(room, devices)
    reached = _reached(room.store, given.values(), [room.activity])
    return [
        [message(room.round, seat, given.get(pid), before.get(pid), own.get(pid), reached) for pid, seat in persons]
        for persons in devices
    ]


def _by_person(given: Iterable[Answer]) -> dict[str, Answer]:
    return {answer.participant_id: answer for answer in given}


def _own(room: Room, devices: Iterable[Sequence[Person]]) -> Mapping[str, Json]:
    """By participant, what they alone are told in the current activity; nothing in most kinds of activity."""
    return recall(room.store, room.meeting.id, room.kind, _people(devices)) if room.kind else {}


def _reached(db: Store, given: Iterable[Answer], asked: Iterable[Activity | None]) -> Mapping[str, str]:
    """By answer, how its author agreed to be reached, where any of the activities asks that."""
    if not any(activity and kind_of(activity.kind).contact for activity in asked):
        return {}
    return contacts.of_answers(db, [answer.id for answer in given])


def _people(devices: Iterable[Sequence[Person]]) -> list[str]:
    return [pid for persons in devices for pid, _ in persons]


def message(
    rnd: Round,
    seat: int,
    answer: Answer | None,
    before: Answer | None = None,
    own: Json | None = None,
    reached: Mapping[str, str] = NOBODY,
) -> Json:
    """One `mine` message; `own` is what this phone alone is told in the activity.

    `reached` has by answer how its author agreed to be reached: this phone is told its own, to change or take back.
    """
    contact = {CONTACT: reached[answer.id]} if answer and answer.id in reached else {}
    return {
        "type": "mine",
        "round": rnd.id,
        "seat": seat,
        "value": json.loads(answer.value) | contact if answer else None,
        "previous": json.loads(before.value) if before else None,
        **({} if own is None else {"own": own}),
    }


def _everything(room: Room, devices: Sequence[Sequence[Person]]) -> list[list[Json]]:
    """Of each device every answer it gave in the meeting, with what was asked."""
    db, meeting_id, people = room.store, room.meeting.id, _people(devices)
    if not people:
        return [[] for _ in devices]
    opened = {each.id: each for each in rounds.of_meeting(db, meeting_id)}
    agenda = {each.id: each for each in activities.of_meeting(db, meeting_id)}
    own = {name: recall(db, meeting_id, kind_of(name), people) for name in {each.kind for each in agenda.values()}}
    given: dict[str, list[Answer]] = {}
    current = answers.current_of_meeting(db, meeting_id, people)
    reached = _reached(db, current, agenda.values())
    for answer in current:
        given.setdefault(answer.participant_id, []).append(answer)

    def told(answer: Answer, seat: int) -> Json:
        rnd = opened[answer.round_id]
        asked = agenda[rnd.activity_id]
        what = {"title": asked.title, "kind": asked.kind, "config": json.loads(rnd.config), "step": rnd.step}
        what["commitments"] = _commitments(asked.kind, rnd, answer)
        return message(rnd, seat, answer, None, own[asked.kind].get(answer.participant_id), reached) | what

    return [[told(answer, seat) for pid, seat in persons for answer in given.get(pid, [])] for persons in devices]


def _commitments(name: str, rnd: Round, answer: Answer) -> list[str]:
    """What this answer says its author is going to do, in their own words."""
    kind = kind_of(name)
    if kind.promises is None:
        return []
    config = parsed_config(name, rnd.config)
    value = parse_value(kind, config, rnd.step, json.loads(answer.value))
    return [] if value is PASS else [promise.text for promise in kind.promises(config, rnd.step, value)]
