"""What browsers are told of every answer of this app, Streamlit's pages too, which come without."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {"X-Content-Type-Options": "nosniff"}
_PAGE_HEADERS = {"Content-Security-Policy": "frame-ancestors 'self'", "Referrer-Policy": "same-origin"}
_PARTS = ("text/javascript", "text/css")
"""Parts of a page, for which its own headers hold: a phone on a slow network is spared the bytes."""


class Careful:
    """Middleware: no page of ours in a frame of another site, none of our addresses told to one, no type guessed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_part = headers.get("content-type", "").startswith(_PARTS)
                for name, value in (_HEADERS if is_part else _HEADERS | _PAGE_HEADERS).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, careful if scope["type"] == "http" else send)
