"""How this process is, for whoever runs it: `/healthz`, `/readyz` and, for whoever has the token, `/metrics`.

What is told holds no address, no name and no code of a meeting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.live import figures
from components.live.connections import room_left
from components.live.house import the_hub
from components.live.store import look, the_writer
from components.settings import settings
from db.engine import Store, StoreUnusable
from db.migrations import pending

_PATIENCE = 5.0
"""Seconds after which a database that does not answer counts as unreachable."""
_FRESH = {"Cache-Control": "no-store"}


async def healthz(request: Request) -> JSONResponse:
    """Whether this process works: its database can be reached and its writer writes. 503 with the reason when not."""
    reason = await _trouble(lambda db: db.one("SELECT 1 AS found"))
    return _told(reason, {"status": "ok", "database": "reachable", "writer": "alive"})


async def readyz(request: Request) -> JSONResponse:
    """Whether more phones may be sent to this process: it works, its tables are up to date, and there is room.

    `differing` names settings that another running process has otherwise, which they must share.
    """
    reason = await _trouble(_not_migrated)
    phones, walls = the_hub().connected()
    left = room_left(phones + walls)
    if not reason and left is not None and left <= 0:
        reason = "no_room"
    return _told(reason, {"status": "ready", "phones": phones, "room": left, "differing": the_hub().differing})


async def metrics(request: Request) -> Response:
    """The figures of this process; nothing is here for who does not show the token."""
    token = settings().metrics_token
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token is None:
        return Response(status_code=404)
    if not compare_digest(shown.encode(), token.encode()):
        return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
    phones, walls = the_hub().connected()
    now = (
        ("attune_phones_connected", "Phones connected to this process.", phones),
        ("attune_walls_connected", "Walls and controls connected to this process.", walls),
        ("attune_writer_waiting", "Jobs that wait for this process's writer.", the_writer().waiting),
        ("attune_database_away", "Whether nothing can be saved just now.", the_writer().trouble is not None),
    )
    return PlainTextResponse(figures.told(now), headers=_FRESH, media_type=figures.TYPE)


async def _trouble(ask: Callable[[Store], object]) -> str | None:
    """Why this process does not work, as a word, or None; `ask` is tried on the database."""
    writer = the_writer()
    if not writer.is_alive:
        return "writer_stopped"
    if writer.is_stuck:
        return "writer_stuck"
    if writer.trouble:
        return writer.trouble.code
    try:
        await asyncio.wait_for(look(ask), _PATIENCE)
    except TimeoutError:
        return "database_slow"
    except StoreUnusable as error:
        return error.code
    return None


def _not_migrated(db: Store) -> None:
    """Raises `StoreUnusable` where the tables are not those of this version."""
    if pending(db):
        raise StoreUnusable("not_migrated", "")


def _told(reason: str | None, well: dict[str, object]) -> JSONResponse:
    body = {"status": "trouble", "reason": reason} if reason else well
    return JSONResponse({**body, "waiting": the_writer().waiting}, 503 if reason else 200, _FRESH)


routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
