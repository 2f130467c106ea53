"""Who comes into a meeting: what a facilitator sees of it, and what they can do where it is not people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from components.live.control import CannotControl as CannotControl
from components.live.waves import NewPhone, Wave, wave_of
from db import asides, corrections, meetings, one_time_links, origins, participants
from db.asides import Aside
from db.engine import Store
from db.ids import now
from db.meetings import Meeting
from db.one_time_links import Links
from db.origins import Came

MOST_LINKS = 600
"""So many one-time links are made at once at most."""
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Doors:
    """How people come into a meeting now: what is unusual, what was set aside, and the one-time links."""

    wave: Wave | None
    asides: tuple[Aside, ...]
    links: Links
    is_one_time: bool


def look(db: Store, meeting: Meeting) -> Doors:
    """How things stand at the doors of a meeting that goes on."""
    is_on = meeting.phase in ("lobby", "live") and not meeting.is_rehearsal
    wave = _wave(db, meeting) if is_on else None
    links = one_time_links.of_meeting(db, meeting.id)
    return Doors(wave, tuple(asides.of_meeting(db, meeting.id)), links, meeting.one_time_since is not None)


def _wave(db: Store, meeting: Meeting) -> Wave | None:
    came = [_as_phone(each) for each in origins.of_meeting(db, meeting.id, meeting.calm_since)]
    present = participants.count_of_meeting(db, meeting.id) if meeting.people_here is not None else 0
    return wave_of(came, people=meeting.people_here, present=present)


def _as_phone(came: Came) -> NewPhone:
    answered = datetime.fromisoformat(came.answered_at).timestamp() if came.answered_at else None
    return NewPhone(came.participant_id, came.origin, datetime.fromisoformat(came.at).timestamp(), answered)


def ask_for_links(db: Store, by: str, meeting_id: str, is_wanted: bool) -> None:
    """From now on only phones that are in come in, and those that bring an unused link; or everybody again."""
    meeting = _going_on(db, meeting_id)
    if is_wanted != (meeting.one_time_since is not None):
        meetings.change(db, meeting_id, one_time_since=now() if is_wanted else None)
        _log(db, by, meeting, "one_time_on" if is_wanted else "one_time_off")


def make_links(db: Store, meeting_id: str, how_many: int) -> list[str]:
    """The codes of new one-time links. Raises `CannotControl` for a meeting that has ended."""
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or meeting.phase == "ended" or not 1 <= how_many <= MOST_LINKS:
        raise CannotControl("not_live")
    return one_time_links.make(db, meeting_id, how_many)


def revoke_links(db: Store, meeting_id: str) -> None:
    """Let no link that is still unused let anybody in."""
    one_time_links.revoke(db, meeting_id)
    meetings.touch(db, meeting_id, at_once=True)


def set_wave_aside(db: Store, by: str, meeting_id: str) -> Aside | None:
    """Let what the phones of the wave answered count nowhere; None where there is no wave any more."""
    meeting = _going_on(db, meeting_id)
    wave = _wave(db, meeting)
    if wave is None or not wave.phones:
        return None
    at = now()
    asides.set_aside(db, meeting_id, wave.phones, at)
    meetings.touch(db, meeting_id, at_once=True)
    [made] = [each for each in asides.of_meeting(db, meeting_id) if each.at == at]
    _log(db, by, meeting, "set_aside", phones=made.phones, answers=made.answers)
    return made


def let_count(db: Store, by: str, meeting_id: str, at: str) -> None:
    """Undo `set_wave_aside`. What came back is no news any more. Raises `CannotControl` where nothing is to undo."""
    meeting = meetings.by_id(db, meeting_id)
    found = [each for each in asides.of_meeting(db, meeting_id) if each.at == at]
    if meeting is None or not found:
        raise CannotControl("moved_on")
    asides.take_back(db, meeting_id, at)
    meetings.change(db, meeting_id, calm_since=now())
    _log(db, by, meeting, "let_count", phones=found[0].phones, answers=found[0].answers)


def calm(db: Store, meeting_id: str) -> None:
    """The facilitator has seen it: phones that came until now are no news any more."""
    meetings.change(db, _going_on(db, meeting_id).id, calm_since=now())


def say_people(db: Store, meeting_id: str, people: int | None) -> None:
    """How many people are in the room, or that nobody says."""
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise CannotControl("out_of_range")
    meetings.change(db, _going_on(db, meeting_id).id, people_here=people)


def _going_on(db: Store, meeting_id: str) -> Meeting:
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or meeting.phase == "ended":
        raise CannotControl("not_live")
    return meeting


def _log(db: Store, by: str, meeting: Meeting, what: str, **words: Any) -> None:
    told = {"meeting": meeting.title, "held_on": meeting.held_on, **words}
    corrections.add(db, meeting.community_id, by, what, told)
