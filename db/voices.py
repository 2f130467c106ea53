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


def heard(db: Store, community_id: str, most: int) -> dict[str, Heard]:
    """By meeting, of the latest `most` that have ended, those that asked everybody something; rehearsals are left out,
    and what was for families first."""
    latest = f"""(SELECT id FROM meetings WHERE community_id = :id AND {IN_HISTORY}
                ORDER BY held_on DESC, created_at DESC LIMIT :most) m
           JOIN activities a ON a.meeting_id = m.id AND a.whom = 'everybody' JOIN rounds r ON r.activity_id = a.id
           JOIN answers n ON n.round_id = r.id AND n.withdrawn_at IS NULL"""
    asked = db.query(
        f"SELECT a.meeting_id, COUNT(DISTINCT r.id) AS n FROM {latest} GROUP BY a.meeting_id",
        id=community_id, most=most,
    )  # fmt: skip
    given = db.query(
        f"""SELECT a.meeting_id, n.participant_id, COUNT(*) AS n FROM {latest}
           WHERE n.value <> :passed AND NOT EXISTS
               (SELECT 1 FROM answers l WHERE l.round_id = n.round_id AND l.participant_id = n.participant_id
                AND l.withdrawn_at IS NULL AND l.seq > n.seq)
           GROUP BY a.meeting_id, n.participant_id""",
        id=community_id, most=most, passed=_PASS,
    )  # fmt: skip
    answered: dict[str, dict[str, int]] = {}
    for row in given:
        answered.setdefault(row["meeting_id"], {})[row["participant_id"]] = int(row["n"])
    return {row["meeting_id"]: Heard(int(row["n"]), answered.get(row["meeting_id"], {})) for row in asked}
