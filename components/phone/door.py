"""The door of a meeting: who may come in, and how an answer is taken."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from components.activities.base import Json
from components.live import cast as casting
from components.live.house import the_hub
from components.live.mine import Person
from components.live.store import open_store, the_writer
from components.text import LANGUAGES, reason
from db import meetings, participants
from db.engine import Store
from db.ids import clean_join_code
from db.meetings import Meeting

MOST_BYTES = 64 * 1024
"""The largest message a phone may send."""


def problem_of(db: Store, meeting: Meeting | None, device: str | None) -> str | None:
    """Why a phone may not come in, as the name of a text, or None."""
    if meeting is None:
        return "unknown_code"
    if meeting.phase == "planned":
        return "not_open"
    if meeting.phase == "ended" and not (device and participants.took_part(db, meeting.id, device)):
        return "has_ended"
    return None


def find_meeting(db: Store, typed: str) -> Meeting | None:
    """The meeting with a join code as somebody typed it."""
    code = clean_join_code(typed)
    return meetings.by_code(db, code) if code else None


def parse_json(text: str) -> Any:
    """JSON from outside; what is none becomes None, and so does what holds half a character and cannot be stored."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return found


@dataclass(frozen=True)
class Taken:
    """What became of an answer message: the reply to send, and the answer itself where it is now the current one."""

    reply: Json
    answer: casting.Cast | None = None
    person: str = ""


async def take(meeting_id: str, device: str, message: Any) -> Taken:
    """Check and save one answer message."""
    try:
        answer = casting.parse(message)
        job = the_writer().put(
            lambda db: casting.cast(db, meeting_id, device, answer, may_send=lambda: the_hub().may_send(device))
        )
        saved: casting.Saved = await asyncio.wrap_future(job)
    except casting.Refused as refused:
        words = {language: reason(language, refused.code) for language in LANGUAGES}
        return Taken({"type": "refused", "id": refused.id, "reason": refused.reason, "message": words})
    return Taken({"type": "saved", "id": answer.id}, answer if saved.is_new else None, saved.person)


async def arrive(meeting: Meeting, device: str) -> tuple[Person, ...]:
    """The participants on a device, the first made now if need be; noted as attending."""
    with open_store() as db:
        persons = participants.seats_of_device(db, meeting.community_id, device)
        if persons and participants.took_part(db, meeting.id, device):
            return tuple(persons)

    def job(db: Store) -> tuple[Person, ...]:
        participants.attend(db, meeting.id, participants.find_or_create(db, meeting.community_id, device))
        return tuple(participants.seats_of_device(db, meeting.community_id, device))

    return await asyncio.wrap_future(the_writer().put(job))
