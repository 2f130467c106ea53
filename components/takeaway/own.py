"""What one phone answered in a meeting, in words: for its own page alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from components.activities.base import PASS
from components.activities.registry import chart_of, kind_of
from components.activities.written import clean
from components.live.entries import parse_value, parsed_config
from components.live.matched import told
from components.text import t
from db import activities, answers, rounds
from db.activities import Activity
from db.answers import Answer
from db.engine import Store
from db.rounds import Round


def own_answers(db: Store, meeting_id: str, people: Iterable[str], language: str) -> Mapping[int, tuple[str, ...]]:
    """By the place of an activity in the agenda, the latest answers of these participants: those who share a phone."""
    opened = {each.id: each for each in rounds.of_meeting(db, meeting_id)}
    agenda = {each.id: each for each in activities.of_meeting(db, meeting_id)}
    latest: dict[str, dict[str, Answer]] = {}
    for answer in answers.current_of_meeting(db, meeting_id, people):
        latest.setdefault(opened[answer.round_id].activity_id, {})[answer.participant_id] = answer
    return {
        agenda[activity].position: tuple(
            words
            for person, answer in given.items()
            for words in (
                *_match(db, agenda[activity], person, language),
                *_in_words(agenda[activity].kind, opened[answer.round_id], answer, language),
            )
        )
        for activity, given in latest.items()
    }


def _match(db: Store, activity: Activity, person: str, language: str) -> list[str]:
    """Whom somebody was matched with, where people are matched."""
    kind = kind_of(activity.kind)
    if not kind.matches:
        return []
    found = told(db, activity.meeting_id, activity.id, kind.steps[-1], kind, [person])[person]
    return [clean(words) for words in chart_of(activity.kind).met(json.loads(activity.config), found, language)]


def _in_words(name: str, rnd: Round, answer: Answer, language: str) -> list[str]:
    kind, config = kind_of(name), parsed_config(name, rnd.config)
    value = parse_value(kind, config, rnd.step, json.loads(answer.value))
    if value is PASS:
        return [t(language, "closing.own_passed")]
    return [clean(words) for words in chart_of(name).own(json.loads(rnd.config), rnd.step, value, language)]
