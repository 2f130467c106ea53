"""For how long a community keeps what ties answers to phones: set by its organizers, and what that means when."""

from __future__ import annotations

from components.live.sweeping import forget_soon as forget_soon
from db import communities, corrections, meetings, unlinking
from db.engine import Store
from db.ids import now
from db.meetings import Meeting


def set_after(db: Store, by: str, community_id: str, months: int | None) -> None:
    """Make answers unlinkable after so many months, or never, and write it down; `forget_soon` sees to what is due."""
    if months is not None and months not in unlinking.MONTHS:
        raise ValueError(months)
    communities.unlink_after(db, community_id, months)
    corrections.add(db, community_id, by, "unlink_after", {"months": months})


def concerned(db: Store, community_id: str, months: int) -> int:
    """How many meetings are so old already."""
    return sum(on <= now()[:10] for each, on in _ended(db, community_id, months) if each.unlinked_at is None)


def when(db: Store, community_id: str) -> list[tuple[Meeting, str]]:
    """The ended meetings of a community, the latest first, each with the day its answers become unlinkable."""
    community = communities.by_id(db, community_id)
    months = community.unlink_after if community else None
    return _ended(db, community_id, months) if months else []


def _ended(db: Store, community_id: str, months: int) -> list[tuple[Meeting, str]]:
    held = [each for each in meetings.of_community(db, community_id) if each.phase == "ended"]
    return [(each, unlinking.due_on(each.held_on, months)) for each in held]
