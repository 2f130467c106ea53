"""One open connection, and what waits to be sent to it."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Sequence

from components.activities.base import Json
from components.live.cast import Cast
from components.live.mine import Person

_COME_AGAIN = 1012
_AFTER = 1.0
"""Seconds after which a phone is told its saved answer again."""
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(body: Json) -> str:
    return _encoder.encode(body)


class Screen:
    """One open connection. Of several waiting states only the newest is sent; other messages queue behind it.

    `replaced` is the fact about the last restore as it was before `persons` were looked up.
    """

    def __init__(self, persons: tuple[Person, ...] = (), replaced: str | None = None) -> None:
        self.persons = persons
        self.replaced = replaced
        self._state: str | None = None
        self._messages: deque[str] = deque()
        self._own: dict[tuple[int, str], Json] = {}
        self._saved_since: dict[tuple[int, str], Json] = {}
        self._to_repeat: dict[tuple[int, str], Json] = {}
        self.closing: int | None = None
        """The code this connection is to be closed with."""
        self._wake = asyncio.Event()
        self._sends_since: float | None = None

    @property
    def waiting(self) -> int:
        """How many messages the other side has not taken yet."""
        return len(self._messages)

    def is_stuck(self, seconds: float) -> bool:
        """Whether the other side has not taken a message for so long."""
        return self._sends_since is not None and time.monotonic() - self._sends_since >= seconds

    def show(self, state: str) -> None:
        self._state = state
        self._wake.set()

    def tell(self, text: str) -> None:
        self._messages.append(text)
        self._wake.set()

    def come_again(self) -> None:
        """Have the other side connect anew: what it knows of itself may not be true any more."""
        self.let_go(_COME_AGAIN)

    def let_go(self, code: int) -> None:
        """Close the connection with a code."""
        self.closing = code
        self._wake.set()

    def _tell_own(self, own: Json) -> None:
        """Send a `mine` message and keep it as the newest of its seat and round; an `ask` as it is."""
        if own["type"] != "mine":
            self.tell(dumps(own))
            return
        self._own[own["seat"], own["round"]] = own
        self._to_repeat.pop((own["seat"], own["round"]), None)
        self.tell(dumps(own))

    def saved(self, person: str, answer: Cast) -> None:
        """Tell the phone that this is now its answer, a little later.

        It has its acknowledgement, and in a burst nobody's, and nobody's state, waits for what others know already.
        """
        if all(seat != answer.seat for _, seat in self.persons):
            self.persons = (*self.persons, (person, answer.seat))
        known = self._own.get((answer.seat, answer.round_id))
        if known is None:
            known = {"type": "mine", "round": answer.round_id, "seat": answer.seat, "previous": None}
        own = {**known, "value": answer.value}
        self._own[answer.seat, answer.round_id] = own
        self._saved_since[answer.seat, answer.round_id] = answer.value
        if not self._to_repeat:
            asyncio.get_running_loop().call_later(_AFTER, self._repeat)
        self._to_repeat[answer.seat, answer.round_id] = own

    def _repeat(self) -> None:
        for own in self._to_repeat.values():
            self.tell(dumps(own))
        self._to_repeat.clear()

    def begin_to_read(self) -> None:
        """What is read from now on knows every answer up to here."""
        self._saved_since.clear()

    def tell_all(self, read: Sequence[Json]) -> None:
        """Send all that is this phone's own, as it was read; an answer saved since is newer than that.

        What was known of other rounds is forgotten: nobody may answer them any more.
        """
        self._own.clear()
        for own in read:
            newer = self._saved_since.get((own["seat"], own["round"])) if own["type"] == "mine" else None
            self._tell_own(own if newer is None else {**own, "value": newer})

    async def next(self) -> str | None:
        """Wait for the next text to send; None when the connection is to be closed."""
        while True:
            self._sends_since = time.monotonic()
            if self.closing is not None:
                return None
            if self._state is not None:
                state, self._state = self._state, None
                return state
            if self._messages:
                return self._messages.popleft()
            self._sends_since = None
            self._wake.clear()
            await self._wake.wait()
