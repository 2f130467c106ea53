"""Invitations into a community, in a role. A link's secret is stored as a hash only, and opens once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from db.engine import Row, Store
from db.ids import new_id, now

_OPEN = """i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :at AND EXISTS
    (SELECT 1 FROM memberships m WHERE m.account_id = i.invited_by AND m.community_id = i.community_id
     AND m.role = 'organizer')"""
"""An invitation is worth something for as long as whoever made it may still make one."""


@dataclass(frozen=True)
class Invitation:
    id: str
    community_id: str
    role: str
    name: str
    """Whom it is for, as it was noted; "" where nothing was."""
    role_id: str | None
    """The role somebody without an account holds already, which is theirs once they have one."""
    meeting_id: str | None
    """The meeting whose control it leads to."""
    invited_by: str
    by_name: str
    created_at: str
    expires_at: str


def add(
    db: Store, community_id: str, role: str, token: str, expires_at: str, invited_by: str, *, name: str = "",
    role_id: str | None = None, meeting_id: str | None = None,
) -> str:  # fmt: skip
    """Let whoever has the token in, once, until it expires; the id."""
    invitation_id = new_id()
    db.insert(
        "invitations",
        {
            "id": invitation_id, "community_id": community_id, "role": role, "token_hash": hash_of(token),
            "name": name, "role_id": role_id, "meeting_id": meeting_id, "invited_by": invited_by,
            "created_at": now(), "expires_at": expires_at,
        },
    )  # fmt: skip
    return invitation_id


def by_token(db: Store, token: str) -> Invitation | None:
    """The invitation with this token while it can be taken; None for one that is unknown, used, over or revoked."""
    found = db.query(f"{_SELECT} WHERE i.token_hash = :token AND {_OPEN}", token=hash_of(token), at=now())
    return _invitation(found[0]) if found else None


def of_community(db: Store, community_id: str) -> list[Invitation]:
    """Those that can still be taken, the latest first."""
    rows = db.query(
        f"{_SELECT} WHERE i.community_id = :id AND {_OPEN} ORDER BY i.created_at DESC, i.id DESC",
        id=community_id, at=now(),
    )  # fmt: skip
    return [_invitation(row) for row in rows]


def use(db: Store, invitation_id: str, account_id: str) -> bool:
    """Use an invitation up; whether it was still unused."""
    return bool(
        db.execute(
            "UPDATE invitations SET used_at = :at, used_by = :a WHERE id = :id AND used_at IS NULL",
            id=invitation_id, a=account_id, at=now(),
        )
    )  # fmt: skip


def revoke(db: Store, community_id: str, invitation_id: str) -> None:
    """Let an invitation of a community let nobody in."""
    db.execute(
        "UPDATE invitations SET revoked_at = :at WHERE id = :id AND community_id = :c AND used_at IS NULL",
        id=invitation_id, c=community_id, at=now(),
    )  # fmt: skip


def hash_of(token: str) -> str:
    """What is stored of a link's secret."""
    return sha256(token.encode()).hexdigest()


_SELECT = "SELECT i.*, a.name AS by_name FROM invitations i JOIN accounts a ON a.id = i.invited_by"


def _invitation(row: Row) -> Invitation:
    return Invitation(**{name: row[name] for name in Invitation.__dataclass_fields__})
