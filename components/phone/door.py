"""The door of a meeting: who may come in, and how an answer is taken."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from components.activities.base import Json
from components.live import cast as casting
from components.live import families, figures
from components.live.arrivals import Arrival, arrive_all, door_of, known
from components.live.courtesy import answering
from components.live.house import the_hub
from components.live.mine import Person
from components.live.origins import origin_of
from components.live.store import look, the_writer
from components.network import network_of
from components.phone.guesses import THE_GUESSES, TooManyGuesses
from components.text import LANGUAGES, reason
from db import meetings, participants
from db.engine import Store, StoreAway
from db.ids import clean_join_code, seconds_until
from db.meetings import Meeting

MOST_BYTES = 64 * 1024
"""The largest message a phone may send."""
OPEN_DAYS = 14
"""How long after its begin a meeting that nobody ends lets new phones in."""


def problem_of(db: Store, meeting: Meeting | None, device: str | None) -> str | None:
    """Why a phone may not come in, as the name of a text, or None."""
    if meeting is None:
        return "unknown_code"
    if meeting.phase == "planned":
        return "not_open"
    is_over = meeting.phase == "ended" or _is_forgotten(meeting)
    if is_over and not (device and participants.took_part(db, meeting.id, device)):
        return "has_ended"
    return None


def _is_forgotten(meeting: Meeting) -> bool:
    """Whether nobody ended a meeting that began long ago: its code lets nobody new in any more."""
    return meeting.live_at is not None and seconds_until(meeting.live_at) < -OPEN_DAYS * 86_400


def find_meeting(db: Store, typed: str, address: str | None = None, device: str | None = None) -> Meeting | None:
    """The meeting with a join code as somebody typed it, for a phone at this address.

    Raises:
        TooManyGuesses: too many codes that are none came from there, and this is none it found before.
    """
    code = clean_join_code(typed)
    if code is None:
        return None
    network = network_of(address)
    meeting = meetings.by_code(db, code)
    is_own = meeting and device and participants.find(db, meeting.community_id, device)
    if not is_own and not THE_GUESSES.may_ask(network, code):
        raise TooManyGuesses
    if meeting is None:
        THE_GUESSES.missed(network)
    elif meeting.phase in ("lobby", "live"):
        THE_GUESSES.found(network, code)
    return meeting


def enquire(db: Store, typed: str, device: str | None, address: str | None = None) -> tuple[Meeting | None, str | None]:
    """The meeting with a code as typed, and why this device may not come in from an address, if so.

    Raises `TooManyGuesses`.
    """
    meeting = find_meeting(db, typed, address, device)
    problem = problem_of(db, meeting, device)
    if meeting is None or problem or meeting.phase == "ended":
        return meeting, problem
    return meeting, door_of(db, arrival_of(meeting, device or "", address))


def arrival_of(meeting: Meeting, device: str, address: str | None, link: str = "") -> Arrival:
    """A device as it comes to a meeting from an address, perhaps with the code of a one-time link."""
    return Arrival(meeting.id, meeting.community_id, device, origin_of(address, meeting.id), link)


def parse_json(text: str) -> Any:
    """JSON from outside; what is none becomes None, and so does what holds half a character and cannot be stored."""
    try:
        found = json.loads(text)
        if "\\u" in text:  # half a character can only come in this way
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


async def take(meeting_id: str, device: str, message: Any, origin: str = "") -> Taken:
    """Check and save one answer message, and count what became of it.

    While the database does not answer, the phone is told to keep it. `origin` is from where, for a device that may not
    have come in before.
    """
    since = perf_counter()
    with answering():
        taken = await _take(meeting_id, device, message, origin)
    figures.replied(taken.reply, since)
    return taken


async def _take(meeting_id: str, device: str, message: Any, origin: str) -> Taken:
    try:
        answer = casting.parse(message)
        delivery = casting.Delivery(meeting_id, device, answer, lambda: the_hub().may_send(device), origin=origin)
        saved: casting.Saved = await the_writer().put_to(casting.cast_all, delivery)
    except casting.Refused as refused:
        return Taken(refusal(refused))
    except StoreAway:
        return Taken({"type": "waiting", "id": answer.id})
    return Taken({"type": "saved", "id": answer.id}, answer if saved.is_new else None, saved.person)


def refusal(refused: casting.Refused) -> Json:
    """The `refused` message, with what to do in every language."""
    words = {language: reason(language, refused.code) for language in LANGUAGES}
    return {"type": "refused", "id": refused.id, "reason": refused.reason, "message": words}


def too_fast(message: Any) -> Json:
    """What a message is answered that comes far too fast for being looked at."""
    name = message.get("id") if isinstance(message, dict) else None
    known = name if isinstance(name, str) and len(name) <= 64 else None
    return refusal(casting.Refused(known, "too fast", "too_fast"))


async def keep_about(meeting_id: str, person: str, attributes: str) -> None:
    """Keep what a participant says about themselves. Raises `StoreAway`."""
    await asyncio.wrap_future(the_writer().put(lambda db: families.keep_about(db, meeting_id, person, attributes)))


async def arrive(meeting: Meeting, device: str, address: str | None = None) -> tuple[Person, ...]:
    """The participants on a device, the first made now if need be; noted as attending.

    Raises:
        ShutOut: the device may not come in any more.
        StoreAway: the database does not answer.
    """
    arrival = arrival_of(meeting, device, address)
    persons = await look(lambda db: known(db, arrival))
    if persons:
        return persons
    found: tuple[Person, ...] = await the_writer().put_to(arrive_all, arrival)
    return found
