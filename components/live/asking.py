"""What one phone is asked about its own words: whether they may go into the community's library."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import Json
from db import library_asks
from db.engine import Store
from db.library_asks import Ask


def asked_of(db: Store, community_id: str, devices: Sequence[Sequence[tuple[str, int]]]) -> list[list[Json]]:
    """Of each device the `ask` message, or nothing; `devices` are the participants on each, with their seats."""
    people = [person for persons in devices for person, _ in persons]
    found = library_asks.of_people(db, community_id, people) if people else {}
    return [_message([ask for person, _ in persons for ask in found.get(person, [])]) for persons in devices]


def _message(asks: Sequence[Ask]) -> list[Json]:
    if not asks:
        return []
    told = [{"id": ask.id, "kind": ask.kind, "title": ask.title, "text": ask.body} for ask in asks]
    return [{"type": "ask", "asks": told}]
