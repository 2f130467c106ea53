"""A phone's line to the server that a test can lose and mend, as Wi-Fi does: nobody hangs up, bytes just vanish."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_TURN = 0.05


class Line:
    """Hands on TCP connections to a port on loopback."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._hears_server = self._hears_phone = True
        self._is_over, self._is_mended = threading.Event(), threading.Event()
        self._is_mended.set()
        self._others: dict[socket.socket, socket.socket | None] = {}
        self._servers: set[socket.socket | None] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def lose(self) -> None:
        """From now on every byte vanishes."""
        self._hears_server = self._hears_phone = False

    def lose_replies(self) -> None:
        """From now on what the server says vanishes, while it still hears the phone."""
        self._hears_server = False

    def mend(self) -> None:
        """New connections work again; those from before stay dead, as after Wi-Fi came back."""
        self._is_mended.clear()
        self._is_mended.wait(timeout=10)

    def end(self) -> None:
        self._is_over.set()
        self._thread.join(timeout=10)
        for end in [self._door, *self._others]:
            end.close()

    def _run(self) -> None:
        while not self._is_over.is_set():
            if not self._is_mended.is_set():
                self._begin_anew()
            ready, _, _ = select.select([self._door, *self._others], [], [], _TURN)
            for end in ready:
                if end is self._door:
                    self._connect()
                elif end in self._others:
                    self._hand_on(end, self._others[end])

    def _begin_anew(self) -> None:
        for end in list(self._others):
            self._drop(end)
        self._hears_server = self._hears_phone = True
        self._is_mended.set()

    def _connect(self) -> None:
        near, _ = self._door.accept()
        if not self._hears_phone:
            self._others[near] = None
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        self._others |= {near: far, far: near}
        self._servers.add(far)

    def _hand_on(self, end: socket.socket, other: socket.socket | None) -> None:
        is_heard = self._hears_server if end in self._servers else self._hears_phone
        try:
            taken = end.recv(65536)
            if taken and other and is_heard:
                other.sendall(taken)
        except OSError:
            taken = b""
        if not taken:
            self._drop(end)

    def _drop(self, end: socket.socket) -> None:
        """Close a connection at both of its ends."""
        other = self._others.pop(end, None)
        for each in (end, other):
            self._servers.discard(each)
            if each:
                self._others.pop(each, None)
                each.close()


@contextmanager
def line(to: int) -> Iterator[Line]:
    """A line for the length of a test."""
    opened = Line(to)
    try:
        yield opened
    finally:
        opened.end()
