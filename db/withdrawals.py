"""Answers that somebody has taken back: they stay stored and count nowhere."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Store

_SAME_PERSON = """(SELECT o.seq FROM answers o JOIN answers n
                   ON n.round_id = o.round_id AND n.participant_id = o.participant_id WHERE n.id = :id)"""


@dataclass(frozen=True)
class Withdrawn:
    """An answer that was withdrawn, and the activity it was given to; no word of what was said."""

    answer_id: str
    activity: dict[str, str]
    at: str


def withdraw(db: Store, answer_id: str, at: str) -> None:
    """Let an answer count nowhere any more, and all that its author said before it in the same round."""
    db.execute(
        f"""UPDATE answers SET withdrawn_at = :at WHERE withdrawn_at IS NULL AND seq IN {_SAME_PERSON}
            AND seq <= (SELECT seq FROM answers WHERE id = :id)""",
        id=answer_id, at=at,
    )  # fmt: skip


def take_back(db: Store, answer_id: str) -> None:
    """Take back that an answer was withdrawn, with all that went with it."""
    db.execute(
        f"""UPDATE answers SET withdrawn_at = NULL WHERE seq IN {_SAME_PERSON}
            AND withdrawn_at = (SELECT withdrawn_at FROM answers WHERE id = :id)""",
        id=answer_id,
    )


def of_meeting(db: Store, meeting_id: str, since: str) -> list[Withdrawn]:
    """What was withdrawn in a meeting at a time or later, one for each person and round, the latest first.

    What was set aside with its whole phone is not there: `db.asides` brings that back.
    """
    rows = db.query(
        """SELECT n.id, a.title, n.withdrawn_at FROM answers n JOIN rounds r ON r.id = n.round_id
           JOIN activities a ON a.id = r.activity_id
           WHERE a.meeting_id = :m AND NOT EXISTS (SELECT 1 FROM attendances t WHERE t.meeting_id = :m
               AND t.participant_id = n.participant_id AND t.set_aside_at IS NOT NULL)
             AND n.seq IN (SELECT MAX(seq) FROM answers WHERE withdrawn_at >= :since
                           GROUP BY participant_id, round_id, withdrawn_at)
           ORDER BY n.withdrawn_at DESC, n.id""",
        m=meeting_id, since=since,
    )  # fmt: skip
    return [Withdrawn(row["id"], json.loads(row["title"]), row["withdrawn_at"]) for row in rows]
