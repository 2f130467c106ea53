"""Correcting the record: what is changed about a meeting that has ended, written down for the organizers.

Every change raises the meeting's revision, so that what was worked out from it is worked out again.
"""

from __future__ import annotations

from typing import Any

from components.live.control import CannotControl
from db import activities, answers, corrections, meetings, rounds, withdrawals
from db.engine import Store
from db.ids import now
from db.meetings import Meeting
from db.removal import Removed
from db.withdrawals import Withdrawn

PUT_BACK_WITHIN = 24 * 3600
"""For so many seconds a withdrawn answer can be put back."""


def move(db: Store, by: str, meeting_id: str, held_on: str) -> None:
    """Say that a meeting was held on another ISO day. Raises `CannotControl`."""
    meeting = _ended(db, meeting_id)
    if held_on != meeting.held_on:
        meetings.change(db, meeting_id, held_on=held_on)
        _log(db, by, meeting, "date", old=meeting.held_on, new=held_on)


def leave_out(db: Store, by: str, meeting_id: str, is_left_out: bool) -> None:
    """Leave a meeting out of history, participation and every chart, or take it back in. Raises `CannotControl`."""
    meeting = _ended(db, meeting_id)
    if is_left_out != meeting.is_left_out:
        meetings.change(db, meeting_id, is_left_out=int(is_left_out))
        _log(db, by, meeting, "left_out" if is_left_out else "taken_in")


def forget(db: Store, by: str, meeting_id: str) -> Removed:
    """Delete a meeting with all that was answered in it; what `bring_back` needs.

    That one is gone which people took part in is written down, of others nobody has to know.
    """
    meeting = meetings.by_id(db, meeting_id)
    removed = meetings.delete(db, meeting_id)
    if meeting and _is_on_record(meeting):
        _log(db, by, meeting, "forgotten")
    return removed


def bring_back(db: Store, by: str, meeting_id: str, removed: Removed) -> None:
    """Undo `forget`. Raises `RuleBroken` where it is there again, or its community is gone."""
    meetings.put_back(db, meeting_id, removed)
    meeting = meetings.by_id(db, meeting_id)
    if meeting and _is_on_record(meeting):
        _log(db, by, meeting, "brought_back")


def withdraw(db: Store, by: str, meeting_id: str, answer_id: str) -> None:
    """Let an answer count nowhere any more. Raises `CannotControl` for one of another meeting, or none."""
    _change_answer(db, by, meeting_id, answer_id, "withdrawn")


def put_back(db: Store, by: str, meeting_id: str, answer_id: str) -> None:
    """Let an answer count again that was withdrawn within a day. Raises `CannotControl`."""
    if answer_id not in {each.answer_id for each in withdrawn_lately(db, meeting_id)}:
        raise CannotControl("moved_on")
    _change_answer(db, by, meeting_id, answer_id, "put_back")


def withdrawn_lately(db: Store, meeting_id: str) -> list[Withdrawn]:
    """What can still be put back, the latest first."""
    return withdrawals.of_meeting(db, meeting_id, since=now(-PUT_BACK_WITHIN))


def note_moved(db: Store, by: str, meeting: Meeting, held_on: str) -> None:
    """Write down that a meeting that has ended has got another day, wherever that was done."""
    if by and held_on != meeting.held_on and _is_on_record(meeting):
        _log(db, by, meeting, "date", old=meeting.held_on, new=held_on)


def _change_answer(db: Store, by: str, meeting_id: str, answer_id: str, what: str) -> None:
    meeting = _ended(db, meeting_id)
    if answers.meeting_of(db, answer_id) != meeting_id:
        raise CannotControl("unknown_answer")
    if what == "withdrawn":
        withdrawals.withdraw(db, answer_id, now())
    else:
        withdrawals.take_back(db, answer_id)
    meetings.touch(db, meeting_id, at_once=True)
    _log(db, by, meeting, what, activity=_title_of(db, answer_id))


def _title_of(db: Store, answer_id: str) -> dict[str, str]:
    rnd = rounds.by_id(db, answers.round_of(db, answer_id) or "")
    activity = activities.by_id(db, rnd.activity_id) if rnd else None
    return activity.title if activity else {}


def _ended(db: Store, meeting_id: str) -> Meeting:
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or not _is_on_record(meeting):
        raise CannotControl("not_ended")
    return meeting


def _is_on_record(meeting: Meeting) -> bool:
    return meeting.phase == "ended" and not meeting.is_rehearsal


def _log(db: Store, by: str, meeting: Meeting, what: str, **words: Any) -> None:
    told = {"meeting": meeting.title, "held_on": meeting.held_on, **words}
    corrections.add(db, meeting.community_id, by, what, told)
