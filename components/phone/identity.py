"""Who asks: the device behind a request, its language, and whether its page is ours."""

from __future__ import annotations

import re
import secrets
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from components.live.origins import address_of as _address
from components.settings import settings
from components.text import LANGUAGES, best_language

COOKIE = "attune_device"
TODAY = "attune_today"
"""The device of somebody who wants to be remembered for one meeting only; its cookie goes to that meeting alone."""
_COOKIE_AGE = 34_560_000
_TODAY_AGE = 3 * 86_400
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")


def known_device(token: object) -> str | None:
    """A device token as it came from a cookie or a browser's storage, or None if it is not of that form."""
    return token if isinstance(token, str) and _TOKEN.fullmatch(token) else None


def device_of(connection: HTTPConnection) -> str | None:
    """The device behind a request: the one for today where there is one, else the one that is remembered."""
    return known_device(connection.cookies.get(TODAY)) or known_device(connection.cookies.get(COOKIE))


def new_device() -> str:
    """A new device token: 128 random bits."""
    return secrets.token_urlsafe(16)


def give_cookie(response: Response, connection: HTTPConnection, device: str) -> None:
    """Let a device be known again by this cookie."""
    response.set_cookie(
        COOKIE, device, max_age=_COOKIE_AGE, path="/", httponly=True, samesite="lax", secure=_is_secure(connection)
    )


def remember_for_today(response: Response, connection: HTTPConnection, code: str, is_wanted: bool) -> None:
    """Be another device in this meeting alone, for three days at most; or the remembered one again."""
    place = f"{base_path(connection)}/j/{code}"
    if is_wanted:
        response.set_cookie(
            TODAY, new_device(), max_age=_TODAY_AGE, path=place, httponly=True, samesite="lax",
            secure=_is_secure(connection),
        )  # fmt: skip
    else:
        response.delete_cookie(TODAY, path=place, httponly=True, samesite="lax", secure=_is_secure(connection))


def _is_secure(connection: HTTPConnection) -> bool:
    forwarded = connection.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return forwarded == "https" or connection.url.scheme in ("https", "wss")


def address_of(connection: HTTPConnection) -> str | None:
    """The address a request comes from, as far as it is known."""
    peer = connection.client.host if connection.client else None
    return _address(peer, connection.headers.get("x-forwarded-for", ""))


def base_path(connection: HTTPConnection) -> str:
    """What stands before `/j` where the app is mounted below a path."""
    return str(connection.scope.get("root_path", "")).rstrip("/")


def language_of(connection: HTTPConnection) -> str:
    """The language asked for by `?lang=`, else the one the browser prefers."""
    wanted = connection.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else best_language(connection.headers.get("accept-language", ""))


def is_from_here(connection: HTTPConnection) -> bool:
    """Whether a browser's page is ours: its Origin is the host it asked. A client that is no browser sends none."""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    host = urlsplit(origin).netloc.lower()
    public = urlsplit(settings().public_url or "").netloc.lower()
    return bool(host) and host in (connection.headers.get("host", "").lower(), public)
