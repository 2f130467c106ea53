"""What one device, and all devices together, may ask of this process.

Nothing here looks at addresses: five hundred phones of one room arrive from a single one.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from components.live.screens import Screen

TOO_FAST = 4429
"""Closes the connection of a device that goes on sending far too fast."""
TRY_AGAIN_LATER = 1013
TAKES_WITHIN = 20.0
"""Seconds in which the other side has to take a message; one that does not is let go."""
_MOST_CONNECTIONS = 5000
_MOST_OF_A_DEVICE = 8
_BURST, _PER_SECOND, _PATIENCE = 100.0, 20.0, 200.0
_CONNECTING = 2.0  # in messages
_MOST_LEVELS = 10_000


class Verdict(Enum):
    """What is to be done with a message."""

    FINE = "fine"
    TOO_FAST = "too fast"
    FLOOD = "flood"


class Flow:
    """How fast a device may send messages of any kind: a hundred at once, then twenty a second.

    What comes faster is refused, and is held against the device: after two hundred of it the device is a flood, until
    it has been quiet for as long as what it sent would have taken.
    """

    def __init__(self) -> None:
        self._levels: dict[str, tuple[float, float]] = {}
        self._forgets_at = 0.0

    def take(self, device: str, cost: float = 1.0) -> Verdict:
        """Take a message from what a device may send."""
        at = time.monotonic()
        if len(self._levels) > _MOST_LEVELS and at >= self._forgets_at:
            self._forgets_at = at + 1
            self._levels = {name: kept for name, kept in self._levels.items() if _level(kept, at) < _BURST}
        level = max(_level(self._levels.get(device, (_BURST, at)), at) - cost, -_PATIENCE)
        self._levels[device] = (level, at)
        if level >= 0:
            return Verdict.FINE
        return Verdict.FLOOD if level == -_PATIENCE else Verdict.TOO_FAST

    def connect(self, device: str) -> bool:
        """Take a new connection from it; whether the device may have one."""
        return self.take(device, _CONNECTING) is Verdict.FINE


def _level(kept: tuple[float, float], at: float) -> float:
    level, since = kept
    return min(_BURST, level + (at - since) * _PER_SECOND)


class Lines:
    """The open connections of one sort in this process."""

    def __init__(self, most: int = _MOST_CONNECTIONS) -> None:
        self._most = most
        self.count = 0
        """How many are open."""
        self._of_device: defaultdict[str, list[Screen]] = defaultdict(list)

    @property
    def are_full(self) -> bool:
        """Whether the newest of those counted is one too many."""
        return self.count > self._most

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a connection for the length of the block."""
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1

    @contextmanager
    def of(self, device: str, screen: Screen) -> Iterator[None]:
        """Count a screen among its device's; of too many the oldest is let go, for it may be dead without knowing."""
        screens = self._of_device[device]
        screens.append(screen)
        if len(screens) > _MOST_OF_A_DEVICE:
            screens[0].let_go(TRY_AGAIN_LATER)
            del screens[0]
        try:
            yield
        finally:
            if screen in screens:
                screens.remove(screen)
            if not screens:
                self._of_device.pop(device, None)


flow = Flow()
phones = Lines()
walls = Lines()
"""A room full of phones keeps nobody from steering it."""
