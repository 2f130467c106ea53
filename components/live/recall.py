"""What a phone alone is told of its own earlier answers, where the activity recalls them."""

from __future__ import annotations

import json
from collections.abc import Collection

from components.activities.base import ActivityKind, Earlier, Json, Pass
from components.activities.registry import ACTIVITIES, kind_of
from components.live.entries import parse_value, parsed_config
from db import answers
from db.answers import EarlierAnswer
from db.engine import Store

MEETINGS_BACK = 6
"""So many meetings of the community are looked back at."""


def recall(db: Store, meeting_id: str, kind: ActivityKind, participant_ids: Collection[str]) -> dict[str, Json]:
    """By participant, what a kind recalls of what they themselves answered before this meeting, in one query; in it
    too, where the kind looks at that.

    Nothing for anybody where the kind recalls nothing.
    """
    if kind.recalls is None or not participant_ids:
        return {}
    told: dict[str, list[Earlier]] = {each: [] for each in participant_ids}
    wanted = [name for name, each in ACTIVITIES.items() if each.promises or each.recalls]
    before = answers.of_earlier_meetings(db, meeting_id, participant_ids, wanted, MEETINGS_BACK)
    today = answers.of_this_meeting(db, meeting_id, participant_ids, wanted) if kind.recalls_today else []
    for row in [*before, *today]:
        earlier = _earlier(row)
        if not isinstance(earlier.answer, Pass):
            told[row.participant_id].append(earlier)
    return {each: kind.recalls(found) for each, found in told.items()}


def due_now(db: Store, community_id: str, kind: ActivityKind, day: str) -> list[int]:
    """For everybody with promises that a kind asks about on an ISO day, how many they are: never whose."""
    if kind.due is None:
        return []
    told: dict[str, list[Earlier]] = {}
    wanted = [name for name, each in ACTIVITIES.items() if each.promises or each.recalls]
    for row in answers.of_latest_meetings(db, community_id, wanted, MEETINGS_BACK):
        earlier = _earlier(row)
        if not isinstance(earlier.answer, Pass):
            told.setdefault(row.participant_id, []).append(earlier)
    return [due for found in told.values() if (due := kind.due(found, day))]


def _earlier(row: EarlierAnswer) -> Earlier:
    kind, config = kind_of(row.kind), parsed_config(row.kind, row.config)
    answer = parse_value(kind, config, row.step, json.loads(row.value))
    is_silent = kind.promises is None or isinstance(answer, Pass)
    promises = [] if is_silent or kind.promises is None else kind.promises(config, row.step, answer)
    return Earlier(row.meeting_id, row.activity_id, answer, promises)
