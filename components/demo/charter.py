"""What the demo's community agreed on about itself, how it looks at itself, and what it needs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from components.activities.registry import kind_of
from components.demo.charter_words import INSIGHTS, OWN, PROPOSAL, RESOURCES, TEXTS, WORDS
from components.live import charter
from components.live.agreed import Agreed
from components.live.entries import parsed_config
from components.text import t
from db import activities, charters, communities, insights, resources
from db.engine import Store
from db.ids import new_id, stamp
from db.resources import Resource

_BY = ("Rosa", "Daniel", "Lupe")


def write(db: Store, community_id: str, meeting_ids: Sequence[str], days: Sequence[datetime]) -> None:
    """The charter with an earlier text of its purpose and a proposal, the checklist, the stage's move, the needs.

    Of its past meetings, the oldest first, and the moments they began.
    """
    for index, meeting_id in enumerate(meeting_ids):
        _adopt(db, community_id, meeting_id, days[index], _BY[index % 3])
    proposal = charters.propose(db, community_id, PROPOSAL.part, PROPOSAL.said, _BY[2])
    _date_back(db, "charter_texts", "created_at", proposal, days[-1] + timedelta(days=8))
    for number, (name, index, status, note) in enumerate(INSIGHTS):
        note_id = insights.note(db, community_id, name, status, note, _BY[number % 3])
        _date_back(db, "insight_notes", "at", note_id, days[index] + timedelta(days=2, minutes=number))
    _stage(db, community_id, meeting_ids, days)
    for number, (sort, needed, who, amount, status) in enumerate(RESOURCES):
        at = stamp(days[0] + timedelta(days=9, minutes=number))
        resources.put(db, community_id, Resource("", sort, needed, who, amount, status, at))
    agreed = Agreed(
        "wall", OWN, {tongue: f"{t(tongue, 'facilitator.funders_told_wall')} {OWN[tongue]}" for tongue in OWN}
    )
    communities.agree_on_funders(db, community_id, agreed.stored())


def _adopt(db: Store, community_id: str, meeting_id: str, began: datetime, by: str) -> None:
    """What a past meeting went along with is in the charter since, as it was written down beforehand."""
    for activity in activities.of_meeting(db, meeting_id):
        proposed = kind_of(activity.kind).proposes(parsed_config(activity.kind, activity.config))
        if proposed:
            [said] = [each.said for each in TEXTS if each.said.text == proposed.text]
            text_id = charter.adopt(db, community_id, meeting_id, activity.id, by)
            db.execute(
                """UPDATE charter_texts SET adopted_at = :at, created_at = :at, choices = :choices, own = :own
                   WHERE id = :id""",
                id=text_id, at=stamp(began + timedelta(minutes=80)), choices=json.dumps(said.choices),
                own=json.dumps(said.own, ensure_ascii=False),
            )  # fmt: skip


def _date_back(db: Store, table: str, column: str, row_id: str, moment: datetime) -> None:
    """Let a row be of another moment."""
    db.execute(f"UPDATE {table} SET {column} = :at WHERE id = :id", at=stamp(moment), id=row_id)


def _stage(db: Store, community_id: str, meeting_ids: Sequence[str], days: Sequence[datetime]) -> None:
    """It got started, and began to grow after its second meeting."""
    row = {
        "id": new_id(), "community_id": community_id, "number": 1, "from_stage": "getting_started", "stage": "growing",
        "moved_on": (days[1] + timedelta(days=12)).date().isoformat(), "words": json.dumps(WORDS, ensure_ascii=False),
        "meeting_id": meeting_ids[1], "by_name": _BY[1], "created_at": stamp(days[1] + timedelta(days=12)),
    }  # fmt: skip
    db.insert("stage_moves", row)
