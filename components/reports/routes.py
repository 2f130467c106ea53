"""`GET /r/{token}`: a shared report, made anew when anything has changed, so that corrections show there too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from components.live.store import look
from components.text import best_language, t
from db.engine import StoreAway

_LONGEST = 64
_NOTHING_LEFT = ("report_not_agreed", "report_nothing")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(),microphone=(),geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CLOSED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_STYLE = (
    "body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;"
    "font:1.125rem/1.5 system-ui,sans-serif;color:#1F2933;background:#FBFAF7}"
    "main{max-width:32rem}h1{font-size:1.75rem;line-height:1.2}"
    "@media(prefers-color-scheme:dark){body{color:#F2F4F3;background:#12181B}}"
)


def routes() -> Sequence[BaseRoute]:
    """The one route of shared reports."""
    return [Route("/r/{token}", shared_report)]


async def shared_report(request: Request) -> Response:
    """The page; the same answer for a link that never was, is over, was revoked, or has nothing to show any more."""
    # Imported when first needed: a phone that waits for its page does not wait for reports.
    from components.reports.making import NotMade
    from components.reports.page import policy
    from components.reports.shown import find, html_of

    token = request.path_params["token"]
    try:
        found = await look(lambda db: find(db, token)) if len(token) <= _LONGEST else None
        if found is None:
            return _note(request, "gone", 404)
        html = await html_of(*found)
    except (StoreAway, NotMade) as error:
        if error.code in _NOTHING_LEFT:
            return _note(request, "gone", 404)
        response = _note(request, "away", 503)
        response.headers["Retry-After"] = "3"
        return response
    order, _ = found
    headers = _HEADERS | {"Content-Security-Policy": f"{policy(order.audience)}; frame-ancestors 'none'"}
    return Response(html, 200, headers, "text/html; charset=utf-8")


def _note(request: Request, name: str, status: int) -> Response:
    """One sentence where there is no report."""
    language = best_language(request.headers.get("accept-language", ""))
    title, words = (escape(t(language, f"reports.{name}{part}")) for part in ("_title", ""))
    html = (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{_STYLE}</style><main><h1>{title}</h1><p>{words}</p></main></html>\n"
    )
    return Response(html, status, _HEADERS | {"Content-Security-Policy": _CLOSED}, "text/html; charset=utf-8")
