"""Reports shared by a link. A link's secret is stored as a hash only, so that nobody who sees the database has one."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now


@dataclass(frozen=True)
class SharedReport:
    """A link to a report; without `meetings` it is about all there are, those to come too."""

    id: str
    community_id: str
    audience: str
    language: str
    meetings: tuple[str, ...]
    created_at: str
    expires_at: str
    revoked_at: str | None


def share(
    db: Store, community_id: str, token_hash: str, audience: str, language: str, meetings: tuple[str, ...],
    expires_at: str,
) -> str:  # fmt: skip
    """Let whoever has the token see a report until it expires; returns the id."""
    share_id = new_id()
    db.insert(
        "shared_reports",
        {
            "id": share_id, "community_id": community_id, "token_hash": token_hash, "audience": audience,
            "language": language, "meetings": json.dumps(meetings), "created_at": now(), "expires_at": expires_at,
        },
    )  # fmt: skip
    return share_id


def by_token_hash(db: Store, token_hash: str) -> SharedReport | None:
    """The report whose token has this hash, as long as it is shared; None for one that is unknown, over or revoked."""
    row = db.one(
        "SELECT * FROM shared_reports WHERE token_hash = :token AND revoked_at IS NULL AND expires_at > :at",
        token=token_hash, at=now(),
    )  # fmt: skip
    return _shared(row) if row else None


def of_community(db: Store, community_id: str) -> list[SharedReport]:
    """What a community shares at this moment, the latest first."""
    rows = db.query(
        """SELECT * FROM shared_reports WHERE community_id = :id AND revoked_at IS NULL AND expires_at > :at
           ORDER BY created_at DESC, id DESC""",
        id=community_id, at=now(),
    )  # fmt: skip
    return [_shared(row) for row in rows]


def revoke(db: Store, community_id: str, share_id: str) -> None:
    """Let a link of a community show nothing from now on."""
    db.execute(
        "UPDATE shared_reports SET revoked_at = :at WHERE id = :id AND community_id = :c AND revoked_at IS NULL",
        id=share_id, c=community_id, at=now(),
    )  # fmt: skip


def _shared(row: Row) -> SharedReport:
    return SharedReport(
        row["id"], row["community_id"], row["audience"], row["language"], tuple(json.loads(row["meetings"])),
        row["created_at"], row["expires_at"], row["revoked_at"],
    )  # fmt: skip
