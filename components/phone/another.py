"""One person, another phone: a personal link that makes the phone that opens it the same device as the one it is from.

The link is good for a quarter of an hour. It is signed, and what it carries is sealed: nobody can read the device from
it, neither while it is good nor from where it was kept afterwards.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import secrets
import time
from html import escape
from urllib.parse import parse_qs, urlencode

import jwt
import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.live.house import the_hub
from components.live.secret import signing_key
from components.live.store import look
from components.phone import files
from components.phone.door import enquire
from components.phone.identity import (
    COOKIE,
    TODAY,
    base_path,
    device_of,
    give_cookie,
    is_from_here,
    known_device,
    language_of,
    remember_for_today,
)
from components.phone.pages import PRIVATE, fill, html, kind_page
from components.text import t
from db import participants
from db.ids import clean_join_code

MINUTES = 15
_FOR = "another phone"
_HIDDEN = PRIVATE | {"Referrer-Policy": "no-referrer"}
_MOST_BYTES = 4096


def seal(device: str) -> str:
    """A device as a signed text that is good for `MINUTES`; it cannot be read without this server's key."""
    once = secrets.token_urlsafe(12)
    carried = base64.urlsafe_b64encode(_veiled(device.encode(), once)).decode()
    claims = {"aud": _FOR, "exp": int(time.time()) + MINUTES * 60, "jti": once, "dev": carried}
    return jwt.encode(claims, signing_key(), algorithm="HS256")


def unseal(token: str) -> str | None:
    """The device in a link, or None where it was not sealed here or its time is over."""
    try:
        required = ["exp", "aud", "jti", "dev"]
        claims = jwt.decode(token, signing_key(), algorithms=["HS256"], audience=_FOR, options={"require": required})
        return known_device(_veiled(base64.urlsafe_b64decode(str(claims["dev"])), str(claims["jti"])).decode())
    except (jwt.InvalidTokenError, ValueError):
        return None


def _veiled(text: bytes, once: str) -> bytes:
    """At most 64 bytes under a veil of as many that only this server knows; twice gives them back."""
    veil = hmac.digest(signing_key().encode(), f"{_FOR}:{once}".encode(), "sha512")
    return bytes(one ^ other for one, other in zip(text, veil, strict=False))


async def link(request: Request) -> Response:
    """A personal link and its code, for the phone that asks and for no other.

    Not for a device of today only, which leaves nothing behind, nor for one that nobody is remembered on.
    """
    code, device = clean_join_code(request.path_params["code"]), known_device(request.cookies.get(COOKIE))
    if not is_from_here(request) or not code:
        return Response(status_code=403, headers=_HIDDEN)
    if known_device(request.cookies.get(TODAY)):
        return JSONResponse({"reason": "today"}, 409, _HIDDEN)
    if device is None or not await look(lambda db: participants.is_known(db, device)):
        return JSONResponse({"reason": "nothing"}, 409, _HIDDEN)
    if not the_hub().may_send(device):
        return JSONResponse({"reason": "too fast"}, 429, _HIDDEN)
    token = await asyncio.to_thread(seal, device)
    url = f"{_here(request)}/j/{code}/bring?{urlencode({'link': token, 'lang': language_of(request)})}"
    picture = segno.make(url, error="l").svg_data_uri(border=2, scale=4, dark="#12181B", light="#fff")
    return JSONResponse({"url": url, "qr": picture, "minutes": MINUTES}, 200, _HIDDEN)


def _here(request: Request) -> str:
    """Where this phone finds the server: its page's Origin, which was looked at already."""
    origin = request.headers.get("origin") or f"{request.url.scheme}://{request.headers.get('host', '')}"
    return f"{origin}{base_path(request)}"


async def bring(request: Request) -> Response:
    """GET asks on the new phone whether it shall be this device; POST does it, and goes on to the meeting."""
    token, typed = request.query_params.get("link", ""), request.path_params["code"]
    if request.method == "POST":
        if not is_from_here(request):
            return Response(status_code=403, headers=_HIDDEN)
        token = await sent_link(request)
    device = await asyncio.to_thread(unseal, token)
    if device is None or not await look(lambda db: participants.is_known(db, device)):
        return kind_page(request, "link_over", 410, typed)
    if request.method == "POST":
        return await _brought(request, device)
    return _asking(request, token, has_answered=await _is_another(device_of(request), device))


async def sent_link(request: Request) -> str:
    """The `link` in a form that was sent; "" where there is none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return ""
    return parse_qs(body.decode("ascii", "replace")).get("link", [""])[0]


async def _is_another(own: str | None, device: str) -> bool:
    """Whether somebody else is remembered on this phone already."""
    return own is not None and own != device and await look(lambda db: participants.is_known(db, own))


def _asking(request: Request, token: str, *, has_answered: bool) -> Response:
    language = language_of(request)
    says = {name: escape(t(language, f"phone.kind_bring_{name}")) for name in ("title", "text", "button", "leave")}
    kept = t(language, "phone.kind_bring_kept") if has_answered else t(language, "phone.kind_bring_both")
    body = fill(
        files.page("bring_page.html"), version=files.version(), language=language, kept=escape(kept),
        token=escape(token, quote=True), home=f"{base_path(request)}/j", **says,
    )  # fmt: skip
    response = html(request, body)
    # With "no-referrer" a browser sends a form with the Origin "null", and then nobody knows whose page it was.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


async def _brought(request: Request, device: str) -> Response:
    typed = request.path_params["code"]
    meeting, problem = await look(lambda db: enquire(db, typed, device))
    if meeting is None or problem:
        response = kind_page(request, "brought", 200, typed)
    else:
        response = Response(status_code=303, headers=_HIDDEN)
        response.headers["Location"] = f"{base_path(request)}/j/{meeting.join_code}"
    give_cookie(response, request, device)
    code = clean_join_code(typed)
    if code:
        remember_for_today(response, request, code, is_wanted=False)
    return response
