"""Small tests of change: what was planned, tried and seen, what was decided, and for whom it worked and why."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from db.engine import Store
from db.ids import new_id, now

PARTS = ("plan", "tried", "seen", "whom", "why", "lesson")
DECISIONS = ("adopt", "adapt", "abandon")


@dataclass(frozen=True)
class Trial:
    """`words` are by part, each by language; `decision` is one of `DECISIONS`, "" while nothing is decided."""

    id: str
    goal_id: str
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    decision: str = ""
    begun_on: str = ""
    decided_on: str | None = None

    @property
    def stage(self) -> str:
        """How far it has come: `planned`, `tried`, `measured` or `decided`."""
        if self.decision:
            return "decided"
        return "measured" if self.words.get("seen") else "tried" if self.words.get("tried") else "planned"


def of_community(db: Store, community_id: str) -> list[Trial]:
    """All tests, the latest begun first."""
    rows = db.query(
        "SELECT * FROM trials WHERE community_id = :id ORDER BY begun_on DESC, created_at DESC, id", id=community_id
    )
    return [
        Trial(row["id"], row["goal_id"], json.loads(row["words"]), row["decision"], row["begun_on"], row["decided_on"])
        for row in rows
    ]


def put(db: Store, community_id: str, trial: Trial, by_name: str) -> str:
    """Begin a test, or change the one of this community with its id; returns the id. It may be one that was removed.

    Another community's id changes nothing.
    """
    trial_id = trial.id or new_id()
    row = {
        "goal_id": trial.goal_id, "words": json.dumps(trial.words, ensure_ascii=False), "decision": trial.decision,
        "begun_on": trial.begun_on or now()[:10], "decided_on": trial.decided_on,
    }  # fmt: skip
    known = db.one("SELECT community_id FROM trials WHERE id = :id", id=trial_id)
    if known is None:
        new = {"id": trial_id, "community_id": community_id, **row, "by_name": by_name, "created_at": now()}
        db.insert("trials", new)
    elif known["community_id"] == community_id:
        db.execute(
            """UPDATE trials SET goal_id = :goal_id, words = :words, decision = :decision, begun_on = :begun_on,
               decided_on = :decided_on WHERE id = :id""",
            id=trial_id, **row,
        )  # fmt: skip
    return trial_id


def remove(db: Store, community_id: str, trial_id: str) -> None:
    """Take a test of this community off the list; `put` brings it back."""
    db.execute("DELETE FROM trials WHERE id = :id AND community_id = :c", id=trial_id, c=community_id)
