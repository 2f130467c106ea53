"""Links that let one phone each into a meeting. A link's code is known to who was given it alone: here is its hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

from db.engine import Store
from db.ids import now


@dataclass(frozen=True)
class Links:
    """How many links of a meeting are still to be used, and how many have been."""

    unused: int
    used: int


def make(db: Store, meeting_id: str, how_many: int) -> list[str]:
    """New links of a meeting, as their codes of 96 random bits; they are shown now or never."""
    codes = [secrets.token_urlsafe(12) for _ in range(how_many)]
    at = now()
    rows = [{"code_hash": _hash(code), "meeting_id": meeting_id, "made_at": at} for code in codes]
    db.insert_all("one_time_links", rows)
    return codes


def is_unused(db: Store, meeting_id: str, code: str) -> bool:
    """Whether a code still lets a phone in."""
    sql = "SELECT 1 FROM one_time_links WHERE code_hash = :c AND meeting_id = :m AND used_at IS NULL"
    return db.one(sql, c=_hash(code), m=meeting_id) is not None


def use(db: Store, meeting_id: str, code: str) -> bool:
    """Use a link up; whether it was still unused."""
    return bool(
        db.execute(
            """UPDATE one_time_links SET used_at = :at
               WHERE code_hash = :c AND meeting_id = :m AND used_at IS NULL""",
            at=now(), c=_hash(code), m=meeting_id,
        )
    )  # fmt: skip


def revoke(db: Store, meeting_id: str) -> None:
    """Let no link that is still unused let anybody in."""
    db.execute("DELETE FROM one_time_links WHERE meeting_id = :m AND used_at IS NULL", m=meeting_id)


def of_meeting(db: Store, meeting_id: str) -> Links:
    """How many links there are."""
    row = db.one(
        """SELECT COUNT(*) AS made, COUNT(used_at) AS used FROM one_time_links WHERE meeting_id = :m""", m=meeting_id
    )
    made, used = (int(row["made"]), int(row["used"])) if row else (0, 0)
    return Links(made - used, used)


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
