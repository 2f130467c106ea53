"""What was deleted leaves the file too, and what has been kept long enough is let go: chores of the writer."""

from __future__ import annotations

import threading
import time

from components.live.writer import Writer
from db import origins, unlinking
from db.engine import Store

_HOURLY = 3600.0
_AGAIN = 1.0
_wanted, _thorough, _due = threading.Event(), threading.Event(), threading.Event()


def sweep_soon(*, thorough: bool = False) -> None:
    """Have what was just deleted taken out of the database's file as soon as nobody reads an older state of it.

    `thorough` writes the whole file anew, which takes a second or more where it is large: then no copy is left either
    that the database made while it moved rows.
    """
    if thorough:
        _thorough.set()
    _wanted.set()


def forget_soon() -> None:
    """Have what is due be made unlinkable now, and not at the next hour."""
    _due.set()


class Sweeper:
    """A chore: takes traces of what was deleted out of the database, when somebody asks for it."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, store: Store) -> None:
        if not _wanted.is_set() or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _AGAIN
        _wanted.clear()
        if store.sweep(thorough=_thorough.is_set()):
            _thorough.clear()
        else:
            _wanted.set()


class Forgetter:
    """A chore: at the start and once an hour, makes unlinkable what its community has set a time for, meeting by
    meeting, a second apart, so that phones that answer meanwhile need not wait; and forgets addresses."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._next = 0.0

    def __call__(self, store: Store) -> None:
        if time.monotonic() < self._next and not _due.is_set():
            return
        _due.clear()
        self._next = time.monotonic() + (_AGAIN if unlinking.due(store) else _HOURLY)
        self._writer.put(forget_next)


def forget_next(db: Store) -> bool:
    """Make the next meeting unlinkable that is due, and forget old addresses; whether there was one."""
    origins.forget_old(db)
    for meeting in unlinking.due(db)[:1]:
        unlinking.unlink_and_note(db, meeting)
        sweep_soon()
        return True
    return False
