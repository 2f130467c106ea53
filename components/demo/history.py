"""Past meetings, written as if they had been held: who came when, what was asked, what was answered and revealed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from components.activities.base import ActivityKind, Json
from components.activities.registry import kind_of
from components.demo.about import says
from components.demo.moderation import let_through, pick_one, settle_proposals
from components.demo.people import Person, present, stream
from components.demo.plans import Plan, agenda
from components.demo.voices import Asked, reply
from components.live.entries import parsed_config
from components.live.recall import recall
from components.templates import Step
from db import activities, answers, meetings, participants, rounds
from db.activities import Activity
from db.engine import Store
from db.ids import new_secret, stamp

_SECOND_THOUGHTS = 0.05


@dataclass(frozen=True)
class Story:
    """The community while its past is written: its people with their devices, and item ids by name of issue."""

    db: Store
    community_id: str
    people: Sequence[Person]
    devices: dict[int, str] = field(default_factory=dict)
    item_ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """One person at one meeting."""

    person: Person
    participant_id: str
    comes: datetime
    leaves: datetime


@dataclass(frozen=True)
class Sitting:
    """A past meeting while it is written."""

    story: Story
    index: int
    plan: Plan
    meeting_id: str
    begins: datetime
    visits: Sequence[Visit]


def hold(story: Story, index: int, plan: Plan, begins: datetime) -> str:
    """Write a whole meeting that began at a moment in the past, and return its id."""
    db = story.db
    meeting_id = prepare(db, story.community_id, plan.title, agenda(plan, story.item_ids), begins)
    planned = activities.of_meeting(db, meeting_id)
    ends = begins + timedelta(minutes=sum(activity.minutes for activity in planned))
    people = present(story.people, index, plan.size)
    sitting = Sitting(story, index, plan, meeting_id, begins, _arrivals(story, index, meeting_id, people, begins, ends))
    clock = begins
    for activity in planned:
        clock = _go_through(sitting, activity, clock)
    meetings.change(
        db, meeting_id, phase="ended", activity_id=planned[-1].id, live_at=stamp(begins - timedelta(minutes=15)),
        ended_at=stamp(clock + timedelta(seconds=40)),
    )  # fmt: skip
    return meeting_id


def prepare(db: Store, community_id: str, title: Mapping[str, str], steps: Sequence[Step], begins: datetime) -> str:
    """Plan a meeting some days before it begins, and return its id."""
    meeting_id = meetings.create(db, community_id, dict(title), held_on=begins.date().isoformat())
    for step in steps:
        activities.add(db, meeting_id, step.kind, dict(step.title), json.dumps(step.config, ensure_ascii=False),
                       step.minutes)  # fmt: skip
    made_at = stamp(begins - timedelta(days=4, hours=3))
    db.execute("UPDATE meetings SET created_at = :at WHERE id = :id", id=meeting_id, at=made_at)
    db.execute("UPDATE activities SET created_at = :at WHERE meeting_id = :id", id=meeting_id, at=made_at)
    return meeting_id


def _arrivals(
    story: Story, index: int, meeting_id: str, people: Sequence[Person], begins: datetime, ends: datetime
) -> list[Visit]:
    """Most are there in time; one in twelve comes late, as many leave early."""
    visits = []
    for person in people:
        rng = stream("visit", person.number, index)
        late = rng.random() < 0.08
        comes = begins + timedelta(seconds=rng.uniform(360, 900) if late else -rng.uniform(40, 840))
        leaves = ends - timedelta(minutes=20) if rng.random() < 0.08 else ends + timedelta(hours=1)
        device = story.devices.setdefault(person.number, new_secret())
        known = participants.find_or_create(story.db, story.community_id, device, at=stamp(comes))
        participants.attend(story.db, meeting_id, known, at=stamp(comes))
        participants.set_attributes(story.db, known, json.dumps(says(person)))
        visits.append(Visit(person, known, comes, leaves))
    return visits


def _go_through(sitting: Sitting, activity: Activity, begins: datetime) -> datetime:
    """Put an activity to the room from a moment on, in all its rounds, and return when the next one begins."""
    kind = kind_of(activity.kind)
    clock = begins + timedelta(seconds=50)
    config: Json = json.loads(activity.config)
    prompt_id = kind.prompt_id(kind.parse_config(config))
    if prompt_id:
        used = {"community_id": sitting.story.community_id, "prompt_id": prompt_id, "used_at": stamp(clock)}
        sitting.story.db.insert("prompts_used", used)
    for number, step in enumerate(_steps(kind, config, sitting.plan), start=1):
        round_id, closed = _ask(sitting, activity, kind, config, (number, step), clock)
        if step == "propose":
            config, item_ids = settle_proposals(sitting.story.db, kind, config, round_id)
            sitting.story.item_ids.update(item_ids)
        elif kind.is_quiet:
            pick_one(sitting.story.db, kind, round_id)
        else:
            let_through(sitting.story.db, kind, config, round_id)
        clock = closed + timedelta(minutes=6)
    return max(begins + timedelta(minutes=activity.minutes), clock - timedelta(minutes=5))


def _steps(kind: ActivityKind, config: Json, plan: Plan) -> list[str]:
    """The step of each round an activity had: proposals where the room proposes, an answer, and maybe another."""
    if not kind.steps:
        return []
    first = kind.first_step(kind.parse_config(config))
    answered = ["answer"] * (2 if kind.name in plan.again else 1)
    return answered if first == "answer" else [first, *answered]


def _ask(
    sitting: Sitting, activity: Activity, kind: ActivityKind, config: Json, what: tuple[int, str], opened: datetime
) -> tuple[str, datetime]:
    """Write one round with its answers; returns its id and when it closed."""
    db, (number, step) = sitting.story.db, what
    text = json.dumps(config, ensure_ascii=False)
    round_id = rounds.create(db, activity.id, number, step, text, at=stamp(opened))
    seconds = max(100.0, min(280.0, activity.minutes * 24.0))
    issues = {item_id: name for name, item_id in sitting.story.item_ids.items()}
    own = recall(db, sitting.meeting_id, kind, [visit.participant_id for visit in sitting.visits])
    asked = Asked(
        kind, parsed_config(kind.name, text), step, number, sitting.index, sitting.begins.date(), sitting.plan.spirit,
        issues, {visit.person.number: own.get(visit.participant_id, {}) for visit in sitting.visits},
    )  # fmt: skip
    given = [answer for visit in sitting.visits for answer in _given(asked, visit, opened, seconds)]
    in_order = sorted(given, key=lambda answer: answer[0])
    answers.add_all(db, [
        answers.New(str(uuid.uuid4()), round_id, participant_id, json.dumps(value, ensure_ascii=False), at=stamp(at))
        for at, participant_id, value in in_order
    ])  # fmt: skip
    closed = opened + timedelta(seconds=seconds)
    is_revealed = not kind.is_quiet and not kind.shows_live(asked.config, step)
    rounds.set_phase(db, round_id, "revealed" if is_revealed else "closed", at=stamp(closed))
    return round_id, closed


def _given(asked: Asked, visit: Visit, opened: datetime, seconds: float) -> list[tuple[datetime, str, Json]]:
    """What one person sent in a round and when: nothing, an answer, or an answer and then a better one."""
    rng = stream("sent", visit.person.number, asked.meeting, asked.kind.name, asked.number)
    at = opened + timedelta(seconds=4 + (seconds - 6) * rng.betavariate(2, 5))
    if not visit.comes < opened < visit.leaves or rng.random() < 0.02:
        return []
    sent = [(at, visit.participant_id, reply(asked, visit.person))]
    if rng.random() < _SECOND_THOUGHTS:
        first = asked.kind.pretend(asked.config, asked.step, rng, visit.person.mood)
        sent.insert(0, (opened + (at - opened) / 2, visit.participant_id, first))
    return sent
