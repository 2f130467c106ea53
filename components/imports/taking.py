"""Taking in what was mapped: prepared here without a database, and then written whole or not at all."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from components.activities.base import ActivityKind, InvalidAnswer, InvalidConfig, Json
from components.activities.registry import kind_of
from components.activities.taken import Way, Wishes
from components.imports.found import Found, Question, Trouble
from components.imports.mapping import Decision, all_ways, kind_named
from components.imports.moments import Gathering
from db import activities, answers, imports, meetings, participants, rounds
from db.engine import Store
from db.ids import new_id, new_secret

T = TypeVar("T")
_AT_ONCE = 50
"""Rows in one statement."""


@dataclass(frozen=True)
class Asked:
    """One activity that is to be: its kind, title and config, and the answers as JSON by person."""

    kind: str
    title: dict[str, str]
    config: Json
    given: Mapping[int, Json]


@dataclass(frozen=True)
class Held:
    """One meeting that is to be."""

    day: date
    asked: tuple[Asked, ...]

    @property
    def people(self) -> list[int]:
        """Everybody who answered anything."""
        return sorted({person for asked in self.asked for person in asked.given})


@dataclass(frozen=True)
class Prepared:
    """Everything an import will write, and what it leaves out.

    `refused` are the codes of texts that say why a question cannot become what it is to become, by its key: as long as
    there is one, nothing is taken in.
    """

    held: tuple[Held, ...]
    troubles: tuple[Trouble, ...]
    refused: Mapping[str, str]

    @property
    def people(self) -> int:
        return sum(len(held.people) for held in self.held)

    @property
    def answers(self) -> int:
        return sum(len(asked.given) for held in self.held for asked in held.asked)

    @property
    def questions(self) -> int:
        """How many different questions are answered in it."""
        return len({json.dumps(asked.config, sort_keys=True) for held in self.held for asked in held.asked})


def prepare(found: Found, decisions: Mapping[str, Decision], gatherings: Sequence[Gathering]) -> Prepared:
    """What an import of these meetings would write. Every config and answer has passed its kind's own gate."""
    troubles, refused = list(found.troubles), dict[str, str]()
    asked: list[tuple[Asked, Question]] = []
    for question in found.questions:
        decision = decisions.get(question.key)
        if decision and decision.way:
            try:
                asked.append((_asked(found, question, decision, troubles), question))
            except InvalidConfig as error:
                refused[question.key] = error.code if "." in error.code else f"errors.{error.code}"
    held = [Held(each.day, tuple(_of(each, one) for one, _ in asked)) for each in gatherings]
    held = [Held(each.day, tuple(one for one in each.asked if one.given)) for each in held]
    troubles.sort(key=lambda trouble: trouble.line)
    return Prepared(tuple(each for each in held if each.asked), tuple(troubles), refused)


def _of(gathering: Gathering, asked: Asked) -> Asked:
    """An activity with the answers of those alone who were there."""
    there = set(gathering.people)
    given = {person: value for person, value in asked.given.items() if person in there}
    return Asked(asked.kind, asked.title, asked.config, given)


def _asked(found: Found, question: Question, decision: Decision, troubles: list[Trouble]) -> Asked:
    way, kind, wishes = all_ways()[decision.way], kind_of(kind_named(decision.way)), decision.wishes
    if wishes.low >= wishes.high:
        raise InvalidConfig("imports.scale_upside_down")
    config = way.config(question.told, wishes)
    parsed = kind.parse_config(config)
    values: dict[tuple[str, ...], Json | None | InvalidAnswer] = {}
    given: dict[int, Json] = {}
    for person, cells in enumerate(question.said):
        if cells not in values:
            values[cells] = _value(kind, parsed, way, question, (wishes, config), cells)
        value = values[cells]
        if isinstance(value, InvalidAnswer):
            code = value.code if "." in value.code else "imports.not_taken"
            line, cell = found.line_of(question, person), next(filter(None, cells), "")
            troubles.append(Trouble(line, code, cell, question.words, wishes.low, wishes.high))
        elif value is not None:
            given[person] = value
    return Asked(kind.name, dict(wishes.asked), config, given)


def _value(
    kind: ActivityKind, parsed: Any, way: Way, question: Question, said: tuple[Wishes, Json], cells: tuple[str, ...]
) -> Json | None | InvalidAnswer:
    """An answer that the kind would have taken from a phone, why it would not, or None where nothing was answered."""
    try:
        value = way.value(question.told, *said, cells) if any(cells) else None
        if value is not None:
            kind.parse_answer(parsed, kind.steps[-1], value)
    except InvalidAnswer as error:
        return error
    return value


@dataclass(frozen=True)
class File:
    """Where something was imported from: the file's name and the SHA-256 of what was in it, and who brought it."""

    name: str
    digest: str
    account_id: str


def take(db: Store, community_id: str, file: File, title: Mapping[str, str], prepared: Prepared) -> str:
    """Write an import in one transaction and return its id: ended meetings, a closed round for each question.

    Everybody is somebody new: nobody in a file is known by their phone.
    """
    with db.atomic():
        import_id = imports.create(
            db, community_id, name=file.name, digest=file.digest, account_id=file.account_id,
            people=prepared.people, answers=prepared.answers,
        )  # fmt: skip
        for held in prepared.held:
            _hold(db, community_id, import_id, dict(title), held)
    return import_id


def _hold(db: Store, community_id: str, import_id: str, title: dict[str, str], held: Held) -> None:
    """One meeting, at noon of its day."""
    day = held.day.isoformat()
    at = f"{day}T12:00:00.000Z"
    meeting_id = meetings.create(db, community_id, title, held_on=day, import_id=import_id)
    people = {person: new_id() for person in held.people}
    for some in _parts(list(people.values())):
        seats = {participants.seat_of(community_id, new_secret()): name for name in some}
        participants.add_all(db, seats, at=at, import_id=import_id)
        participants.attend_all(db, [(meeting_id, name) for name in some], at=at)
    for asked in held.asked:
        _ask(db, meeting_id, asked, people, at)
    last = activities.of_meeting(db, meeting_id)[-1]
    meetings.change(db, meeting_id, phase="ended", activity_id=last.id, live_at=at, ended_at=at)


def _ask(db: Store, meeting_id: str, asked: Asked, people: Mapping[int, str], at: str) -> None:
    """One activity with its one closed round."""
    config = json.dumps(asked.config, ensure_ascii=False)
    activity_id = activities.add(db, meeting_id, asked.kind, asked.title, config)
    round_id = rounds.create(db, activity_id, 1, kind_of(asked.kind).steps[-1], config, at=at)
    given = [
        answers.New(str(uuid.uuid4()), round_id, people[person], json.dumps(value, ensure_ascii=False), at=at)
        for person, value in asked.given.items()
    ]
    for some in _parts(given):
        answers.add_all(db, some)
    rounds.set_phase(db, round_id, "closed", at=at)


def _parts(values: Sequence[T]) -> Sequence[Sequence[T]]:
    return [values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE)]
