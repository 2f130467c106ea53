"""Hearing of other processes' commits on a server: LISTEN where it passes, else a look every quarter of a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import psycopg

from db.engine import Row, StoreAway, StoreUnusable
from db.ids import new_secret

_UNASKED_FOR = 5.0
_LOOK_EVERY = 0.25
_PASSES_WITHIN = 1.0
_TRY_AGAIN = 0.5

Connection = psycopg.Connection[Row]


class Ear:
    """A thread with a connection of its own, from the first question until nobody has asked for five seconds.

    A server that sleeps when nobody needs it is thus let sleep. `own` is what this process's commits carry, so that it
    does not hear itself.
    """

    def __init__(self, connect: Callable[[], Connection], channel: str, name: str) -> None:
        self.own = new_secret()
        self._connect = connect
        self._channel = channel
        self._name = name
        self._asked = 0.0
        self._something = threading.Event()
        self._is_closed = False
        self._is_deaf = False
        self._thread: threading.Thread | None = None

    def heard(self) -> bool:
        """Whether another process has committed since the last question; raises `StoreAway` while it cannot know."""
        self._asked = time.monotonic()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="attune-ear", daemon=True)
            self._thread.start()
        if self._is_deaf:
            raise StoreAway("database_away", self._name)
        has_heard = self._something.is_set()
        self._something.clear()
        return has_heard

    def close(self) -> None:
        self._is_closed = True

    @property
    def _is_wanted(self) -> bool:
        return not self._is_closed and time.monotonic() - self._asked < _UNASKED_FOR

    def _run(self) -> None:
        while self._is_wanted:
            try:
                with self._connect() as connection:
                    connection.execute(f"LISTEN {self._channel}".encode())
                    passes = self._passes(connection)
                    self._is_deaf = False
                    self._something.set()  # whatever happened before this moment was not heard
                    (self._listen if passes else self._look)(connection)
            except (psycopg.OperationalError, StoreUnusable):
                self._is_deaf = True
                time.sleep(_TRY_AGAIN)

    def _passes(self, connection: Connection) -> bool:
        """Whether what another connection says arrives here: a pooler in transaction mode swallows it."""
        word = new_secret()
        with self._connect() as other:
            other.execute(f"NOTIFY {self._channel}, '{word}'".encode())
        return any(note.payload == word for note in connection.notifies(timeout=_PASSES_WITHIN))

    def _listen(self, connection: Connection) -> None:
        while self._is_wanted:
            for note in connection.notifies(timeout=1.0):
                if note.payload != self.own:
                    self._something.set()

    def _look(self, connection: Connection) -> None:
        """Any transaction that ends anywhere on the server changes this; a look too many does no harm."""
        before = None
        while self._is_wanted:
            row = connection.execute("SELECT pg_current_snapshot()::text AS moment").fetchone()
            if row != before:
                before = row
                self._something.set()
            time.sleep(_LOOK_EVERY)
