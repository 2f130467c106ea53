"""`GET /c/{token}`: a community's public page. `GET /communities`: the directory of those that wished to be in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from components.directory.learned import learned
from components.directory.page import DIRECTORY, POLICY, Shown, community_page, directory_page, document
from components.directory.search import LONGEST, find
from components.live.store import look
from components.takeaway import calendar
from components.takeaway.when import full_day, lines
from components.text import LANGUAGES, best_language, t
from db import communities, meetings, next_meetings, public_pages
from db.engine import Store, StoreAway
from db.meetings import Meeting
from db.next_meetings import NextMeeting
from db.public_pages import PublicPage

_LONGEST = 64
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(),microphone=(),geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_UNSEEN = {"X-Robots-Tag": "noindex, nofollow, noarchive"}


def routes() -> Sequence[BaseRoute]:
    """The routes that anybody may open, without an account."""
    return [
        Route("/c/{token}", public_page),
        Route("/c/{token}/next-meeting.ics", next_meeting),
        Route("/communities", directory),
    ]


async def public_page(request: Request) -> Response:
    """A community's page; the same answer for an address that never was and for one that was closed."""
    language, token = language_of(request), request.path_params["token"]
    try:
        shown = await look(lambda db: _shown(db, token, language)) if len(token) <= _LONGEST else None
    except StoreAway:
        return _note("away", language, 503)
    if shown is None:
        return _note("gone", language, 404)
    return _answer(community_page(shown, language), 200, is_found=shown.page.is_listed)


async def next_meeting(request: Request) -> Response:
    """The next meeting for a calendar, where a community's page tells of it."""
    language, token = language_of(request), request.path_params["token"]
    try:
        made = await look(lambda db: _calendar(db, token, language)) if len(token) <= _LONGEST else None
    except StoreAway:
        return _note("away", language, 503)
    if made is None:
        return _note("gone", language, 404)
    named = {"Content-Disposition": f'attachment; filename="{calendar.NAME}"'}
    return Response(made, 200, _HEADERS | _UNSEEN | named, calendar.MIME)


async def directory(request: Request) -> Response:
    """The directory, all of it or what a place or a topic was found in."""
    # Imported when first needed: a phone that waits for its page does not wait for what draws maps.
    from components.directory.listing import maps_of, read_listed

    language, query = language_of(request), request.query_params.get("q", "").strip()[:LONGEST]
    try:
        listed = await look(read_listed)
        found = find(listed, query)
        maps = await look(lambda db: maps_of(db, listed, found, query, language))
    except StoreAway:
        return _note("away", language, 503)
    return _answer(directory_page(found, query, maps, language, is_searched=bool(query)), 200, is_found=not query)


def language_of(request: Request) -> str:
    """The language in the address, else the first that the browser asks for."""
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else best_language(request.headers.get("accept-language", ""))


def _shown(db: Store, token: str, language: str) -> Shown | None:
    page = public_pages.by_token(db, token)
    community = communities.by_id(db, page.community_id) if page else None
    if page is None or community is None:
        return None
    last, agreed = _agreed(db, page)
    return Shown(
        page, community, lines(agreed, language) if last else _planned(db, page, language),
        learned(db, community, language), has_calendar=last is not None,
    )  # fmt: skip


def _calendar(db: Store, token: str, language: str) -> bytes | None:
    page = public_pages.by_token(db, token)
    community = communities.by_id(db, page.community_id) if page else None
    last, agreed = _agreed(db, page) if page else (None, None)
    if community is None or last is None or agreed is None:
        return None
    return calendar.calendar_file(last, community, agreed, language, datetime.now(UTC))


def _agreed(db: Store, page: PublicPage) -> tuple[Meeting | None, NextMeeting | None]:
    """The meeting at which a day to come was agreed, and what was agreed; nothing where the page does not tell."""
    last = meetings.latest(db, page.community_id) if page.shows_next else None
    agreed = next_meetings.of_meeting(db, last.id) if last else None
    return (last, agreed) if agreed and agreed.held_on >= _today() else (None, None)


def _planned(db: Store, page: PublicPage, language: str) -> list[str]:
    """The day of the next planned meeting, where none was agreed."""
    held = meetings.of_community(db, page.community_id) if page.shows_next else []
    planned = sorted(each.held_on for each in held if each.phase == "planned" and each.held_on >= _today())
    return [full_day(planned[0], language)] if planned else []


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _answer(html: str, status: int, *, is_found: bool) -> Response:
    headers = _HEADERS | ({} if is_found else _UNSEEN) | {"Content-Security-Policy": POLICY}
    return Response(html, status, headers, "text/html; charset=utf-8")


def _note(name: str, language: str, status: int) -> Response:
    """One sentence where there is no page."""
    title = t(language, f"directory.{name}_title")
    body = f'<h1>{escape(title)}</h1><p class="lead">{escape(t(language, f"directory.{name}"))}</p>'
    response = _answer(document(title, body, language, DIRECTORY, back=DIRECTORY), status, is_found=False)
    if status == 503:
        response.headers["Retry-After"] = "3"
    return response
