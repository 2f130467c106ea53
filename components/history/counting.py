"""Counting a long past for the first time: apart from all pages, once for everybody who waits for it."""

from __future__ import annotations

import threading

from components.history.summaries import uncounted
from components.live.apart import Apart
from components.live.store import open_store

MOST_AT_HAND = 25
"""So many rounds a page counts itself; more take so long that phones would feel it."""

_lock = threading.Lock()
_going_on: dict[str, Apart] = {}


def begin_counting(community_id: str) -> Apart | None:
    """The counting of a community's past, begun unless it goes on already; None where there is little to count."""
    with _lock:
        going = _going_on.get(community_id)
        if going and not going.is_over(within=0):
            return going
        with open_store() as db:
            if len(uncounted(db, community_id)) <= MOST_AT_HAND:
                _going_on.pop(community_id, None)
                return None
        begun = _going_on[community_id] = Apart("components.history", order=community_id)
        return begun
