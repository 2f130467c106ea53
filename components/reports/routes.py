"""`GET /r/{token}`: a shared report, made anew each time, so that what was corrected or withdrawn is so there too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from components.live.store import look
from components.text import best_language, t
from db.engine import Store, StoreAway

_LONGEST = 64
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
    "body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;font:1.125rem/1.5 system-ui,sans-serif;"
    "color:#1F2933;background:#FBFAF7}main{max-width:32rem}h1{font-size:1.75rem;line-height:1.2}"
    "@media(prefers-color-scheme:dark){body{color:#F2F4F3;background:#12181B}}"
)


def routes() -> Sequence[BaseRoute]:
    """The one route of shared reports."""
    return [Route("/r/{token}", shared_report)]


async def shared_report(request: Request) -> Response:
    """The page; the same answer for a link that never was, is over, was revoked, or has nothing to show any more."""
    token = request.path_params["token"]
    try:
        found = await look(lambda db: _page(db, token)) if len(token) <= _LONGEST else None
    except StoreAway:
        response = _note(request, "away", 503)
        response.headers["Retry-After"] = "3"
        return response
    if found is None:
        return _note(request, "gone", 404)
    html, policy = found
    headers = _HEADERS | {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return Response(html, 200, headers, "text/html; charset=utf-8")


def _page(db: Store, token: str) -> tuple[str, str] | None:
    # Imported when first needed: a phone that waits for its page does not wait for reports.
    from components.reports.assembly import report_of
    from components.reports.links import order_of
    from components.reports.page import page, policy
    from components.reports.report import NotAgreed, NothingToReport

    order = order_of(db, token)
    if order is None:
        return None
    try:
        report = report_of(db, order)
    except (NotAgreed, NothingToReport):
        return None
    return page(report), policy(report)


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
