"""What this server signs with."""

from __future__ import annotations

import secrets
from functools import cache

from components.live.store import open_store, save
from components.settings import settings
from db import facts


def signing_key() -> str:
    """What signs cookies and links: from the settings, else one that the database keeps for all its processes."""
    chosen = settings()
    return chosen.secret_key or _kept_key(chosen.database)


@cache
def _kept_key(database: str) -> str:
    with open_store() as db:
        known = facts.get(db, facts.SIGNING_KEY)
    new = secrets.token_urlsafe(48)
    return known or save(lambda db: facts.keep(db, facts.SIGNING_KEY, new))
