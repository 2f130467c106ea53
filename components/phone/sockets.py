"""The WebSockets of the phone lane: a phone's one connection, and the pulse that wakes walls and controls."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from components.activities.base import Json
from components.live.about import parse_about
from components.live.arrivals import ShutOut
from components.live.house import the_hub
from components.live.hub import pulse_message
from components.live.mine import Person, mine
from components.live.room import read
from components.live.screens import Screen, dumps
from components.live.state import phone_state
from components.live.store import look
from components.phone import limits
from components.phone.door import MOST_BYTES, arrive, enquire, keep_about, parse_json, take, too_fast
from components.phone.guesses import TooManyGuesses
from components.phone.identity import address_of, device_of, give_cookie, is_from_here, new_device
from components.phone.limits import TAKES_WITHIN, TOO_FAST, TRY_AGAIN_LATER, Lines, Verdict
from db import facts
from db.engine import Store, StoreAway
from db.meetings import Meeting

_TOO_BIG = 1009
_REFUSED_BY_POLICY = 1008
_UNKNOWN_MEETING = 4404
_MOST_WAITING = 500
"""A phone that keeps sending and takes none of its replies is let go after so many."""


async def live(socket: WebSocket) -> None:
    """The phone's one connection."""
    device = device_of(socket)
    with suppress(WebSocketDisconnect), limits.phones.counted():  # it may be gone before it can be told anything
        if device and not limits.flow.connect(device):
            await _turn_away(socket, TOO_FAST)
            return
        meeting = await _admit(socket, device, limits.phones, with_cookie=True)
        if meeting is not None:
            await _arrive(socket, meeting, device or socket.scope["state"]["new_device"])


async def _arrive(socket: WebSocket, meeting: Meeting, device: str) -> None:
    try:
        persons = await arrive(meeting, device, address_of(socket))
    except ShutOut:
        await socket.close(_UNKNOWN_MEETING)
        return
    except StoreAway:
        await socket.close(TRY_AGAIN_LATER)
        return
    connected = the_hub().stays(meeting.id, persons[0][0])
    try:
        await _be_a_phone(socket, meeting, device, persons)
    finally:
        the_hub().goes(meeting.id, persons[0][0], connected)


async def _be_a_phone(socket: WebSocket, meeting: Meeting, device: str, persons: tuple[Person, ...]) -> None:
    """Tell a phone how things stand, then all that changes, and hear it."""
    hub = the_hub()

    def stands(db: Store) -> tuple[Json, list[Json]]:
        room = read(db, meeting.id)
        return phone_state(room, hub.present(meeting.id), room.side_of(persons[0][0])), mine(room, persons)

    try:
        state, own = await look(stands)
    except StoreAway:
        await socket.close(TRY_AGAIN_LATER)
        return
    screen = Screen(persons, socket.scope["state"]["replaced"])
    screen.show(dumps(state))
    screen.tell_all(own)
    hub.enter(meeting.id, screen, is_phone=True)
    try:
        with limits.phones.of(device, screen):
            await _talk(socket, screen, lambda text: _hear(socket, meeting, device, screen, text))
    finally:
        hub.leave(meeting.id, screen)


async def _hear(socket: WebSocket, meeting: Meeting, device: str, screen: Screen, text: str) -> None:
    """Answer one message from a phone; what is not understood is refused and harms nothing."""
    verdict = limits.flow.take(device)
    if verdict is Verdict.FLOOD:
        screen.let_go(TOO_FAST)
        return
    message = parse_json(text)
    if verdict is Verdict.TOO_FAST:
        screen.tell(dumps(too_fast(message)))
        return
    if isinstance(message, dict) and message.get("type") == "about":
        attributes = parse_about(message)
        if attributes is not None and the_hub().may_send(device):
            person = screen.persons[0][0]
            with suppress(StoreAway):  # nothing is lost that the phone does not say again
                await keep_about(meeting.id, person, attributes)
            return
    if not isinstance(message, dict) or message.get("type") != "answer":
        message = {"id": message.get("id") if isinstance(message, dict) else None, "type": "?"}
    taken = await take(meeting.id, device, message)
    with suppress(RuntimeError):  # it was let go while its answer was being saved
        await socket.send_text(dumps(taken.reply))
    if taken.answer:
        screen.saved(taken.person, taken.answer)


async def pulse(socket: WebSocket) -> None:
    """For the walls and controls in a browser tab: the revision, whenever it changes."""
    with suppress(WebSocketDisconnect), limits.walls.counted():
        meeting = await _admit(socket, None, limits.walls, is_wall=True)
        if meeting is not None:
            await _be_a_wall(socket, meeting)


async def _be_a_wall(socket: WebSocket, meeting: Meeting) -> None:
    screen, hub = Screen(), the_hub()
    done, present = meeting.control_revision, hub.present(meeting.id)
    screen.show(dumps(pulse_message(meeting.revision, done, present, hub.trouble)))
    hub.enter(meeting.id, screen, is_phone=False)

    async def ignore(text: str) -> None:
        return

    try:
        await _talk(socket, screen, ignore)
    finally:
        hub.leave(meeting.id, screen)


async def _admit(
    socket: WebSocket, device: str | None, lines: Lines, *, with_cookie: bool = False, is_wall: bool = False
) -> Meeting | None:
    """Accept a connection to a meeting, or close it with a code that says why not."""
    if not is_from_here(socket):
        await socket.close(_REFUSED_BY_POLICY)
        return None
    if lines.are_full:
        await _turn_away(socket, TRY_AGAIN_LATER)
        return None
    try:
        code, address = socket.path_params["code"], address_of(socket)
        replaced, (meeting, problem) = await look(
            lambda db: (facts.get(db, facts.REPLACED), enquire(db, code, device, address))
        )
    except (StoreAway, TooManyGuesses):
        await _turn_away(socket, TRY_AGAIN_LATER)
        return None
    if meeting is None or (problem and not is_wall):
        await _turn_away(socket, _UNKNOWN_MEETING)
        return None
    headers: list[tuple[bytes, bytes]] = []
    seen = socket.scope.setdefault("state", {})
    seen["replaced"] = replaced
    if with_cookie and not device:
        response, token = Response(), new_device()
        give_cookie(response, socket, token)
        seen["new_device"] = token
        headers = [(name, value) for name, value in response.raw_headers if name == b"set-cookie"]
    await socket.accept(headers=headers)
    return meeting


async def _turn_away(socket: WebSocket, code: int) -> None:
    """Only a connection that was accepted can be told a code."""
    await socket.accept()
    await socket.close(code)


async def _talk(socket: WebSocket, screen: Screen, hear: Callable[[str], Awaitable[None]]) -> None:
    """Send what the screen is to show while listening, until either side is gone."""
    sending = asyncio.create_task(_send(socket, screen))
    hearing = asyncio.create_task(_listen(socket, screen, hear))
    try:
        while not (await asyncio.wait((sending, hearing), timeout=TAKES_WITHIN, return_when="FIRST_COMPLETED"))[0]:
            if screen.is_stuck(TAKES_WITHIN):
                return
        await (hearing if screen.closing is None else sending)
    finally:
        sending.cancel()
        hearing.cancel()


async def _listen(socket: WebSocket, screen: Screen, hear: Callable[[str], Awaitable[None]]) -> None:
    """Hear what comes until the other side is gone or is to be let go."""
    while True:
        received = await socket.receive()
        if received["type"] == "websocket.disconnect":
            return
        text = received.get("text") or ""
        if received.get("bytes") or len(text.encode()) > MOST_BYTES:
            screen.let_go(_TOO_BIG)
            return
        await hear(text)
        if screen.waiting > _MOST_WAITING:
            screen.let_go(_REFUSED_BY_POLICY)
            return


async def _send(socket: WebSocket, screen: Screen) -> None:
    """Send until the other side is gone, or is let go; nobody else closes a connection."""
    try:
        while (text := await screen.next()) is not None:
            await socket.send_text(text)
        async with asyncio.timeout(TAKES_WITHIN):
            await socket.close(screen.closing or _REFUSED_BY_POLICY)
    except TimeoutError:
        screen.let_go(_REFUSED_BY_POLICY)
    except (WebSocketDisconnect, RuntimeError):
        return
