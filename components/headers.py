"""What browsers are told of every answer of this app, Streamlit's pages too, which come without; and who is let in."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from components.network import is_host_allowed, is_own_page, is_secure
from components.settings import is_community_cloud

_HEADERS = {"X-Content-Type-Options": "nosniff"}
_PAGE_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(),microphone=(),geolocation=()",
}
_PARTS = ("text/javascript", "text/css")
"""Parts of a page, for which its own headers hold: a phone on a slow network is spared the bytes."""
_CLOSED = "/_stcore/metrics"
"""Streamlit's own figures: how many tabs there are, and what their state weighs, is nobody's business."""
_UPLOADS = "/_stcore/upload_file/"
"""Where Streamlit takes a large file from any tab, and keeps it in memory as long as the tab is open."""
_ANY_HOST = ("/healthz", "/readyz", "/metrics", "/_stcore/health")
"""What asks how we are asks by whatever address it has; figures are for who has their token."""
_REFUSED_BY_POLICY = 1008


class Careful:
    """Middleware: no page of ours in a frame of another site, none of our addresses told to one, no type guessed.

    Another site's page opens no WebSocket here, nobody reaches us by a host that is not ours where those are set,
    cookies that came by https go by https alone, and files come from whom `may_upload` lets.
    """

    def __init__(self, app: ASGIApp, may_upload: Callable[[HTTPConnection], bool] = lambda connection: False) -> None:
        self._app = app
        self._may_upload = may_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        if scope["type"] == "websocket":
            is_welcome = is_host_allowed(connection) and _may_open(connection)
            closed = WebSocketClose(_REFUSED_BY_POLICY)
            await (self._app if is_welcome else closed)(scope, receive, send)
            return
        answer = self._refusal(connection) or self._app
        await answer(scope, receive, _careful(send, is_secure(connection)))

    def _refusal(self, connection: HTTPConnection) -> ASGIApp | None:
        path: str = connection.scope["path"].rstrip("/")
        if path.endswith(_CLOSED):
            return PlainTextResponse("", 404)
        if not is_host_allowed(connection) and not path.endswith(_ANY_HOST):
            return PlainTextResponse("Attune does not answer to this host: ATTUNE_ALLOWED_HOSTS leaves it out.\n", 400)
        # On Community Cloud no cookie of ours arrives, which tells who signed in.
        if _UPLOADS in path and not self._may_upload(connection) and not is_community_cloud():
            return PlainTextResponse("Sign in first.\n", 403)
        return None


def _may_open(connection: HTTPConnection) -> bool:
    """Community Cloud asks for its pages by another host than they have, and looks at them itself."""
    return is_own_page(connection) is not False or is_community_cloud()


def _careful(send: Send, is_https: bool) -> Send:
    async def careful(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_part = headers.get("content-type", "").startswith(_PARTS)
            for name, value in (_HEADERS if is_part else _HEADERS | _PAGE_HEADERS).items():
                headers.setdefault(name, value)
            if is_https:
                message["headers"] = [(name, _secured(name, value)) for name, value in message["headers"]]
        await send(message)

    return careful


def _secured(name: bytes, value: bytes) -> bytes:
    """A cookie that was set over https, for https alone; Streamlit's own come without."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_open else value
