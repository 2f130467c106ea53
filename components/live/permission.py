"""Who may change a community: asked where it is written, at the moment it is written, whatever a page knew before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from components.live.store import save
from db import accounts, endings
from db.accounts import Account
from db.engine import Store

R = TypeVar("R")
Still = Literal["reopening", "erasing", "people", "record"]
"""All that a community that has closed may still do, besides being read and taken along: open again; take away what it
holds, and undo that; say who belongs to it and who sees what of it; correct the record of what it did."""


class NotAllowed(Exception):
    """The account is signed out or gone, or does not act for this community in this role."""


def save_for(
    account: Account,
    community_id: str,
    job: Callable[[Store], R],
    role: str = "facilitator",
    *,
    still: Still | None = None,
) -> R:
    """Run a writing job for an account that may act for a community, and return its result once it is committed.

    Permission and job are one transaction: who was put out of the community, or signed out, a moment ago changes
    nothing. The job has to keep to this community. `still` says which of the things it is that a closed community may
    do. Raises `NotAllowed`, `CommunityClosed` where it is none of them, and what the job raises.
    """

    def allowed_job(db: Store) -> R:
        check(db, account, community_id, role)
        if still is None:
            endings.refuse_closed(db, community_id)
        return job(db)

    return save(allowed_job)


def save_own(account: Account, job: Callable[[Store], R]) -> R:
    """The same for what concerns the account alone, which has to be signed in still."""

    def allowed_job(db: Store) -> R:
        check(db, account)
        return job(db)

    return save(allowed_job)


def check(db: Store, account: Account, community_id: str | None = None, role: str = "facilitator") -> None:
    """Raises `NotAllowed` unless this sign-in still holds, and may act for the community, if one is given."""
    found = accounts.by_id(db, account.id)
    if found is None or found.signed_out_at != account.signed_out_at:
        raise NotAllowed(account.id)
    if community_id is not None and not accounts.allowed(db, account.id, community_id, role):
        raise NotAllowed(account.id)
