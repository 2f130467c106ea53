"""`GET /library/file/{file_id}`: a file of the library, for whoever is signed in and belongs to its community."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from components import account_cookie
from components.live.store import look
from db import accounts, communities, library_files
from db.engine import Store, StoreAway
from db.library_files import File

_LONGEST = 64
_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def routes() -> Sequence[BaseRoute]:
    """The one route of the library's files."""
    return [Route("/library/file/{file_id}", library_file)]


async def library_file(request: Request) -> Response:
    """The file to keep, never to show; 404 for everybody it is not for, whether it is there or not."""
    file_id, cookie = request.path_params["file_id"], request.cookies.get(account_cookie.NAME, "")
    try:
        found = await look(lambda db: find(db, file_id, cookie)) if len(file_id) <= _LONGEST else None
    except StoreAway:
        return Response(status_code=503, headers=_HEADERS | {"Retry-After": "3"})
    if found is None:
        return Response(status_code=404, headers=_HEADERS)
    file, content = found
    plain = "".join(letter if letter.isascii() and letter not in '"\\%' else "_" for letter in file.name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(content, 200, _HEADERS | {"Content-Disposition": named, "Content-Type": file.type})


def find(db: Store, file_id: str, cookie: str) -> tuple[File, bytes] | None:
    """A file and its bytes, for the account of a cookie that still holds."""
    claims = account_cookie.unseal(cookie)
    account = accounts.by_id(db, str(claims["username"])) if claims else None
    found = library_files.by_id(db, file_id)
    if claims is None or account is None or found is None or not account_cookie.is_alive(claims, account):
        return None
    file, community_id = found
    if communities.role_of(db, community_id, account.id) is None:
        return None
    return file, library_files.content(db, file_id)
