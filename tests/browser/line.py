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
        self._is_lost = self._is_over = False
        self._others: dict[socket.socket, socket.socket | None] = {}
        self._one_turn = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def lose(self) -> None:
        """From now on every byte vanishes."""
        with self._one_turn:
            self._is_lost = True

    def mend(self) -> None:
        """New connections work again; those from before stay dead, as after Wi-Fi came back."""
        with self._one_turn:
            for end in list(self._others):
                self._drop(end)
            self._is_lost = False

    def end(self) -> None:
        self._is_over = True
        self._thread.join(timeout=10)
        for end in [self._door, *self._others]:
            end.close()

    def _run(self) -> None:
        while not self._is_over:
            with self._one_turn:
                ready, _, _ = select.select([self._door, *self._others], [], [], _TURN)
                for end in ready:
                    self._answer(end)

    def _answer(self, end: socket.socket) -> None:
        if end is self._door:
            self._connect()
        elif end in self._others:
            self._hand_on(end, self._others[end])

    def _connect(self) -> None:
        near, _ = self._door.accept()
        if self._is_lost:
            self._others[near] = None
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        self._others |= {near: far, far: near}

    def _hand_on(self, end: socket.socket, other: socket.socket | None) -> None:
        try:
            taken = end.recv(65536)
            if taken and other and not self._is_lost:
                other.sendall(taken)
        except OSError:
            taken = b""
        if not taken:
            self._drop(end)

    def _drop(self, end: socket.socket) -> None:
        other = self._others.pop(end, None)
        end.close()
        if other and self._others.pop(other, None):
            other.close()


@contextmanager
def line(to: int) -> Iterator[Line]:
    """A line for the length of a test."""
    opened = Line(to)
    try:
        yield opened
    finally:
        opened.end()
