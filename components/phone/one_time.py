"""A one-time link lets one phone into a meeting that has been closed to all others."""

from __future__ import annotations

import asyncio
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from components.live.arrivals import Arrival, ShutOut, arrive_all, door_of
from components.live.store import look, the_writer
from components.phone import files
from components.phone.another import sent_link
from components.phone.door import arrival_of, find_meeting, problem_of
from components.phone.identity import (
    address_of,
    base_path,
    device_of,
    give_cookie,
    is_from_here,
    language_of,
    new_device,
)
from components.phone.pages import PRIVATE, fill, html, kind_page
from components.text import t
from db.engine import Store
from db.meetings import Meeting

SHUT = ("one_time", "too_many_here")
"""Why a meeting that goes on is shut to a phone."""


async def come_in(request: Request) -> Response:
    """GET asks whether this phone shall come in, which uses nothing up: a look at where a link leads is no visit.

    POST uses the link up and goes on to the meeting. A phone that is in already, and every phone while everybody may
    come in, goes on at once and keeps the link.
    """
    typed, device = request.path_params["code"], device_of(request) or ""
    code = request.query_params.get("link", "")
    if request.method == "POST":
        if not is_from_here(request):
            return Response(status_code=403, headers=PRIVATE)
        code = await sent_link(request)

    def ask(db: Store) -> tuple[Meeting | None, str | None]:
        meeting = find_meeting(db, typed)
        problem = problem_of(db, meeting, device)
        if meeting is None or problem:
            return meeting, problem or "unknown_code"
        if door_of(db, arrival_of(meeting, device, None)) is None:
            return meeting, None
        is_good = door_of(db, arrival_of(meeting, device, None, code)) is None
        return meeting, "ask" if is_good else "link_used"

    meeting, problem = await look(ask)
    if meeting is None or problem not in (None, "ask"):
        return kind_page(request, problem or "unknown_code", 410 if problem == "link_used" else 404, typed)
    if problem is None:
        return _to(request, meeting)
    return await _let_in(request, meeting, code) if request.method == "POST" else _asking(request, code)


async def _let_in(request: Request, meeting: Meeting, code: str) -> Response:
    device = device_of(request) or new_device()
    try:
        await _written(arrival_of(meeting, device, address_of(request), code))
    except ShutOut:  # somebody else was quicker with the same link
        return kind_page(request, "link_used", 410, meeting.join_code)
    response = _to(request, meeting)
    if not device_of(request):
        give_cookie(response, request, device)
    return response


async def _written(arrival: Arrival) -> None:
    await asyncio.wrap_future(the_writer().put_to(arrive_all, arrival))


def _to(request: Request, meeting: Meeting) -> Response:
    headers = PRIVATE | {"Location": f"{base_path(request)}/j/{meeting.join_code}", "Referrer-Policy": "no-referrer"}
    return Response(status_code=303, headers=headers)


def _asking(request: Request, code: str) -> Response:
    language = language_of(request)
    says = {name: escape(t(language, f"phone.kind_one_link_{name}")) for name in ("title", "text", "button", "leave")}
    body = fill(
        files.page("bring_page.html"), version=files.version(), language=language, token=escape(code, quote=True),
        kept=escape(t(language, "phone.kind_one_link_once")), home=f"{base_path(request)}/j", **says,
    )  # fmt: skip
    response = html(request, body)
    response.headers["Referrer-Policy"] = "same-origin"  # see `another`: without, its form says nobody's Origin
    return response
