"""How constituents are involved in a community: which decisions are made with whom, not attendance alone."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

PARTS = ("decide", "consulted", "informed")
"""What part people have in a decision, the largest first."""


@dataclass(frozen=True)
class Involvement:
    """A decision and who has which part (one of `PARTS`) in it, both by language; from one ISO day until another.

    `until` is None while it holds.
    """

    id: str
    decision: dict[str, str]
    people: dict[str, str]
    part: str
    since: str
    until: str | None = None


def add(
    db: Store, community_id: str, decision: dict[str, str], people: dict[str, str], part: str, since: str
) -> str:  # fmt: skip
    """Write down who has which part in a decision since when; returns its id.

    Raises:
        ValueError: `part` is none of `PARTS`.
    """
    if part not in PARTS:
        raise ValueError(part)
    found = Involvement(new_id(), decision, people, part, since)
    put_back(db, community_id, found)
    return found.id


def put_back(db: Store, community_id: str, one: Involvement) -> None:
    """Bring back a line that was removed."""
    row = {"id": one.id, "community_id": community_id, "part": one.part, "since": one.since, "until": one.until}
    words = {
        "decision": json.dumps(one.decision, ensure_ascii=False),
        "people": json.dumps(one.people, ensure_ascii=False),
    }
    db.insert("involvements", {**row, **words, "created_at": now()})


def end(db: Store, community_id: str, involvement_id: str, until: str | None) -> None:
    """Say that it held until a day, or with None that it goes on; the line stays, so that change can be seen."""
    db.execute(
        "UPDATE involvements SET until = :until WHERE id = :id AND community_id = :c",
        id=involvement_id, c=community_id, until=until,
    )  # fmt: skip


def remove(db: Store, community_id: str, involvement_id: str) -> None:
    """Take away a line that was written down by mistake."""
    db.execute("DELETE FROM involvements WHERE id = :id AND community_id = :c", id=involvement_id, c=community_id)


def of_community(db: Store, community_id: str) -> list[Involvement]:
    """All lines: those that hold first, then those that are over; in each the earliest first."""
    rows = db.query(
        """SELECT * FROM involvements WHERE community_id = :id
           ORDER BY CASE WHEN until IS NULL THEN 0 ELSE 1 END, since, id""",
        id=community_id,
    )
    return [_involvement(row) for row in rows]


def _involvement(row: Row) -> Involvement:
    decision, people = json.loads(row["decision"]), json.loads(row["people"])
    return Involvement(row["id"], decision, people, row["part"], row["since"], row["until"])
