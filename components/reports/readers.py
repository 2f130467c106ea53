"""What an account may read of a community whose meetings it does not run."""

from __future__ import annotations

from components.live.agreed import parse_agreed
from components.reports.report import PEER, SPONSOR
from db import charters, communities, roles
from db.charters import CharterText
from db.engine import Store


def readable(db: Store, account_id: str, community_id: str) -> tuple[str, ...]:
    """The audiences an account may have reports for at this moment; none for one that holds no role for reading.

    A participant sees what the room saw. A sponsor or catalyst sees the same, unless the group has agreed that they get
    only what it sends them; and a summary of the results where that is agreed.
    """
    held = roles.read_by(db, account_id).get(community_id, set())
    community = communities.by_id(db, community_id)
    if not held or community is None:
        return ()
    found = [PEER] if "participant" in held else []
    sees = parse_agreed(community.funders_see).sees
    if held - {"participant"} and sees != "sent":
        found += [SPONSOR, "funder"] if sees == "results" else [SPONSOR]
    return tuple(found)


def readable_charter(db: Store, account_id: str, community_id: str) -> list[CharterText]:
    """The texts of the charter that hold and that an account may read at this moment, the latest of each part.

    A participant reads all of them. A sponsor or catalyst reads those that the room adopted, so that they stood on its
    wall, and none where they get only what the group sends them.
    """
    audiences = readable(db, account_id, community_id)
    if not audiences:
        return []
    latest: dict[str, CharterText] = {}
    for text in charters.of_community(db, community_id):
        if text.holds:
            latest.setdefault(text.part, text)
    return [text for text in latest.values() if PEER in audiences or text.meeting_id]
