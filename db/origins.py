"""From where phones came into a meeting: a keyed hash of an address, kept until it ends, or for a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.engine import Store, listed
from db.ids import now

KEPT_FOR = 24 * 3600
"""Seconds."""


@dataclass(frozen=True)
class Came:
    """A phone that came into a meeting for the first time, and when it first answered there."""

    participant_id: str
    origin: str
    at: str
    answered_at: str | None


def keep_all(db: Store, came: Iterable[tuple[str, str, str]]) -> None:
    """Note phones as they come in for the first time, as (meeting, participant, origin); once is enough."""
    at = now()
    rows = [{"meeting_id": m, "participant_id": p, "origin": origin, "at": at} for m, p, origin in came if origin]
    db.insert_all("origins", rows, unless_there=True)


def count(db: Store, meeting_id: str, origin: str) -> int:
    """How many phones came into a meeting from there."""
    row = db.one("SELECT COUNT(*) AS n FROM origins WHERE meeting_id = :m AND origin = :o", m=meeting_id, o=origin)
    return int(row["n"]) if row else 0


def of_meeting(db: Store, meeting_id: str, since: str | None) -> list[Came]:
    """The phones that came in since a time and were not set aside, the first one first."""
    rows = db.query(
        """SELECT o.participant_id, o.origin, o.at, MIN(n.at) AS answered_at FROM origins o
           JOIN attendances t ON t.meeting_id = o.meeting_id AND t.participant_id = o.participant_id
           LEFT JOIN answers n ON n.participant_id = o.participant_id AND n.at >= o.at AND n.withdrawn_at IS NULL
           WHERE o.meeting_id = :m AND o.at > :since AND t.set_aside_at IS NULL
           GROUP BY o.participant_id, o.origin, o.at ORDER BY o.at""",
        m=meeting_id, since=since or "",
    )  # fmt: skip
    return [Came(**row) for row in rows]


def forget(db: Store, meeting_ids: Iterable[str]) -> None:
    """Nothing is known of addresses any more in these meetings."""
    ids, parameters = listed("id", meeting_ids)
    db.execute(f"DELETE FROM origins WHERE meeting_id IN {ids}", **parameters)


def forget_old(db: Store) -> int:
    """Forget what has been kept long enough; how many rows."""
    return db.execute("DELETE FROM origins WHERE at < :at", at=now(-KEPT_FOR))
