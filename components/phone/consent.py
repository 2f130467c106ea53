"""Whether words may go into the library: said by the phone they were written on, at any time, after the end too."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.library.consent import NobodyAsked, Said, parse_said, take
from components.live.house import the_hub
from components.live.store import look, the_writer
from components.phone.door import find_meeting, parse_json
from components.phone.identity import address_of, device_of, is_from_here
from components.phone.pages import PRIVATE
from db import participants
from db.engine import Store

_MOST_BYTES = 4096


async def consent(request: Request) -> Response:
    """`{"type": "consent", "ask", "yes", "credit"}`, from our own page on the device that is asked."""
    device = device_of(request)
    if not is_from_here(request):
        return Response(status_code=403, headers=PRIVATE)
    meeting = await look(lambda db: find_meeting(db, request.path_params["code"], address_of(request), device))
    if meeting is None or device is None:
        return JSONResponse({"reason": "unknown"}, 404, PRIVATE)
    said = parse_said(parse_json(await _body(request)))
    if said is None:
        return JSONResponse({"reason": "invalid"}, 422, PRIVATE)
    if not the_hub().may_send(device):
        return JSONResponse({"reason": "too fast"}, 429, PRIVATE)
    try:
        await asyncio.wrap_future(the_writer().put(lambda db: say(db, meeting.community_id, device, said)))
    except NobodyAsked:
        return JSONResponse({"reason": "nothing"}, 404, PRIVATE)
    return Response(status_code=204, headers=PRIVATE)


def say(db: Store, community_id: str, device: str, said: Said) -> None:
    """Take what a device said. Raises `NobodyAsked`."""
    take(db, community_id, [person for person, _ in participants.seats_of_device(db, community_id, device)], said)


async def _body(request: Request) -> str:
    """The body as text; "" for one that is too long."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return ""
    return body.decode("utf-8", "replace")
