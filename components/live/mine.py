"""What one phone is told about its own answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.activities.base import CONTACT, PASS, ActivityKind, Json
from components.activities.registry import kind_of
from components.live.asking import asked_of
from components.live.entries import parse_value, parsed_config
from components.live.matched import told as told_match
from components.live.recall import recall
from components.live.room import Room
from db import activities, answers, contacts, rounds
from db.activities import Activity
from db.answers import Answer
from db.engine import Store
from db.rounds import Round

Person = tuple[str, int]
"""A participant's id and the seat it has on its device."""
NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True)
class _Asked:
    """A round that phones may be told of, the one before it, and its kind."""

    round: Round
    previous: Round | None
    kind: ActivityKind

    @property
    def rounds(self) -> list[Round]:
        return [self.round, self.previous] if self.previous else [self.round]


def mine(room: Room, persons: Sequence[Person]) -> list[Json]:
    """The `mine` messages of one device: of the current round first, then of those still open on phones.

    After the end one for every round it answered. At last an `ask` message, where its people are asked something.
    """
    [asked_about] = asked_of(room.store, room.community.id, [persons])
    if room.meeting.phase == "ended":
        return _everything(room, [persons])[0] + asked_about
    found = []
    for asked in _asked(room):
        given = {
            rnd.id: _by_person(answer for pid, _ in persons if (answer := answers.current_of(room.store, rnd.id, pid)))
            for rnd in asked.rounds
        }
        reached = _reached(room.store, given[asked.round.id].values(), [asked.kind])
        found += _messages(asked, given, persons, _own(room, asked, [persons]), reached)
    return found + asked_about


def mine_of_all(room: Room, devices: Sequence[Sequence[Person]]) -> list[list[Json]]:
    """The `mine` messages of each of many devices, in no more queries than for one."""
    asked_about = asked_of(room.store, room.community.id, devices)
    if room.meeting.phase == "ended":
        return [own + asks for own, asks in zip(_everything(room, devices), asked_about, strict=True)]
    found: list[list[Json]] = [[] for _ in devices]
    for asked in _asked(room):
        given = {rnd.id: _by_person(answers.current(room.store, rnd.id)) for rnd in asked.rounds}
        own = _own(room, asked, devices)
        reached = _reached(room.store, given[asked.round.id].values(), [asked.kind])
        for told, persons in zip(found, devices, strict=True):
            told += _messages(asked, given, persons, own, reached)
    return [own + asks for own, asks in zip(found, asked_about, strict=True)]


def _asked(room: Room) -> list[_Asked]:
    """What a live meeting asks now: the current round, then those still open on phones."""
    if room.meeting.phase != "live":
        return []
    now = [_Asked(room.round, room.previous, room.kind)] if room.round and room.kind else []
    return now + [_Asked(each.round, None, kind_of(each.activity.kind)) for each in room.still_open]


def _messages(
    asked: _Asked, given: Mapping[str, Mapping[str, Answer]], persons: Sequence[Person], own: Mapping[str, Json],
    reached: Mapping[str, str],
) -> list[Json]:  # fmt: skip
    """Of one round the messages of the people on one device."""
    now, before = given[asked.round.id], given[asked.previous.id] if asked.previous else {}
    return [message(asked.round, seat, now.get(pid), before.get(pid), own.get(pid), reached) for pid, seat in persons]


def _by_person(given: Iterable[Answer]) -> dict[str, Answer]:
    return {answer.participant_id: answer for answer in given}


def _own(room: Room, asked: _Asked, devices: Iterable[Sequence[Person]]) -> Mapping[str, Json]:
    """By participant, what they alone are told in an activity; nothing in most kinds of activity."""
    return _told(room.store, room.meeting.id, asked.kind, asked.round, _people(devices))


def _told(db: Store, meeting_id: str, kind: ActivityKind, rnd: Round, people: Sequence[str]) -> Mapping[str, Json]:
    """Of one round: what they said before, or whom they meet."""
    if kind.matches:
        return told_match(db, meeting_id, rnd.activity_id, rnd.step, kind, people)
    return recall(db, meeting_id, kind, people)


def _reached(db: Store, given: Iterable[Answer], asked: Iterable[ActivityKind]) -> Mapping[str, str]:
    """By answer, how its author agreed to be reached, where any of the kinds asks that."""
    if not any(kind.contact for kind in asked):
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
    own = _told_of_all(db, meeting_id, list(opened.values()), agenda, people)
    given: dict[str, list[Answer]] = {}
    current = answers.current_of_meeting(db, meeting_id, people)
    reached = _reached(db, current, [kind_of(each.kind) for each in agenda.values()])
    for answer in current:
        given.setdefault(answer.participant_id, []).append(answer)

    def told(answer: Answer, seat: int) -> Json:
        rnd = opened[answer.round_id]
        asked = agenda[rnd.activity_id]
        what = {"title": asked.title, "kind": asked.kind, "config": json.loads(rnd.config), "step": rnd.step}
        what["commitments"] = _commitments(asked.kind, rnd, answer)
        return message(rnd, seat, answer, None, own[rnd.id].get(answer.participant_id), reached) | what

    return [[told(answer, seat) for pid, seat in persons for answer in given.get(pid, [])] for persons in devices]


def _told_of_all(
    db: Store, meeting_id: str, opened: Sequence[Round], agenda: Mapping[str, Activity], people: Sequence[str]
) -> dict[str, Mapping[str, Json]]:
    """The same by round, of all of a meeting; what is recalled is the same in every round of a kind."""
    kinds = {each.kind: kind_of(each.kind) for each in agenda.values()}
    recalled = {name: recall(db, meeting_id, kind, people) for name, kind in kinds.items()}
    return {
        rnd.id: _told(db, meeting_id, kinds[name], rnd, people) if kinds[name].matches else recalled[name]
        for rnd in opened
        for name in [agenda[rnd.activity_id].kind]
    }


def _commitments(name: str, rnd: Round, answer: Answer) -> list[str]:
    """What this answer says its author is going to do, in their own words."""
    kind = kind_of(name)
    if kind.promises is None:
        return []
    config = parsed_config(name, rnd.config)
    value = parse_value(kind, config, rnd.step, json.loads(answer.value))
    return [] if value is PASS else [promise.text for promise in kind.promises(config, rnd.step, value)]
