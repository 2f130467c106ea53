"""Phones' sockets go straight to the lane."""

from __future__ import annotations

from starlette.routing import Router, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from components.phone.routes import routes


class Straight:
    """Middleware, the last of ours: each of Streamlit's own would pass on every message to every phone, for nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lane = Router([route for route in routes() if isinstance(route, WebSocketRoute)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_phone = scope["type"] == "websocket" and scope["path"].startswith("/j/")
        await (self._lane if is_phone else self._app)(scope, receive, send)
