"""How a meeting stands against its agenda, from stored times alone; and fewer minutes for what is to come."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.activities import Activity

STATES = ("now", "skipped", "on_phones", "done", "coming")
_SAID_FROM = 2
"""A meeting that is late by fewer minutes than this is in good time."""


@dataclass(frozen=True)
class Schedule:
    """A live meeting at one moment. `behind` is by how many minutes it will end later than planned, negative when it
    will end earlier; `coming` is what has yet to be gone through, and `left` are the minutes there are for that."""

    behind: float
    left: float
    coming: tuple[Activity, ...]
    has_begun: bool
    """Whether anything has been gone through, so that there is something to say."""

    @property
    def late(self) -> int:
        """The whole minutes to speak of, 0 in good time."""
        return _nearest(self.behind) if _nearest(self.behind) >= _SAID_FROM else 0

    @property
    def shares(self) -> list[int]:
        """Minutes for what is to come with which the meeting ends as planned, as far as that is possible."""
        return shares([activity.minutes for activity in self.coming], _nearest(self.left))

    @property
    def can_shorten(self) -> bool:
        """Whether fewer minutes would help: it is late, and there is something that can be shorter."""
        return self.late > 0 and sum(self.shares) < sum(activity.minutes for activity in self.coming)


def state_of(activity: Activity, current_id: str | None, on_phones: Collection[str]) -> str:
    """Which of `STATES` an activity of a live meeting is in; `on_phones` are the ids of those left to be finished."""
    if activity.id == current_id:
        return "now"
    if activity.skipped_at:
        return "skipped"
    if activity.id in on_phones:
        return "on_phones"
    return "done" if activity.shown_at else "coming"


def schedule(
    agenda: Sequence[Activity], current_id: str | None, on_phones: Collection[str], live_at: str | None, at: str
) -> Schedule | None:
    """How a meeting that went live at a time stands `at` another; None while it is at no activity.

    It would end as planned if everything took the minutes it was planned with, skipped or not: what is left out or
    shortened makes up time, and what was done sooner does too.
    """
    current = next((activity for activity in agenda if activity.id == current_id), None)
    if current is None or live_at is None:
        return None
    planned = sum(activity.planned_minutes for activity in agenda)
    coming = tuple(a for a in agenda if state_of(a, current_id, on_phones) == "coming")
    shown = minutes_between(current.shown_at or at, at)
    left = planned - minutes_between(live_at, at) - max(0.0, current.minutes - shown)
    behind = sum(activity.minutes for activity in coming) - left
    return Schedule(behind, left, coming, any(a.shown_at for a in agenda if a.id != current_id))


def minutes_between(since: str, at: str) -> float:
    """How many minutes lie between two stored times."""
    return (datetime.fromisoformat(at) - datetime.fromisoformat(since)).total_seconds() / 60


def _nearest(minutes: float) -> int:
    return math.floor(minutes + 0.5)


def shares(minutes: Sequence[int], left: int) -> list[int]:
    """The minutes of several activities, shortened in proportion to fit into what is `left`; none gets less than one,
    and none more than it has."""
    if left >= sum(minutes):
        return list(minutes)
    found = [1] * len(minutes)
    exact = [each * left / sum(minutes) for each in minutes]
    for _ in range(left - len(minutes)):
        found[max(range(len(minutes)), key=lambda index: exact[index] - found[index])] += 1
    return found
