"""Invitations by a link: made and taken back by organizers, taken once by whoever was given one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from db import accounts, communities, invitations, roles
from db.engine import Store
from db.ids import now
from db.invitations import Invitation
from db.roles import READ, RUN

DAYS = (3, 7, 30)
"""How long an invitation may be taken."""
_DAY = 86_400
_BYTES = 24


class InvitationOver(LookupError):
    """The invitation was taken already, taken back, is over, or never was."""


@dataclass(frozen=True)
class Wish:
    """Whom to invite. `name` may be "", `role_id` is a role noted by name, `meeting_id` whose control it leads to."""

    role: str
    days: int
    name: str = ""
    role_id: str | None = None
    meeting_id: str | None = None


def invite(db: Store, community_id: str, account_id: str, wish: Wish) -> str:
    """A new invitation's secret, which is told this once: only its hash is kept."""
    token = secrets.token_urlsafe(_BYTES)
    invitations.add(
        db, community_id, wish.role, token, now(later=wish.days * _DAY), account_id, name=wish.name,
        role_id=_own(db, "roles", community_id, wish.role_id),
        meeting_id=_own(db, "meetings", community_id, wish.meeting_id),
    )  # fmt: skip
    return token


def _own(db: Store, table: str, community_id: str, row_id: str | None) -> str | None:
    """An id, as long as it is one of this community."""
    row = db.one(f"SELECT id FROM {table} WHERE id = :id AND community_id = :c", id=row_id or "", c=community_id)
    return str(row["id"]) if row else None


def accept(db: Store, token: str, account_id: str) -> Invitation:
    """Take an invitation up as an account. Nobody is made less than they are. Raises `InvitationOver`."""
    found = invitations.by_token(db, token)
    if found is None or accounts.by_id(db, account_id) is None or not invitations.use(db, found.id, account_id):
        raise InvitationOver(token)
    _take_role(db, found, account_id)
    return found


def accept_new(
    db: Store, token: str, username: str, name: str, password_hash: str, language: str
) -> tuple[Invitation, str]:
    """The same with an account made now; its id comes with it.

    Raises:
        InvitationOver: there is nothing to accept.
        InvalidAccount: the username cannot be used or is taken, or no name.
    """
    if invitations.by_token(db, token) is None:
        raise InvitationOver(token)
    account_id = accounts.create(db, username, name, password_hash, language)
    return accept(db, token, account_id), account_id


def _take_role(db: Store, found: Invitation, account_id: str) -> None:
    if found.role_id:
        roles.give_account(db, found.community_id, found.role_id, account_id)
    if found.role in READ:
        account = accounts.by_id(db, account_id)
        roles.begin(db, found.community_id, found.role, account.name if account else "", account_id=account_id)
        return
    held = communities.role_of(db, found.community_id, account_id)
    if held is None or RUN.index(found.role) < RUN.index(held):
        communities.add_member(db, found.community_id, account_id, found.role)
