"""What a facilitator does about time: leave out, shorten, leave to phones, and end the time to think."""

from __future__ import annotations

from components.activities.registry import kind_of
from components.live import control, opening
from components.live.agenda import neighbour
from components.live.control import CannotControl, Seen
from components.live.room import Room, read
from components.live.schedule import Schedule, schedule
from db import activities, answers, meetings, rounds
from db.activities import Activity
from db.engine import Store
from db.ids import now


def stand(room: Room) -> Schedule | None:
    """How the meeting stands against its agenda at this moment; None while it is not live."""
    if room.meeting.phase != "live":
        return None
    on_phones = {each.activity.id for each in room.still_open}
    return schedule(room.agenda, room.meeting.activity_id, on_phones, room.meeting.live_at, now())


def skip(db: Store, meeting_id: str, activity_id: str, is_skipped: bool = True) -> None:
    """Leave an activity that has yet to come out of the meeting, or take that back."""
    room = _going_on(db, meeting_id)
    activity = _of(room, activity_id)
    if is_skipped and (activity.shown_at or activity_id == room.meeting.activity_id):
        raise CannotControl("already_shown")
    if is_skipped:
        _close_on_phones(db, activity_id, room)
    activities.set_skipped(db, activity, is_skipped)


def shorten(db: Store, meeting_id: str) -> None:
    """Share the time that is left among what is to come, in proportion to its minutes."""
    standing = stand(_going_on(db, meeting_id))
    if standing is None or not standing.can_shorten:
        raise CannotControl("nothing_to_shorten")
    for activity, minutes in zip(standing.coming, standing.shares, strict=True):
        activities.shorten(db, activity, minutes)


def unshorten(db: Store, meeting_id: str) -> None:
    """Give everything the minutes it was planned with."""
    activities.unshorten(db, meeting_id)


def can_finish_on_phones(room: Room, activity: Activity) -> bool:
    """Whether an activity can be left to be finished on phones: it asks something, and what comes next needs no
    answers from it; nor has its result been shown."""
    kind = kind_of(activity.kind)
    if not kind.steps or activity.skipped_at or activity.id in {each.activity.id for each in room.still_open}:
        return False
    opened = rounds.of_activity(room.store, activity.id)
    if opened:
        return opened[-1].step == kind.steps[-1] and opened[-1].phase != "revealed" and not opened[-1].left_at
    return opening.can_ask(room.store, activity, kind.steps[-1])


def finish_on_phones(db: Store, meeting_id: str, activity_id: str, seen: Seen | None = None) -> None:
    """Leave an activity open on phones, to be finished while the meeting goes on and for two days after it.

    The room goes on from the current one to the next, where there is one.
    """
    room = control.current(db, meeting_id, seen)
    activity = _of(room, activity_id)
    if room.meeting.phase != "live" or not can_finish_on_phones(room, activity):
        raise CannotControl("not_for_phones")
    if room.thinking and room.thinking.activity_id == activity_id:
        rounds.open_at_once(db, room.thinking.id)
    opened = rounds.of_activity(db, activity_id)
    round_id = opened[-1].id if opened else opening.ask(db, room, activity, kind_of(activity.kind).steps[-1])
    rounds.set_phase(db, round_id, "open")
    rounds.set_left(db, round_id, True)
    meetings.touch(db, meeting_id, at_once=True)
    following = neighbour(room, 1)
    if activity_id == room.meeting.activity_id and following:
        control.show(db, meeting_id, following.id)


def take_back(db: Store, meeting_id: str, activity_id: str) -> None:
    """Let phones finish an activity no more: where nobody has answered it is still to come, else its answers close."""
    room = read(db, meeting_id)
    _close_on_phones(db, activity_id, room)
    meetings.touch(db, meeting_id, at_once=True)


def _close_on_phones(db: Store, activity_id: str, room: Room) -> None:
    for each in room.still_open:
        if each.activity.id != activity_id:
            continue
        if each.activity.shown_at is None and not answers.count(db, each.round.id):
            opening.forget(db, room, each.activity, each.round)
        else:
            rounds.set_phase(db, each.round.id, "closed")


def open_now(db: Store, meeting_id: str) -> None:
    """End the time to think; where it is over already, nothing happens."""
    room = _going_on(db, meeting_id)
    if room.thinking:
        rounds.open_at_once(db, room.thinking.id)
        meetings.touch(db, meeting_id, at_once=True)


def not_yet(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Take the opening back while everybody is still thinking."""
    room = control.current(db, meeting_id, seen)
    if not room.thinking:
        raise CannotControl("moved_on")
    opening.forget(db, room, _of(room, room.thinking.activity_id), room.thinking)
    meetings.touch(db, meeting_id, at_once=True)


def _going_on(db: Store, meeting_id: str) -> Room:
    room = read(db, meeting_id)
    if room.meeting.phase not in ("lobby", "live"):
        raise CannotControl("not_live")
    return room


def _of(room: Room, activity_id: str) -> Activity:
    found = next((activity for activity in room.agenda if activity.id == activity_id), None)
    if found is None:
        raise CannotControl("unknown_activity")
    return found
