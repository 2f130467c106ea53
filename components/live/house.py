"""The live parts of this process, put together once: writer, hub and the chores that keep rooms moving."""

from __future__ import annotations

import asyncio
import threading

from components.live import control, rehearsal, sweeping
from components.live.hub import Hub
from components.live.presence import Presence
from components.live.store import close_writer, the_writer
from components.live.writer import Writer
from db import rounds
from db.engine import Store
from db.ids import now

_lock = threading.Lock()
_hub: Hub | None = None
_loop: asyncio.AbstractEventLoop | None = None


def the_hub() -> Hub:
    """The hub of this process; the first call starts the writer and the chores."""
    global _hub
    with _lock:
        if _hub is None:
            writer = the_writer()
            _hub = Hub(writer, _loop)
            turns, cast = Turns(writer), rehearsal.Cast(writer, _hub.saw)
            for part in (turns, cast):
                writer.listen(part.look, is_wanted=lambda: False)
                writer.add_chore(part)
            writer.add_chore(Presence(writer, _hub))
            writer.add_chore(sweeping.Sweeper())
            writer.add_chore(sweeping.Forgetter(writer))
        return _hub


def attach(loop: asyncio.AbstractEventLoop) -> None:
    """Let screens live on this event loop, from now on or from when the hub is there."""
    global _loop
    with _lock:
        _loop = loop
        if _hub is not None:
            _hub.attach(loop)


def close_house() -> None:
    """Finish writing and let everything go."""
    global _hub, _loop
    with _lock:
        _hub = _loop = None
        close_writer()


class Turns:
    """A chore of the writer: opens rounds when the time to think is over, and closes them when their countdown is.

    Asks the database only after a change.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._next: str | None = ""

    def look(self, store: Store) -> None:
        """Find out when the next time to think, or the next countdown, ends."""
        self._next = rounds.next_turn(store)

    def __call__(self, store: Store) -> None:
        if self._next == "":
            self.look(store)
        if self._next and self._next <= now():
            self._next = None
            self._writer.put(control.settle)
