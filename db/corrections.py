"""What was corrected in a community's record: what it was about, and no word of anybody's answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.engine import Store
from db.ids import new_id, now

WHATS = (
    "date",
    "left_out",
    "taken_in",
    "forgotten",
    "brought_back",
    "withdrawn",
    "put_back",
    "set_aside",
    "let_count",
    "one_time_on",
    "one_time_off",
    "unlinked",
    "unlink_after",
)


@dataclass(frozen=True)
class Correction:
    """One change of the record. `what` is one of `WHATS`; `words` name the meeting, the days and the activity it was
    about, as they were called then."""

    at: str
    by_name: str
    what: str
    words: dict[str, Any]


def add(db: Store, community_id: str, by_name: str, what: str, words: dict[str, Any]) -> None:
    """Write a change down; `by_name` is what the account is called that made it."""
    row = {"id": new_id(), "community_id": community_id, "at": now(), "by_name": by_name, "what": what}
    db.insert("corrections", {**row, "words": json.dumps(words, ensure_ascii=False)})


def of_community(db: Store, community_id: str) -> list[Correction]:
    """All that was corrected, the latest first."""
    rows = db.query("SELECT * FROM corrections WHERE community_id = :id ORDER BY at DESC, id DESC", id=community_id)
    return [Correction(row["at"], row["by_name"], row["what"], json.loads(row["words"])) for row in rows]
