"""What phones that took part may take along when a meeting has ended: the takeaway, and the next date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from components.live import past
from components.live.closing import closing_of
from components.live.mine import mine
from components.live.room import Room, read
from components.live.store import look
from components.phone import files
from components.phone.door import enquire
from components.phone.identity import address_of, base_path, device_of, language_of
from components.phone.pages import PRIVATE, html, kind_page
from components.takeaway.calendar import MIME, NAME, calendar_file
from components.takeaway.own import own_answers
from components.takeaway.page import Around, phone_page
from components.takeaway.told import Told, told
from db import library, next_meetings, participants
from db.engine import Store
from db.meetings import Meeting

_MOST_KEPT = 32
_kept: dict[tuple[str, int, str, tuple[tuple[str, str], ...]], Told] = {}
"""A meeting in words by id, revision, language and what to read: a whole room opens the same page at the end."""


async def takeaway(request: Request) -> Response:
    """One page about the meeting, with what only this phone said."""
    meeting = await _meeting_of(request)
    if isinstance(meeting, Response):
        return meeting
    device, language = device_of(request) or "", language_of(request)

    def tell(db: Store) -> tuple[Told, tuple[str, ...], Mapping[int, Sequence[str]]]:
        room = read(db, meeting.id)
        persons = participants.seats_of_device(db, room.community.id, device)
        promised = tuple(text for own in mine(room, persons) for text in own["commitments"])
        return in_words(room, language), promised, own_answers(db, meeting.id, [pid for pid, _ in persons], language)

    words, own, answered = await look(tell)
    around = Around(
        style=f"../assets/{files.version()}/takeaway.css", script=f"../assets/{files.version()}/takeaway.js",
        back=f"../{meeting.join_code}", calendar=f"{NAME}?lang={language}", own=own,
        answers=answered,
    )  # fmt: skip
    return html(request, phone_page(words, around))


def in_words(room: Room, language: str) -> Told:
    """A meeting as `told` has it, made once for as long as nothing changes."""
    reading = tuple(library.reading_list_after(room.store, room.meeting))
    key = (room.meeting.id, room.meeting.revision, language, tuple((item.title, item.link) for item in reading))
    if key not in _kept:
        agenda = past.agenda_of(room.store, room.meeting)
        made = told(room.meeting, room.community, agenda, closing_of(room.store, room.meeting), language, reading)
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = made
    return _kept[key]


async def next_meeting(request: Request) -> Response:
    """The next meeting as a calendar file; without one, back to the meeting's page."""
    meeting = await _meeting_of(request)
    if isinstance(meeting, Response):
        return meeting

    def tell(db: Store) -> bytes | None:
        agreed, room = next_meetings.of_meeting(db, meeting.id), read(db, meeting.id)
        language = language_of(request)
        return calendar_file(room.meeting, room.community, agreed, language, datetime.now(UTC)) if agreed else None

    body = await look(tell)
    if body is None:
        return _to_meeting(request, meeting)
    headers = PRIVATE | {"Content-Disposition": f'inline; filename="{NAME}"'}
    return Response(body, 200, headers, f"{MIME}; charset=utf-8")


async def _meeting_of(request: Request) -> Meeting | Response:
    """The meeting a phone took part in and that has ended; else what to answer instead."""
    typed, device = request.path_params["code"], device_of(request)
    meeting, problem = await look(lambda db: enquire(db, typed, device, address_of(request)))
    if meeting is None or problem:
        return kind_page(request, problem or "unknown_code", 404, typed)
    return meeting if meeting.phase == "ended" else _to_meeting(request, meeting)


def _to_meeting(request: Request, meeting: Meeting) -> Response:
    return Response(status_code=303, headers={"Location": f"{base_path(request)}/j/{meeting.join_code}"})
