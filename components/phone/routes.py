"""The phone protocol over HTTP. See docs/protocol.md."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from components.live.house import the_hub
from components.live.hub import dumps
from components.live.mine import mine
from components.live.room import phone_state, read
from components.live.store import open_store
from components.phone import files
from components.phone.door import MOST_BYTES, arrive, find_meeting, parse_json, problem_of, take
from components.phone.identity import (
    COOKIE,
    base_path,
    give_cookie,
    is_from_here,
    known_device,
    language_of,
    new_device,
)
from components.phone.sockets import live, pulse
from components.text import say, t
from db import participants
from db.ids import clean_join_code, show_join_code

_BLANK = re.compile(r"\{\{(\w+)\}\}")
_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def routes() -> Sequence[BaseRoute]:
    """All routes of the phone lane, below `/j`."""
    return [
        Route("/j/ping", ping),
        Route("/j/assets/{version}/{name:path}", asset),
        Route("/j", enter),
        Route("/j/{code}", page),
        Route("/j/{code}/state", state),
        Route("/j/{code}/answers", post_answer, methods=["POST"]),
        WebSocketRoute("/j/{code}/live", live),
        WebSocketRoute("/j/{code}/pulse", pulse),
    ]


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
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if is_current else "no-cache",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    zipped = _takes_gzip(request)
    headers |= {"Content-Encoding": "gzip"} if zipped else {}
    return Response(file.zipped if zipped else file.body, headers=headers, media_type=file.type)


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _html(request: Request, text: str, status: int = 200) -> Response:
    """A page with its headers, compressed where the browser takes it."""
    zipped = _takes_gzip(request)
    headers = _PRIVATE | _SECURITY | ({"Content-Encoding": "gzip"} if zipped else {})
    body = gzip.compress(text.encode(), 9, mtime=0) if zipped else text.encode()
    return Response(body, status, headers, "text/html; charset=utf-8")


async def enter(request: Request) -> Response:
    """The page where people type a code; with one given, on to its meeting."""
    typed = request.query_params.get("code", "")
    code = clean_join_code(typed)
    if code:
        return Response(status_code=303, headers={"Location": f"{base_path(request)}/j/{code}"})
    return _kind_page(request, "unknown_code" if typed else "type_code", 404 if typed else 200, typed)


async def page(request: Request) -> Response:
    """A meeting's page for a phone, which from now on is known by its cookie."""
    typed = request.path_params["code"]
    with open_store() as db:
        meeting = find_meeting(db, typed)
        device = known_device(request.cookies.get(COOKIE))
        problem = problem_of(db, meeting, device)
    if meeting is None or problem:
        return _kind_page(request, problem or "unknown_code", 404, typed)
    body = _fill(
        files.page("page.html"),
        version=files.version(),
        code=meeting.join_code,
        language=language_of(request),
        title=escape(say(meeting.title, language_of(request))),
    )
    response = _html(request, body)
    if not device:
        give_cookie(response, request, new_device())
    return response


def _kind_page(request: Request, reason: str, status: int, typed: str = "") -> Response:
    language = language_of(request)
    texts = {
        name: escape(t(language, f"phone.kind_{name}"))
        for name in ("label", "button", "hint", f"{reason}_title", reason)
    }
    code = clean_join_code(typed)
    body = _fill(
        files.page("kind_page.html"),
        version=files.version(),
        language=language,
        title=texts[f"{reason}_title"],
        reason=texts[reason],
        label=texts["label"],
        button=texts["button"],
        hint=texts["hint"],
        typed=escape(show_join_code(code) if code else typed[:12], quote=True),
        action=f"{base_path(request)}/j",
    )
    return _html(request, body, status)


def _fill(template: str, **values: str) -> str:
    return _BLANK.sub(lambda blank: values[blank[1]], template)


async def state(request: Request) -> Response:
    """The state and one's own answers, for phones whose network breaks WebSockets.

    Who shows no cookie gets one and is nobody yet: any page elsewhere can make a browser ask for an address.
    """
    device = known_device(request.cookies.get(COOKIE))
    with open_store() as db:
        meeting = find_meeting(db, request.path_params["code"])
        if meeting is None or problem_of(db, meeting, device):
            return JSONResponse({"reason": "unknown"}, 404, _PRIVATE)
        persons = tuple(participants.seats_of_device(db, meeting.community_id, device)) if device else ()
        room = read(db, meeting.id)
        own = mine(room, persons)
    if device:
        persons = persons or await arrive(meeting, device)
        the_hub().saw(meeting.id, persons[0][0])
    with open_store() as db:
        body = {
            "state": phone_state(read(db, meeting.id), the_hub().present(meeting.id)),
            "mine": own[0] if own else None,
        }
    response = Response(dumps(body), media_type="application/json", headers=_PRIVATE)
    if not device:
        give_cookie(response, request, new_device())
    return response


async def post_answer(request: Request) -> Response:
    """The same answer message over plain HTTP."""
    if not is_from_here(request):
        return Response(status_code=403)
    device = known_device(request.cookies.get(COOKIE))
    with open_store() as db:
        meeting = find_meeting(db, request.path_params["code"])
    if meeting is None:
        return JSONResponse({"reason": "unknown"}, 404, _PRIVATE)
    body = await _body(request)
    if body is None:
        return JSONResponse({"reason": "invalid"}, 413, _PRIVATE)
    new = None if device else new_device()
    reply = (await take(meeting.id, device or new or "", parse_json(body))).reply
    status = 200 if reply["type"] == "saved" else 422
    response = Response(dumps(reply), status, _PRIVATE, "application/json")
    if new:
        give_cookie(response, request, new)
    return response


async def _body(request: Request) -> str | None:
    """The body as text, None once it is too big."""
    taken = b""
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > MOST_BYTES:
            return None
    return taken.decode("utf-8", "replace")
