"""What every page of the phone lane has: its headers, and the page to type a code in."""

from __future__ import annotations

import gzip
import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from components.network import is_secure, own_hosts
from components.phone import files
from components.phone.identity import base_path, language_of
from components.text import t
from db.ids import clean_join_code, show_join_code

PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_BLANK = re.compile(r"\{\{(\w+)\}\}")
_POLICY = (
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;"
    "connect-src 'self'{sockets};base-uri 'none';form-action 'self';frame-ancestors 'self'"
)
_SECURITY = {
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(),microphone=(),geolocation=()",
}


def takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def html(request: Request, text: str, status: int = 200) -> Response:
    """A page with its headers, compressed where the browser takes it."""
    zipped = takes_gzip(request)
    policy = {"Content-Security-Policy": _POLICY.format(sockets=_sockets(request))}
    headers = PRIVATE | _SECURITY | policy | ({"Content-Encoding": "gzip"} if zipped else {})
    body = gzip.compress(text.encode(), 9, mtime=0) if zipped else text.encode()
    return Response(body, status, headers, "text/html; charset=utf-8")


def _sockets(request: Request) -> str:
    """Our own WebSockets by name: a Safari before 15.4 does not count them as 'self'."""
    scheme = "wss" if is_secure(request) else "ws"
    return "".join(f" {scheme}://{host}" for host in own_hosts(request))


def kind_page(request: Request, reason: str, status: int, typed: str = "") -> Response:
    """Why there is no meeting to see, as the name of a text, and the field to type another code in."""
    language = language_of(request)
    texts = {
        name: escape(t(language, f"phone.kind_{name}"))
        for name in ("label", "button", "hint", f"{reason}_title", reason)
    }
    code = clean_join_code(typed)
    body = fill(
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
    return html(request, body, status)


def fill(template: str, **values: str) -> str:
    """A page's template with its `{{blanks}}` filled in."""
    return _BLANK.sub(lambda blank: values[blank[1]], template)
