"""Taking in what was mapped: prepared here without a database, and then written whole or not at all."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from components.activities.base import ActivityKind, InvalidAnswer, InvalidConfig, Json
from components.activities.registry import kind_of
from components.activities.taken import Way, Wishes
from components.imports.found import Found, Question, Trouble
from components.imports.mapping import Decision, all_ways, kind_named
from components.imports.moments import Gathering
from db import activities, answers, imports, meetings, participants, rounds, waiting
from db.engine import Row, Store
from db.ids import new_id, new_secret

T = TypeVar("T")
_AT_ONCE = 100
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


@dataclass(frozen=True)
class Layout:
    """An import on its way into a community, with the ids it will have there: laid down in steps, then put in place."""

    community_id: str
    file: File
    title: Mapping[str, str]
    prepared: Prepared
    id: str = field(default_factory=new_id)

    @property
    def key(self) -> str:
        """What its rows wait under."""
        return self.id.replace("-", "")

    @cached_property
    def _ids(self) -> list[tuple[str, list[str]]]:
        """The ids of each meeting and of its rounds."""
        return [(new_id(), [new_id() for _ in held.asked]) for held in self.prepared.held]

    def steps(self) -> Iterator[Step]:
        """What to lay down, a statement's worth at a time. Everybody is somebody new: nobody is known by a phone."""
        done, whole = 0, max(1, 2 * self.prepared.people + self.prepared.answers)
        for table, rows in self._rows():
            done += len(rows)
            yield Step(table, rows, done / whole)

    def _rows(self) -> Iterator[tuple[str, list[Row]]]:
        for held, (meeting_id, round_ids) in zip(self.prepared.held, self._ids, strict=True):
            at = _noon(held)
            people = {person: new_id() for person in held.people}
            for some in _parts(list(people.values())):
                seats = {participants.seat_of(self.community_id, new_secret()): name for name in some}
                yield "participants", participants.rows_of(seats, at=at, import_id=self.id)
                attended = [{"meeting_id": meeting_id, "participant_id": name, "first_at": at} for name in some]
                yield "attendances", attended
            for asked, round_id in zip(held.asked, round_ids, strict=True):
                for part in _parts(list(asked.given.items())):
                    yield "answers", answers.rows_of([_new(round_id, people[who], value, at) for who, value in part])

    def put_in_place(self, db: Store) -> None:
        """Write the import, once all steps are laid down: ended meetings, a closed round for each question."""
        with db.atomic():
            imports.create(
                db, self.community_id, name=self.file.name, digest=self.file.digest, account_id=self.file.account_id,
                people=self.prepared.people, answers=self.prepared.answers, import_id=self.id,
            )  # fmt: skip
            for held, (meeting_id, round_ids) in zip(self.prepared.held, self._ids, strict=True):
                self._hold(db, held, meeting_id, round_ids)
            waiting.put_in_place(db, self.key)

    def _hold(self, db: Store, held: Held, meeting_id: str, round_ids: Sequence[str]) -> None:
        """One meeting, at noon of its day, with its activities and their one closed round each."""
        at, day = _noon(held), held.day.isoformat()
        meetings.create(
            db, self.community_id, dict(self.title), held_on=day, import_id=self.id, meeting_id=meeting_id
        )  # fmt: skip
        for asked, round_id in zip(held.asked, round_ids, strict=True):
            config = json.dumps(asked.config, ensure_ascii=False)
            activity_id = activities.add(db, meeting_id, asked.kind, asked.title, config)
            step = kind_of(asked.kind).steps[-1]
            rounds.create(db, activity_id, 1, step, config, at=at, round_id=round_id)
            rounds.set_phase(db, round_id, "closed", at=at)
        last = activities.of_meeting(db, meeting_id)[-1]
        meetings.change(db, meeting_id, phase="ended", activity_id=last.id, live_at=at, ended_at=at)


@dataclass(frozen=True)
class Step:
    """Rows of one table, and how much is laid down with them, from 0 to 1."""

    table: str
    rows: list[Row]
    part: float


def take(db: Store, community_id: str, file: File, title: Mapping[str, str], prepared: Prepared) -> str:
    """Write an import in one transaction, where nobody waits for the database, and return its id."""
    layout = Layout(community_id, file, title, prepared)
    with db.atomic():
        waiting.begin(db, layout.key)
        for step in layout.steps():
            waiting.lay_down(db, layout.key, step.table, step.rows)
        layout.put_in_place(db)
        waiting.clear(db, layout.key)
    return layout.id


def _noon(held: Held) -> str:
    return f"{held.day.isoformat()}T12:00:00.000Z"


def _new(round_id: str, person: str, value: Json, at: str) -> answers.New:
    return answers.New(str(uuid.uuid4()), round_id, person, json.dumps(value, ensure_ascii=False), at=at)


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
