"""How a community ended: closed with thanks, or gone on as something new. Nothing it did is lost either way."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

WAYS = ("closed", "transition")


class CommunityClosed(Exception):
    """A community that has closed starts nothing new until it is opened again."""

    code = "community_closed"


@dataclass(frozen=True)
class Ending:
    """`thanks` and `leaves` are texts by language; `lead` is who leads what comes after a transition."""

    id: str
    way: str
    ended_on: str
    thanks: dict[str, str]
    leaves: dict[str, str]
    lead: str
    by_name: str
    reopened_at: str | None = None
    reopened_by: str | None = None

    @property
    def is_closed(self) -> bool:
        """Whether the community is closed by it still."""
        return self.way == "closed" and self.reopened_at is None


def end(
    db: Store, community_id: str, way: str, by: str, *, thanks: dict[str, str], leaves: dict[str, str], lead: str = "",
    ended_on: str | None = None,
) -> str:  # fmt: skip
    """Write down an ending, one of `WAYS`, and return its id.

    Raises:
        CommunityClosed: it is closed already.
    """
    refuse_closed(db, community_id)
    ending_id, at = new_id(), now()
    db.insert(
        "endings",
        {
            "id": ending_id, "community_id": community_id, "way": way, "ended_on": ended_on or at[:10],
            "thanks": json.dumps(thanks, ensure_ascii=False), "leaves": json.dumps(leaves, ensure_ascii=False),
            "lead": lead, "by_name": by, "created_at": at,
        },
    )  # fmt: skip
    return ending_id


def reopen(db: Store, community_id: str, by: str) -> None:
    """Open a closed community again; that it was closed stays to be read."""
    db.execute(
        """UPDATE endings SET reopened_at = :at, reopened_by = :by
           WHERE community_id = :c AND way = 'closed' AND reopened_at IS NULL""",
        c=community_id, at=now(), by=by,
    )  # fmt: skip


def of_community(db: Store, community_id: str) -> list[Ending]:
    """All endings, the latest first."""
    rows = db.query("SELECT * FROM endings WHERE community_id = :id ORDER BY created_at DESC, id DESC", id=community_id)
    return [_ending(row) for row in rows]


def closing(db: Store, community_id: str) -> Ending | None:
    """The ending a community is closed by, None where it is open."""
    return next((each for each in of_community(db, community_id) if each.is_closed), None)


def refuse_closed(db: Store, community_id: str) -> None:
    """Raises `CommunityClosed` where nothing new may be started."""
    row = db.one(
        "SELECT 1 AS n FROM endings WHERE community_id = :id AND way = 'closed' AND reopened_at IS NULL",
        id=community_id,
    )
    if row:
        raise CommunityClosed(community_id)


def _ending(row: Row) -> Ending:
    return Ending(
        row["id"], row["way"], row["ended_on"], json.loads(row["thanks"]), json.loads(row["leaves"]), row["lead"],
        row["by_name"], row["reopened_at"], row["reopened_by"],
    )  # fmt: skip
