"""What becomes of every request: it gets an id, a line in the log, and its place in the figures."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Awaitable
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.live import figures
from components.logs import request_id

_log = logging.getLogger("attune.requests")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_QUIET = {"/healthz", "/readyz", "/metrics", "/j/ping", "/_stcore/health"}
"""Asked every few seconds by those who watch: not worth a line while all is well."""
_CODES = {1000, 1001, 1005, 1006, 1008, 1009, 1011, 1012, 1013, 4404, 4429}


class Traced:
    """Middleware around everything: see the module."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        is_given = bool(_ID.fullmatch(given))
        token = request_id.set(given if is_given else secrets.token_urlsafe(12))
        watch = _Request(scope, receive, send, is_given=is_given)
        try:
            await self._app(scope, watch.receive if watch.is_socket else receive, watch.send)
        except Exception:
            watch.outcome = 500
            raise
        finally:
            watch.finish()
            request_id.reset(token)


class _Request:
    """One request or WebSocket while it lasts.

    Its id goes back to a proxy that gave it, and with whatever went wrong; a phone would only pay for it.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, is_given: bool) -> None:
        self.is_socket = scope["type"] == "websocket"
        self.outcome = 0
        self._scope, self._receive, self._send = scope, receive, send
        self._id = request_id.get() or ""
        self._is_given = is_given
        self._ended_by = "server"
        self._since = perf_counter()

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.disconnect" and not self.outcome:
            self._ended_by, self.outcome = "client", message.get("code") or 1005
        return message

    def send(self, message: Message) -> Awaitable[None]:
        """Not `async` itself: a state goes through here once for every phone."""
        kind = message["type"]
        if kind in ("http.response.start", "websocket.accept"):
            self.outcome = message.get("status", 0)
            if self._is_given or self.outcome >= 400:
                MutableHeaders(scope=message).setdefault("X-Request-Id", self._id)
        elif kind == "websocket.close" and not self.outcome:
            self.outcome = message.get("code", 1000)
        return self._send(message)

    def finish(self) -> None:
        """Count a WebSocket that ended, and say what became of it or of a request."""
        if self.is_socket:
            code = self.outcome if self.outcome in _CODES else "other"
            figures.ENDED.add(of=f"{self._ended_by} {code}")
        route = getattr(self._scope.get("route"), "path", None) or "elsewhere"
        if not _log.isEnabledFor(logging.INFO) or (route in _QUIET and self.outcome < 400):
            return
        facts = {
            "method": self._scope.get("method", "WEBSOCKET"),
            "route": route,
            "outcome": self.outcome,
            "ms": round((perf_counter() - self._since) * 1000, 1),
        }
        _log.info("closed" if self.is_socket else "answered", extra={"facts": facts})
