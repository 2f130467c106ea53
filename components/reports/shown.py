"""The page behind a link: made in a process of its own, and kept for as long as nothing it rests on has changed."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256

from components.reports.links import order_of
from components.reports.making import Making
from components.reports.report import Order
from db import communities, goals, measurements, meetings, same_things, words
from db.engine import Store

_MOST_KEPT = 16
_PATIENCE = 120
_kept: dict[tuple[Order, str], asyncio.Task[str]] = {}


def find(db: Store, token: str) -> tuple[Order, str] | None:
    """The report behind a link, and what tells whether anything it rests on has changed; None without one."""
    order = order_of(db, token)
    return (order, _version(db, order.community_id)) if order else None


async def html_of(order: Order, version: str) -> str:
    """The page of a report. Raises `NotMade`."""
    key = (order, version)
    task = _kept.get(key)
    if task is None or task.get_loop() is not asyncio.get_running_loop():
        for old in [each for each in _kept if each[0] == order]:
            del _kept[old]
        while len(_kept) >= _MOST_KEPT:
            del _kept[next(iter(_kept))]
        task = _kept[key] = asyncio.create_task(asyncio.to_thread(_make, order))
    try:
        return await asyncio.shield(task)
    except Exception:
        _kept.pop(key, None)
        raise


def _make(order: Order) -> str:
    making = Making(order, "html")
    if not making.is_over(_PATIENCE):
        making.cancel()
    return making.file().path.read_text(encoding="utf-8")


def _version(db: Store, community_id: str) -> str:
    """Another text whenever a meeting, an answer, a word that is held back, what is followed as the same, what was
    agreed or a goal has changed; and each hour, since late answers come into it with time."""
    held = [(meeting.id, meeting.revision, meeting.phase) for meeting in meetings.of_community(db, community_id)]
    [answers] = db.query(
        """SELECT COUNT(*) AS n, MAX(n.seq) AS latest FROM answers n JOIN rounds r ON r.id = n.round_id
           JOIN activities a ON a.id = r.activity_id JOIN meetings m ON m.id = a.meeting_id
           WHERE m.community_id = :id""",
        id=community_id,
    )
    community = communities.by_id(db, community_id)
    about = asdict(community) if community else {}
    listed = (words.of_community(db, community_id), same_things.of_community(db, community_id))
    aimed = (goals.of_community(db, community_id), goals.metrics(db, community_id),
             measurements.of_community(db, community_id))  # fmt: skip
    hour = datetime.now(UTC).strftime("%Y-%m-%d %H")
    told = repr((held, answers["n"], answers["latest"], about, listed, aimed, hour))
    return sha256(told.encode()).hexdigest()
