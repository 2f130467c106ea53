"""The cookie that keeps an account signed in over a reload: a signed token, and the route that sets it HttpOnly.

A script run cannot set a cookie, and a cookie set by JavaScript can be read by JavaScript. So the script hands the
browser a ticket that is good for a minute, and the browser exchanges it here for a cookie no script can read.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

import jwt
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route

from components.live.secret import signing_key
from components.network import is_own_page
from db.accounts import Account

NAME = "attune_account"
KNOWN = "attune_known"
"""Stays when somebody signs out: whose browser this is, so that tries elsewhere do not keep its people waiting."""
PATH = "account/cookie"
DAYS = 14
_TICKET_SECONDS = 60
KNOWN_DAYS = 400
_MOST_KNOWN = 8

Claims = dict[str, Any]


def claims_of(account: Account, days: int = DAYS) -> Claims:
    """What a new sign-in says: whose it is, until when, and the last sign-out it knows of.

    Any later sign-out, on whatever device, makes it worthless, however clocks are set. `username` and `exp_date` are
    the names streamlit-authenticator looks for; the id stands there, since usernames can pass from one to another.
    """
    return {
        "username": account.id,
        "after": account.signed_out_at or "",
        "exp_date": time.time() + days * 86400,
        "jti": secrets.token_urlsafe(16),
    }


def is_alive(claims: Claims, account: Account | None) -> bool:
    """Whether a sign-in still holds: the account exists, has not signed out since, and the time is not over."""
    return (
        account is not None
        and claims.get("username") == account.id
        and claims.get("after") == (account.signed_out_at or "")
        and float(claims.get("exp_date", 0)) > time.time()
    )


def seal(claims: Claims) -> str:
    """Claims as the cookie's signed text."""
    return _sign({**claims, "aud": "cookie", "exp": int(claims["exp_date"])})


def unseal(text: str) -> Claims | None:
    """The claims in a cookie, or None if it was not signed here for that or is over."""
    return _read(text, "cookie")


def is_shown(connection: HTTPConnection) -> bool:
    """Whether a request comes with the cookie of a sign-in; if that still holds, pages ask."""
    return unseal(connection.cookies.get(NAME, "")) is not None


def ticket(claims: Claims) -> str:
    """Claims as a signed text that can be exchanged for the cookie within a minute."""
    return _sign({**claims, "aud": "ticket", "exp": int(time.time()) + _TICKET_SECONDS})


def known_here(text: str) -> tuple[str, tuple[str, ...]]:
    """From the cookie that stays: the browser's own name, and the ids of the accounts that signed in on it."""
    try:
        claims = jwt.decode(text, signing_key(), algorithms=["HS256"], audience="known", options={"require": ["jti"]})
        return str(claims["jti"]), tuple(map(str, claims["accounts"]))
    except (jwt.InvalidTokenError, KeyError, TypeError):
        return "", ()


def know(text: str, account_id: str) -> str:
    """The cookie that stays, with one account more."""
    device, known = known_here(text)
    others = [each for each in known if each != account_id][: _MOST_KNOWN - 1]
    jti = device or secrets.token_urlsafe(16)
    return _sign({"aud": "known", "jti": jti, "accounts": [account_id, *others]})


def _sign(payload: Claims) -> str:
    return jwt.encode(payload, signing_key(), algorithm="HS256")


def _read(text: str, audience: str) -> Claims | None:
    required = ["exp", "aud", "username", "after", "exp_date"]
    try:
        claims: Claims = jwt.decode(
            text, signing_key(), algorithms=["HS256"], audience=audience, options={"require": required}
        )
    except jwt.InvalidTokenError:
        return None
    return {name: value for name, value in claims.items() if name not in ("aud", "exp")}


async def keep(request: Request) -> Response:
    """POST with a ticket sets the cookie; GET says whether the cookie arrives here; DELETE removes it."""
    if request.method in ("GET", "HEAD"):
        return Response(status_code=204 if is_shown(request) else 404, headers={"Cache-Control": "no-store"})
    if not is_own_page(request):  # another site must not sign anybody in or out
        return Response(status_code=403)
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    is_secure = request.headers["origin"].startswith("https:")
    if request.method == "DELETE":
        response.delete_cookie(NAME, httponly=True, samesite="strict", secure=is_secure)
        return response
    claims = _read(request.headers.get("x-attune-ticket", ""), "ticket")
    if claims is None:
        return Response(status_code=403)
    response.set_cookie(
        NAME, seal(claims), max_age=int(claims["exp_date"] - time.time()), httponly=True, samesite="strict",
        secure=is_secure,
    )  # fmt: skip
    response.set_cookie(
        KNOWN, know(request.cookies.get(KNOWN, ""), str(claims["username"])), max_age=KNOWN_DAYS * 86400,
        httponly=True, samesite="strict", secure=is_secure,
    )  # fmt: skip
    return response


routes = [Route(f"/{PATH}", keep, methods=["GET", "POST", "DELETE"])]
