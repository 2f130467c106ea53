"""The live parts of this process, put together once: writer, hub and the chores that keep rooms moving."""

from __future__ import annotations

import threading

from components.live import control, rehearsal
from components.live.hub import Hub
from components.live.store import close_writer, the_writer
from db import rounds
from db.engine import Store
from db.ids import now

_lock = threading.Lock()
_hub: Hub | None = None


def the_hub() -> Hub:
    """The hub of this process; the first call starts the writer and the chores."""
    global _hub
    with _lock:
        if _hub is None:
            writer = the_writer()
            _hub = Hub(writer)
            writer.add_chore(_settle)
            writer.add_chore(rehearsal.Cast(writer, _hub.saw))
        return _hub


def close_house() -> None:
    """Finish writing and let everything go."""
    global _hub
    with _lock:
        _hub = None
        close_writer()


def _settle(store: Store) -> None:
    if rounds.due(store, now()):
        the_writer().put(control.settle)
