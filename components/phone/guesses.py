"""Who tries join codes: wrong ones are counted by address, right ones never are.

Five hundred honest phones come from one address, and so may somebody who guesses. An address that guessed too often
finds no meeting any more but those that were found from there before: the room that is under way goes on, and the wall
that is open there has found its meeting first.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

AT_ONCE = 60
"""Wrong codes that an address may send before it has to wait; a room of people mistypes some."""
SECONDS_EACH = 10.0
"""After so long it may send one more."""
MOST_ADDRESSES = 20_000
MOST_FOUND = 200


class TooManyGuesses(Exception):
    """From this address too many codes were tried that are none."""


@dataclass
class _Address:
    left: float
    at: float
    found: OrderedDict[str, None] = field(default_factory=OrderedDict)


class Guesses:
    """What this process knows of the addresses that ask it for codes. An unknown address ("") is not limited."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._addresses: OrderedDict[str, _Address] = OrderedDict()

    def may_ask(self, address: str, code: str) -> bool:
        """Whether this code is looked for: always for one that was found from there before."""
        with self._lock:
            known = self._addresses.get(address)
            return not address or known is None or code in known.found or self._fill(known) >= 1

    def missed(self, address: str) -> None:
        """A code from there was none."""
        with self._lock:
            if not address:
                return
            known = self._of(address)
            known.left = self._fill(known) - 1

    def found(self, address: str, code: str) -> None:
        """A code from there is one of a meeting that is open."""
        with self._lock:
            if not address:
                return
            known = self._of(address)
            known.found[code] = None
            known.found.move_to_end(code)
            while len(known.found) > MOST_FOUND:
                known.found.popitem(last=False)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._addresses.clear()

    def _of(self, address: str) -> _Address:
        known = self._addresses.setdefault(address, _Address(AT_ONCE, self._clock()))
        self._addresses.move_to_end(address)
        while len(self._addresses) > MOST_ADDRESSES:
            self._addresses.popitem(last=False)
        return known

    def _fill(self, known: _Address) -> float:
        now = self._clock()
        known.left = min(AT_ONCE, known.left + (now - known.at) / SECONDS_EACH)
        known.at = now
        return known.left


THE_GUESSES = Guesses()
"""Those of this process."""
