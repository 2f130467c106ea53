"""Somebody erases what they said: in one meeting, or all that is known of them in its community."""

from __future__ import annotations

from typing import Literal, get_args

from db import erasure, meetings, participants
from db.engine import Store
from db.members import Member

What = Literal["meeting", "community"]
WHATS: tuple[What, ...] = get_args(What)


class NothingToErase(LookupError):
    """Nobody is known on the device."""


def erase_from(db: Store, meeting_id: str, device: str, what: What) -> int:
    """Erase what a device's people said, for good, and say how many answers that was; all screens follow.

    A phone that is erased everywhere is somebody new, of whom nothing is known, in the meetings of its community that
    go on and that it is in. Raises `NothingToErase`.
    """
    meeting = meetings.by_id(db, meeting_id)
    people = participants.seats_of_device(db, meeting.community_id, device) if meeting else []
    if meeting is None or not people:
        raise NothingToErase
    ids = [person for person, _ in people]
    if what == "meeting":
        return erasure.erase_in_meeting(db, meeting_id, ids)
    live = meetings.going_on(db, meeting.community_id)
    going_on = [each for each in live if participants.took_part(db, each, device)]
    gone = erasure.erase_everywhere(db, ids)
    for each in going_on:
        participants.attend(db, each, participants.find_or_create(db, meeting.community_id, device))
    return gone


def erase_member(db: Store, member: Member) -> int:
    """Erase everything that is known of a device's people in their community, and say how many answers that was.

    A phone of theirs that is in a meeting is somebody new there once it comes back.
    """
    return erasure.erase_everywhere(db, member.people)
