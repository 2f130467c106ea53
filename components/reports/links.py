"""Links that show a report, read-only, to whoever has them: made, listed and revoked by a community's organizers."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from hashlib import sha256

from components.live.store import open_store, save
from components.reports.making import NotOrganizer, check
from components.reports.report import Order
from db import accounts, shared_reports
from db.engine import Store
from db.ids import now
from db.shared_reports import SharedReport

DAYS = (7, 30, 90)
"""How long a link may show something."""
_DAY = 86_400
_BYTES = 24


def share(account_id: str, order: Order, days: int) -> str:
    """A new link's secret, which is told this once: only its hash is kept. Raises `NotOrganizer`."""
    token = secrets.token_urlsafe(_BYTES)
    until = now(later=days * _DAY)

    def keep(db: Store) -> None:
        _check(db, account_id, order.community_id)
        about = {name: value for name, value in asdict(order).items() if name != "community_id"}
        shared_reports.share(db, order.community_id, hash_of(token), expires_at=until, **about)

    save(keep)
    return token


def revoke(account_id: str, community_id: str, share_id: str) -> None:
    """Let a link show nothing from now on. Raises `NotOrganizer`."""

    def end(db: Store) -> None:
        _check(db, account_id, community_id)
        shared_reports.revoke(db, community_id, share_id)

    save(end)


def shared(account_id: str, community_id: str) -> list[SharedReport]:
    """The links that show something now, the latest first. Raises `NotOrganizer`."""
    check(account_id, community_id)
    with open_store() as db:
        return shared_reports.of_community(db, community_id)


def order_of(db: Store, token: str) -> Order | None:
    """The report behind a link; None where it is unknown, over or revoked.

    It is looked for by its hash, so that how long that takes tells nothing about a secret.
    """
    found = shared_reports.by_token_hash(db, hash_of(token))
    return Order(found.community_id, found.audience, found.language, found.meetings) if found else None


def hash_of(token: str) -> str:
    """What is stored of a link's secret."""
    return sha256(token.encode()).hexdigest()


def _check(db: Store, account_id: str, community_id: str) -> None:
    if not accounts.allowed(db, account_id, community_id, role="organizer"):
        raise NotOrganizer(account_id)
