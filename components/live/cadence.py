"""When the phones, or the walls, of one room are told what has changed."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress

INTERVAL = 0.25
"""Seconds from one state to the next, at least."""
_SETTLE = 0.02
FEW = 8
"""More answers than this on their way are a burst, and a state waits until the last of them is saved."""


class Cadence:
    """Changes come at any time; those they matter to are told in turns, at most one in so many seconds.

    What a facilitator did is urgent and goes out at once. `unsaved` says how many answers are not committed yet: while
    many come in they are saved first, and one turn tells of all of them.
    """

    def __init__(self, unsaved: Callable[[], int]) -> None:
        self._unsaved = unsaved
        self._changed, self._urgent = asyncio.Event(), asyncio.Event()
        self._last = -math.inf

    def wake(self, *, urgent: bool = False) -> None:
        """Something has changed."""
        self._changed.set()
        if urgent:
            self._urgent.set()

    async def turn(self, interval: float = INTERVAL) -> None:
        """Wait for a change and for the moment to tell of it, `interval` seconds after the last turn or later.

        A burst that does not end is told of after `interval` seconds all the same.
        """
        await self._changed.wait()
        await self._calm(self._last + interval - time.monotonic())
        latest = time.monotonic() + interval
        await self._calm(_SETTLE)
        while self._unsaved() > FEW and time.monotonic() < latest and not self._urgent.is_set():
            await self._calm(_SETTLE)
        self._changed.clear()
        self._urgent.clear()
        self._last = time.monotonic()

    async def _calm(self, seconds: float) -> None:
        """Wait for so long, or until something is urgent."""
        if seconds > 0 and not self._urgent.is_set():
            with suppress(TimeoutError):  # `wait_for` would swallow the end of a room that comes at the same moment
                async with asyncio.timeout(seconds):
                    await self._urgent.wait()
