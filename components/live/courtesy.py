"""Answers first: a page that computes for long makes room while a burst of answers is being saved.

All threads of the process share one interpreter: a burst of a thousand answers would share it with every page that
computes, while a page that waits half a second is hardly noticed. `python -m benchmarks.burst --computing` measures it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from components.live.cadence import FEW

_LONGEST, _NOT_AGAIN_FOR = 1.0, 5.0
"""Seconds that a page waits at most, and for how long it then goes on whatever comes."""
_LOOK_AGAIN = 0.02
_PAGE = "ScriptRunner.scriptThread"

_on_their_way = 0
_own = threading.local()


@contextmanager
def answering() -> Iterator[None]:
    """Count an answer as on its way for the length of the block; on the event loop alone."""
    global _on_their_way
    _on_their_way += 1
    try:
        yield
    finally:
        _on_their_way -= 1


def answers_first() -> None:
    """Between two pieces of long work: wait while a burst is on its way. It is for threads that draw a page alone."""
    if _on_their_way <= FEW or threading.current_thread().name != _PAGE:
        return
    began = time.monotonic()
    if began < getattr(_own, "goes_on_until", 0.0):
        return
    while _on_their_way > FEW:
        time.sleep(_LOOK_AGAIN)
        if time.monotonic() - began > _LONGEST:
            _own.goes_on_until = time.monotonic() + _NOT_AGAIN_FOR
            return
