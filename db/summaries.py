"""What ended rounds came to, kept so that a long past is not counted again each time somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from db.engine import Store


@dataclass(frozen=True)
class Kept:
    """A summary as JSON text, true as long as its round has this version."""

    round_id: str
    version: str
    summary: str


def of_community(db: Store, community_id: str) -> dict[str, Kept]:
    """What is kept of a community's rounds, by round."""
    rows = db.query(
        """SELECT s.* FROM summaries s JOIN rounds r ON r.id = s.round_id JOIN activities a ON a.id = r.activity_id
           JOIN meetings m ON m.id = a.meeting_id WHERE m.community_id = :id""",
        id=community_id,
    )
    return {row["round_id"]: Kept(row["round_id"], row["version"], row["summary"]) for row in rows}


def versions(db: Store, community_id: str) -> dict[str, str]:
    """By round the version of what is kept of it."""
    rows = db.query(
        """SELECT s.round_id, s.version FROM summaries s JOIN rounds r ON r.id = s.round_id
           JOIN activities a ON a.id = r.activity_id JOIN meetings m ON m.id = a.meeting_id
           WHERE m.community_id = :id""",
        id=community_id,
    )
    return {row["round_id"]: row["version"] for row in rows}


def keep(db: Store, found: Iterable[Kept]) -> None:
    """Keep these in the place of what was kept of their rounds; a round that is gone meanwhile is passed over."""
    for kept in found:
        if db.one("SELECT 1 FROM rounds WHERE id = :id", id=kept.round_id):
            db.upsert("summaries", asdict(kept), key=("round_id",))
