"""Doing away with a whole community: asked of its organizers alone, and only while no meeting of it goes on."""

from __future__ import annotations

from components.live.control import CannotControl
from components.live.sweeping import sweep_soon as sweep_soon
from db import accounts, communities, meetings
from db.engine import Store


def delete_community(db: Store, account_id: str, community_id: str, typed: str) -> None:
    """Delete a community whose name, in any language it has, was typed; `sweep_soon` then clears the file of it.

    Raises:
        CannotControl: `delete_wrong`, it is called something else or is not this account's to delete; `delete_live`,
            a meeting of it is going on.
    """
    community = communities.by_id(db, community_id)
    names = {" ".join(name.split()) for name in community.name.values()} if community else set()
    may = accounts.allowed(db, account_id, community_id, role="organizer")
    if not may or " ".join(typed.split()) not in names:
        raise CannotControl("delete_wrong")
    if meetings.going_on(db, community_id):
        raise CannotControl("delete_live")
    communities.delete(db, community_id)
