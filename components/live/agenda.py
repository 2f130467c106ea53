"""The next sensible thing in a meeting: what the facilitator's one primary button says."""

from __future__ import annotations

from components.live.room import Room
from db.activities import Activity

STEPS = (
    "go_live",
    "first",
    "open",
    "open_now",
    "close",
    "close_now",
    "reveal",
    "order",
    "make_matches",
    "meet",
    "next",
    "finish",
    "start_for_real",
    "results",
)


def next_step(room: Room) -> str:
    """One of `STEPS`, for the meeting as it stands."""
    if room.meeting.phase == "planned":
        return "go_live"
    if room.meeting.phase == "ended":
        return "start_for_real" if room.meeting.is_rehearsal else "results"
    if room.activity is None or room.meeting.phase == "lobby":
        return "first" if neighbour(room, 1) else "finish"
    return _within(room) or ("next" if neighbour(room, 1) else "finish")


def neighbour(room: Room, way: int) -> Activity | None:
    """The next activity in the agenda (-1: the one before) that is not left out or left to phones; None at its ends."""
    ids = [activity.id for activity in room.agenda]
    index = ids.index(room.activity.id) if room.activity else -1
    ahead = room.agenda[index + 1 :] if way > 0 else room.agenda[: max(index, 0)][::-1]
    left = {each.activity.id for each in room.still_open}
    return next((each for each in ahead if not each.skipped_at and each.id not in left), None)


def _within(room: Room) -> str | None:
    """What is left to do in the current activity, None when it has had its turn."""
    assert room.kind
    rnd = room.round
    if not room.kind.steps:
        return None
    if room.thinking:
        return "open_now"
    if rnd is None:
        return "open"
    if rnd.left_at:
        return None
    if rnd.phase == "open":
        return "close_now" if rnd.closes_at else "close"
    if rnd.phase == "closed" and not room.kind.is_quiet and not room.kind.shows_live(room.config, rnd.step):
        return "reveal"
    if rnd.step != "propose":
        return None
    if room.kind.matches:
        return "meet" if room.is_matched else "make_matches"
    return "order"
