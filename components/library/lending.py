"""Lessons that a community shares with its network: what organizers wrote, never what somebody said at a meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from components.library.keeping import keep
from components.library.kinds import NotAnEntry, checked
from components.live.sharing import offer_for
from db import library, network_offers
from db.engine import Store
from db.library import Item
from db.network_offers import Offer

_TOLD = ("kind", "title", "body", "link", "stage")


def lendable(db: Store, community_id: str) -> list[Item]:
    """What may go to other communities. Whoever agreed that their words go into this library agreed to no other one."""
    sources = db.query(
        """SELECT s.item_id FROM library_sources s JOIN library_items i ON i.id = s.item_id
           WHERE i.community_id = :c""",
        c=community_id,
    )
    said = {row["item_id"] for row in sources}
    found = library.of_community(db, community_id)
    return [item for item in found if not item.is_agreed and not item.credit and item.id not in said]


def share_lesson(
    db: Store, community_id: str, network_id: str, item_id: str, about: Mapping[str, str]
) -> str | None:  # fmt: skip
    """Share a copy of an entry, without its files; None for one that may not go."""
    item = next((each for each in lendable(db, community_id) if each.id == item_id), None)
    if item is None:
        return None
    told = {name: getattr(item, name) for name in _TOLD} | {"tags": list(item.tags), "detail": dict(item.detail)}
    lesson = json.dumps(told, ensure_ascii=False)
    return network_offers.offer(db, network_id, community_id, "lesson", {"en": item.title}, about, lesson)


def take_lesson(db: Store, community_id: str, offer_id: str) -> str | None:
    """Put a copy of a shared lesson into a community's own library; its id, None where it cannot be had."""
    found = offer_for(db, community_id, offer_id)
    lesson = lesson_of(found) if found and found.sort == "lesson" else None
    return keep(db, community_id, lesson) if lesson else None


def lesson_of(offer: Offer) -> Item | None:
    """A shared lesson as an entry of one's own; None for one this app does not know how to keep."""
    told: Any = json.loads(offer.steps)
    try:
        return checked(Item(id="", **{**told, "tags": tuple(told["tags"])}))
    except (NotAnEntry, TypeError, KeyError):
        return None
