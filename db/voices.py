"""Whose voice is in the answers of a community's meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.engine import Store
from db.meetings import IN_HISTORY

_PASS = '{"pass": true}'


@dataclass(frozen=True)
class Heard:
    """How many rounds everybody at a meeting was asked, and by participant how many of them they answered.

    Passes are no answers, and neither is what was withdrawn. Who answered nothing is not in `answered`.
    """

    asked: int
    answered: Mapping[str, int]


def heard(db: Store, community_id: str) -> dict[str, Heard]:
    """By ended meeting that asked everybody something; rehearsals are left out, and what was for families first."""
    rows = db.query(
        f"""SELECT a.meeting_id, r.id AS round_id, n.participant_id, n.value
           FROM (SELECT id FROM meetings WHERE community_id = :id AND {IN_HISTORY}) m
           JOIN activities a ON a.meeting_id = m.id JOIN rounds r ON r.activity_id = a.id
           JOIN answers n ON n.round_id = r.id
           WHERE a.whom = 'everybody' AND n.seq = (SELECT MAX(l.seq) FROM answers l WHERE l.round_id = n.round_id
               AND l.participant_id = n.participant_id AND l.withdrawn_at IS NULL)""",
        id=community_id,
    )
    asked: dict[str, set[str]] = {}
    answered: dict[str, dict[str, int]] = {}
    for row in rows:
        asked.setdefault(row["meeting_id"], set()).add(row["round_id"])
        if row["value"] != _PASS:
            given = answered.setdefault(row["meeting_id"], {})
            given[row["participant_id"]] = given.get(row["participant_id"], 0) + 1
    return {meeting: Heard(len(found), answered.get(meeting, {})) for meeting, found in asked.items()}
