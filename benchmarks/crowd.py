"""Many phones in one process, each a WebSocket that speaks the phone protocol with as little work as can be.

Frames are read and written here: a library would cost the load generator more than the server it measures.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import uuid
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter, time
from typing import Any

from components.phone.identity import COOKIE, new_device

_ANSWERED = re.compile(rb'"answered":(\d+)')
_CLOSE, _PING, _PONG, _TEXT = 8, 9, 10, 1
AT_ONCE = 100
"""So many connections are begun together."""


def frame(text: bytes, kind: int = _TEXT) -> bytes:
    """A client's frame, masked by zeros, which is allowed and costs nothing."""
    n = len(text)
    if n < 126:
        return bytes((128 | kind, 128 | n)) + bytes(4) + text
    return bytes((128 | kind, 254)) + n.to_bytes(2) + bytes(4) + text


class Phone(asyncio.Protocol):
    """One connection. `saved_at` and `seen_at` are when its answer was acknowledged and when it saw a count."""

    def __init__(self, code: str, device: str, crowd: Crowd) -> None:
        self.device = device
        self.sent_at = 0.0
        self.saved_at: float | None = None
        self.seen: tuple[int, float] = (-1, 0.0)
        self.is_open = False
        self._code, self._crowd = code, crowd
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /j/{self._code}/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nCookie: {COOKIE}={self.device}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        at = perf_counter()
        self._buffer += data
        if not self.is_open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head[:200]
            self.is_open, self._buffer = True, rest
        self._read(at)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        self._crowd.lost += 1

    def send(self, data: bytes) -> None:
        assert self._transport
        self.saved_at = None
        self.sent_at = perf_counter()
        self._transport.write(data)

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def _read(self, at: float) -> None:
        while len(self._buffer) >= 2:
            size, start = self._buffer[1] & 127, 2
            if size == 126:
                size, start = int.from_bytes(self._buffer[2:4]), 4
            elif size == 127:
                size, start = int.from_bytes(self._buffer[2:10]), 10
            if len(self._buffer) < start + size:
                return
            kind, body = self._buffer[0] & 15, self._buffer[start : start + size]
            self._buffer = self._buffer[start + size :]
            self._hear(kind, body, at)

    def _hear(self, kind: int, body: bytes, at: float) -> None:
        if kind == _PING:
            assert self._transport
            self._transport.write(frame(body, _PONG))
        elif body.startswith(b'{"type":"saved"'):
            self.saved_at = at
            self._crowd.saved += 1
            self._crowd.look()
        elif body.startswith(b'{"type":"state"'):
            found = _ANSWERED.search(body)
            before, self.seen = self.seen[0], (int(found[1]) if found else 0, at)
            if self.seen[0] == self._crowd.goal and before != self._crowd.goal:
                self._crowd.reached += 1
                self._crowd.look()
        elif body.startswith((b'{"type":"refused"', b'{"type":"waiting"')):
            self._crowd.refused.append(body.decode())


@dataclass
class Crowd:
    """Phones of one meeting, spread over one or more servers."""

    code: str
    ports: Sequence[int]
    phones: list[Phone] = field(default_factory=list)
    lost: int = 0
    saved: int = 0
    goal: int = -1
    """The count that phones wait to see, and how many have seen it."""
    reached: int = 0
    refused: list[str] = field(default_factory=list)
    _until: Callable[[], bool] | None = None
    _is_so: asyncio.Event = field(default_factory=asyncio.Event)

    async def grow(self, n: int) -> None:
        """Have as many phones in all, each with its first state."""
        while len(self.phones) < n:
            new = [Phone(self.code, new_device(), self) for _ in range(min(AT_ONCE, n - len(self.phones)))]
            loop = asyncio.get_running_loop()
            for number, phone in enumerate(new, len(self.phones)):
                port = self.ports[number % len(self.ports)]
                await loop.create_connection(itself(phone), "127.0.0.1", port)
            self.phones += new
            while not all(phone.seen[0] >= 0 for phone in new):
                await asyncio.sleep(0.02)

    def look(self) -> None:
        if self._until and self._until():
            self._is_so.set()

    async def wait(self, until: Callable[[], bool], within: float = 60) -> None:
        """Wait for something that a message to a phone brings about. Raises `TimeoutError`."""
        if until():
            return
        self._until, self._is_so = until, asyncio.Event()
        try:
            await asyncio.wait_for(self._is_so.wait(), within)
        finally:
            self._until = None

    async def burst(self, round_id: str, value: Callable[[int], dict[str, Any]], count: int | None = None) -> Burst:
        """Everybody answers at the same instant; `count` is the final one, where that is not how many they are."""
        frames = [answer_frame(round_id, value(number)) for number in range(len(self.phones))]
        n = len(self.phones)
        self.goal = count or n
        self.saved = self.reached = 0
        began, began_at = perf_counter(), time()
        for phone, data in zip(self.phones, frames, strict=True):
            phone.send(data)
        sent = perf_counter()
        await self.wait(lambda: self.saved >= n and self.reached >= n)
        saved = sorted(phone.saved_at - began for phone in self.phones if phone.saved_at)
        seen = max(phone.seen[1] for phone in self.phones) - began
        return Burst(n, began_at, sent - began, saved[0], saved[n // 2], saved[-1], seen)

    def check(self) -> None:
        """Raises `AssertionError` where an answer was not taken or a connection was lost: then nothing was measured."""
        assert not self.refused, self.refused[0]
        assert not self.lost, f"{self.lost} connections were lost"

    def leave(self) -> None:
        for phone in self.phones:
            phone.close()


@dataclass(frozen=True)
class Burst:
    """Seconds after the first phone sent: when all had sent, the first, middle and last acknowledgement, and when the
    last phone had the final count. `began_at` is the time of day, for a display that looks at its own clock."""

    n: int
    began_at: float
    sent: float
    first_saved: float
    half_saved: float
    all_saved: float
    all_seen: float
    worked: float = 0.0
    """The processor's time that the server took, where somebody looked."""


def itself(phone: Phone) -> Callable[[], Phone]:
    """What an event loop asks for to make a connection."""
    return lambda: phone


def answer_frame(round_id: str, value: dict[str, Any]) -> bytes:
    message = {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": value}
    return frame(json.dumps(message).encode())
