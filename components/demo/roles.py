"""Who holds which role in the demo's community, from its catalyst to people who take turns at facilitating."""

from __future__ import annotations

from datetime import datetime, timedelta

from components.leading import inviting
from components.leading.inviting import Wish
from db import roles
from db.engine import Store

_HELD = (
    ("catalyst", "Marisol Vega", -60, 130), ("sponsor", "Coast Family Fund", -21, None),
    ("sponsor", "North County Health Agency", -21, 84), ("facilitator", "Rosa Aguilar", -21, None),
    ("facilitator", "Daniel Reyes", -21, None), ("facilitator", "Lupe Hernández", 126, None),
    ("facilitator", "Amina Yusuf", 168, None), ("organizer", "Grace Whitehorse", -21, None),
)  # fmt: skip
"""Role, name, and the days from the first meeting on which it began and ended."""
_NOT_NOW = "Grace Whitehorse"


def hold(db: Store, community_id: str, account_id: str, first: datetime) -> None:
    """Note who holds which role around the meetings, the first of which was on this day; one invitation is open."""
    for role, name, began, ended in _HELD:
        until = _day(first, ended) if ended is not None else None
        roles.begin(db, community_id, role, name, began=_day(first, began), ended=until)
    roles.set_willing(db, community_id, f"name:{_NOT_NOW.casefold()}", False)
    db.execute(
        "UPDATE roles SET began = :day WHERE community_id = :c AND account_id = :a",
        c=community_id, a=account_id, day=_day(first, -21),
    )  # fmt: skip
    inviting.invite(db, community_id, account_id, Wish("sponsor", 30, "Coast Family Fund"))


def _day(first: datetime, after: int) -> str:
    return (first + timedelta(days=after)).date().isoformat()
