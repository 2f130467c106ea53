"""Erase what I have said here: from the phone that said it, at any time."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.live.erasing import WHATS, NothingToErase, erase_from
from components.live.house import the_hub
from components.live.store import look, the_writer
from components.live.sweeping import sweep_soon
from components.phone.door import find_meeting, parse_json
from components.phone.identity import device_of, is_from_here
from components.phone.pages import PRIVATE

_MOST_BYTES = 1024


async def erase(request: Request) -> Response:
    """`{"what": "meeting"}` or `{"what": "community"}`, from our own page on a device that is known there."""
    device = device_of(request)
    if not is_from_here(request):
        return Response(status_code=403, headers=PRIVATE)
    meeting = await look(lambda db: find_meeting(db, request.path_params["code"]))
    if meeting is None or device is None:
        return JSONResponse({"reason": "unknown" if meeting is None else "nothing"}, 404, PRIVATE)
    wish = parse_json(await _body(request))
    what = wish.get("what") if isinstance(wish, dict) and set(wish) == {"what"} else None
    if what not in WHATS:
        return JSONResponse({"reason": "invalid"}, 422, PRIVATE)
    if not the_hub().may_send(device):
        return JSONResponse({"reason": "too fast"}, 429, PRIVATE)
    try:
        gone = await asyncio.wrap_future(the_writer().put(lambda db: erase_from(db, meeting.id, device, what)))
    except NothingToErase:
        return JSONResponse({"reason": "nothing"}, 404, PRIVATE)
    sweep_soon()
    return JSONResponse({"answers": gone}, 200, PRIVATE)


async def _body(request: Request) -> str:
    """The body as text; "" for one that is too long."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return ""
    return body.decode("utf-8", "replace")
