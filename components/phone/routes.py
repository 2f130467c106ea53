"""The phone protocol over HTTP. See docs/protocol.md."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from html import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from components.activities.base import Json
from components.live.about import parse_about
from components.live.arrivals import ShutOut
from components.live.families import UNKNOWN
from components.live.house import the_hub
from components.live.mine import Person, mine
from components.live.origins import origin_of
from components.live.room import read
from components.live.screens import dumps
from components.live.state import phone_state
from components.live.store import look
from components.phone import files, health, limits
from components.phone.another import bring, link
from components.phone.consent import consent
from components.phone.door import MOST_BYTES, arrive, enquire, find_meeting, keep_about, parse_json, take, too_fast
from components.phone.erase import erase
from components.phone.guesses import SECONDS_EACH, TooManyGuesses
from components.phone.identity import (
    address_of,
    base_path,
    device_of,
    give_cookie,
    is_from_here,
    language_of,
    new_device,
    remember_for_today,
)
from components.phone.keepsakes import next_meeting, takeaway
from components.phone.member import by_cookie, by_link
from components.phone.one_time import SHUT, come_in
from components.phone.pages import PRIVATE, fill, html, kind_page, takes_gzip
from components.phone.sockets import live, pulse
from components.takeaway import calendar
from components.text import say
from db.engine import Store, StoreAway
from db.ids import clean_join_code
from db.meetings import Meeting

_STATUS = {"saved": 200, "refused": 422, "waiting": 503}
_TOO_FAST = {"reason": "too fast"}
_AGAIN_AFTER = 3
"""Seconds after which a browser asks again while the database does not answer."""


def routes() -> Sequence[BaseRoute]:
    """All routes of the phone lane, below `/j`, and those for whoever runs it."""
    return [
        *health.routes,
        Route("/j/ping", ping),
        Route("/j/assets/{version}/{name:path}", asset),
        Route("/j", enter),
        Route("/j/{code}", when_away(page, _page_when_away)),
        Route("/j/{code}/state", when_away(state, _nothing_when_away)),
        Route("/j/{code}/takeaway", when_away(takeaway, _page_when_away)),
        Route("/j/{code}/me", when_away(by_cookie, _page_when_away), methods=["GET", "POST"]),
        Route("/m/{token}", when_away(by_link, _page_when_away), methods=["GET", "POST"]),
        Route(f"/j/{{code}}/{calendar.NAME}", when_away(next_meeting, _page_when_away)),
        Route("/j/{code}/answers", when_away(post_answer, _nothing_when_away), methods=["POST"]),
        Route("/j/{code}/about", when_away(post_about, _nothing_when_away), methods=["POST"]),
        Route("/j/{code}/link", when_away(link, _nothing_when_away), methods=["POST"]),
        Route("/j/{code}/bring", when_away(bring, _page_when_away), methods=["GET", "POST"]),
        Route("/j/{code}/one-time", when_away(come_in, _page_when_away), methods=["GET", "POST"]),
        Route("/j/{code}/erase", when_away(erase, _nothing_when_away), methods=["POST"]),
        Route("/j/{code}/consent", when_away(consent, _nothing_when_away), methods=["POST"]),
        Route("/j/{code}/today", when_away(post_today, _nothing_when_away), methods=["POST"]),
        WebSocketRoute("/j/{code}/live", live),
        WebSocketRoute("/j/{code}/pulse", pulse),
    ]


Endpoint = Callable[[Request], Awaitable[Response]]


def when_away(endpoint: Endpoint, instead: Callable[[Request], Response]) -> Endpoint:
    """An endpoint that has another answer while the database does not answer, and where too many codes were guessed."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except StoreAway:
            response = instead(request)
            response.headers["Retry-After"] = str(_AGAIN_AFTER)
        except TooManyGuesses:
            is_page = instead is _page_when_away
            response = kind_page(request, "guesses", 429) if is_page else JSONResponse(_TOO_FAST, 429, PRIVATE)
            response.headers["Retry-After"] = str(int(SECONDS_EACH))
        return response

    return answer


def _page_when_away(request: Request) -> Response:
    response = kind_page(request, "away", 503, request.path_params.get("code", ""))
    response.headers["Refresh"] = str(_AGAIN_AFTER)
    return response


def _nothing_when_away(request: Request) -> Response:
    return JSONResponse({"reason": "away"}, 503, PRIVATE)


async def ping(request: Request) -> Response:
    """Whether a host lets the phone lane through."""
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


async def asset(request: Request) -> Response:
    """A file of the phone page, or plotly.js for the wall; kept for good under its version."""
    name = request.path_params["name"]
    file = files.small_files().get(name)
    if name == files.PLOTLY:
        file = await asyncio.to_thread(files.plotly_file)
    if file is None:
        return Response(status_code=404)
    is_current = request.path_params["version"] == files.version()
    headers = {  # private: no cache on the way keeps a packed file for somebody who could not open it
        "Content-Type": file.type,
        "Cache-Control": "private,max-age=31536000,immutable" if is_current else "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    zipped = takes_gzip(request)
    headers |= {"Content-Encoding": "gzip"} if zipped else {}
    return Response(file.zipped if zipped else file.body, headers=headers)


async def enter(request: Request) -> Response:
    """The page where people type a code; with one given, on to its meeting."""
    typed = request.query_params.get("code", "")
    code = clean_join_code(typed)
    if code:
        return Response(status_code=303, headers={"Location": f"{base_path(request)}/j/{code}"})
    return kind_page(request, "unknown_code" if typed else "type_code", 404 if typed else 200, typed)


async def page(request: Request) -> Response:
    """A meeting's page for a phone, which from now on is known by its cookie."""
    typed = request.path_params["code"]
    device = device_of(request)
    meeting, problem = await look(lambda db: enquire(db, typed, device, address_of(request)))
    if meeting is None or problem:
        return kind_page(request, problem or "unknown_code", 403 if problem in SHUT else 404, typed)
    body = fill(
        files.page("page.html"),
        version=files.version(),
        code=meeting.join_code,
        language=language_of(request),
        title=escape(say(meeting.title, language_of(request))),
    )
    response = html(request, body)
    if not device:
        give_cookie(response, request, new_device())
    return response


async def state(request: Request) -> Response:
    """The state and one's own answers, for phones whose network breaks WebSockets.

    Who shows no cookie gets one and is nobody yet: any page elsewhere can make a browser ask for an address.
    """
    device = device_of(request)
    address = address_of(request)
    meeting, problem = await look(lambda db: enquire(db, request.path_params["code"], device, address))
    if meeting is None or problem:
        return JSONResponse({"reason": "door" if problem in SHUT else "unknown"}, 404, PRIVATE)
    persons: tuple[Person, ...] = ()
    if device:
        try:
            persons = await arrive(meeting, device, address)
        except ShutOut:
            return JSONResponse({"reason": "door"}, 404, PRIVATE)
        the_hub().saw(meeting.id, persons[0][0])

    def tell(db: Store) -> Json:
        room = read(db, meeting.id)
        own, side = mine(room, persons), room.side_of(persons[0][0]) if persons else UNKNOWN
        told = phone_state(room, the_hub().present(meeting.id), side)
        has_own = own and (room.round or room.meeting.phase == "ended")
        return {"state": told, "mine": own[0] if has_own and own[0]["type"] == "mine" else None, "own": own}

    response = Response(dumps(await look(tell)), media_type="application/json", headers=PRIVATE)
    if not device:
        give_cookie(response, request, new_device())
    return response


async def post_answer(request: Request) -> Response:
    """The same answer message over plain HTTP."""
    if not is_from_here(request):
        return Response(status_code=403)
    device = device_of(request)
    meeting = await look(lambda db: find_meeting(db, request.path_params["code"], address_of(request), device))
    if meeting is None:
        return JSONResponse({"reason": "unknown"}, 404, PRIVATE)
    body = await _body(request)
    if body is None:
        return JSONResponse({"reason": "invalid"}, 413, PRIVATE)
    new = None if device else new_device()
    message = parse_json(body)
    if device and limits.flow.take(device) is not limits.Verdict.FINE:
        reply = too_fast(message)
    else:
        origin = origin_of(address_of(request), meeting.id)
        reply = (await take(meeting.id, device or new or "", message, origin)).reply
    status = _STATUS[reply["type"]]
    response = Response(dumps(reply), status, PRIVATE, "application/json")
    if new:
        give_cookie(response, request, new)
    return response


async def post_about(request: Request) -> Response:
    """What somebody says about themselves, where a network breaks WebSockets; from devices that are here already."""
    meeting = await _from_a_phone_here(request)
    attributes = parse_about(parse_json(await _body(request) or ""))
    if meeting is None or attributes is None:
        return JSONResponse({"reason": "invalid"}, 422, PRIVATE)
    device = device_of(request) or ""
    if not the_hub().may_send(device):
        return JSONResponse({"reason": "too fast"}, 429, PRIVATE)
    try:
        persons = await arrive(meeting, device, address_of(request))
    except ShutOut:
        return JSONResponse({"reason": "door"}, 409, PRIVATE)
    await keep_about(meeting.id, persons[0][0], attributes)
    return Response(status_code=204, headers=PRIVATE)


async def post_today(request: Request) -> Response:
    """`{"today": true}`: be remembered for this meeting only; false: as before."""
    meeting = await _from_a_phone_here(request)
    wish = parse_json(await _body(request) or "")
    if meeting is None or not isinstance(wish, dict) or not isinstance(wish.get("today"), bool):
        return JSONResponse({"reason": "invalid"}, 422, PRIVATE)
    if meeting.one_time_since:  # another device would be one that is not in
        return JSONResponse({"reason": "door"}, 409, PRIVATE)
    response = Response(status_code=204, headers=PRIVATE)
    remember_for_today(response, request, meeting.join_code, wish["today"])
    return response


async def _from_a_phone_here(request: Request) -> Meeting | None:
    """The meeting of a request that comes from our own page, on a device that may be in it."""
    if not is_from_here(request) or device_of(request) is None:
        return None
    meeting, problem = await look(lambda db: _enquire(db, request))
    return None if problem else meeting


def _enquire(db: Store, request: Request) -> tuple[Meeting | None, str | None]:
    return enquire(db, request.path_params["code"], device_of(request), address_of(request))


async def _body(request: Request) -> str | None:
    """The body as text, None once it is too big."""
    taken = b""
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > MOST_BYTES:
            return None
    return taken.decode("utf-8", "replace")
