"""Somebody takes their own answers back for good: the rows go, and all that hangs on them."""

from __future__ import annotations

from collections.abc import Collection

from db import library_asks, matches, meetings
from db.engine import Store, listed


def erase_in_meeting(db: Store, meeting_id: str, participant_ids: Collection[str]) -> int:
    """Delete all that these participants ever answered in a meeting, and whom they met; how many answers.

    That they were there stays.
    """
    library_asks.erase(db, participant_ids, meeting_id)
    people, ids = listed("p", participant_ids)
    gone = db.execute(
        f"""DELETE FROM answers WHERE participant_id IN {people} AND round_id IN
            (SELECT r.id FROM rounds r JOIN activities a ON a.id = r.activity_id WHERE a.meeting_id = :m)""",
        m=meeting_id, **ids,
    )  # fmt: skip
    matches.forget(db, meeting_id, participant_ids)
    _count_anew(db, [meeting_id])
    return gone


def erase_everywhere(db: Store, participant_ids: Collection[str]) -> int:
    """Delete these participants and all that is known of them in their community; how many answers went with them."""
    library_asks.erase(db, participant_ids)
    people, ids = listed("p", participant_ids)
    rows = db.query(
        f"""SELECT a.meeting_id, COUNT(*) AS n FROM answers n JOIN rounds r ON r.id = n.round_id
            JOIN activities a ON a.id = r.activity_id WHERE n.participant_id IN {people} GROUP BY a.meeting_id""",
        **ids,
    )
    been = db.query(f"SELECT DISTINCT meeting_id FROM attendances WHERE participant_id IN {people}", **ids)
    db.execute(f"DELETE FROM participants WHERE id IN {people}", **ids)
    _count_anew(db, {row["meeting_id"] for row in (*rows, *been)})
    return sum(int(row["n"]) for row in rows)


def _count_anew(db: Store, meeting_ids: Collection[str]) -> None:
    """What was kept of these meetings' rounds may hold what is gone."""
    ids, parameters = listed("m", meeting_ids)
    db.execute(
        f"""DELETE FROM summaries WHERE round_id IN (SELECT r.id FROM rounds r JOIN activities a
            ON a.id = r.activity_id WHERE a.meeting_id IN {ids})""",
        **parameters,
    )
    if meeting_ids:
        meetings.touch(db, *meeting_ids, at_once=True)
