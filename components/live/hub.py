"""Every connected screen, and one state per revision for all of them."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from components.activities.base import Json
from components.live import figures
from components.live.cadence import INTERVAL, Cadence
from components.live.families import UNKNOWN
from components.live.mine import mine_of_all
from components.live.room import Room, UnknownMeeting, read
from components.live.screens import Screen, dumps
from components.live.state import phone_state
from components.live.store import look
from components.live.writer import Writer
from db import facts, library_asks, meetings
from db.engine import Store, StoreAway

PRESENT_FOR = 120.0
"""How long a phone that went quiet still counts as present, in seconds."""
_AWAY_INTERVAL = 0.5
_STATES_A_SECOND = 2000
"""To so many phones in all a state is sent in a second: from 500 phones on each hears it less often than walls do."""
_AT_ONCE = 25
"""So many phones are told a state before the next messages from phones are heard."""
_BURST, _PER_SECOND = 10.0, 2.0
_MOST_BUCKETS = 5000
_GONE = (0, 0)  # in the place of the revisions of a meeting that is not there
Present = Callable[[], int]
Trouble = Callable[[], str | None]


def short(person: str) -> str:
    """What tells people of a meeting apart: the end of an id is random."""
    return person[-12:]


@dataclass(frozen=True)
class _News:
    """What a room's screens are to be told: a state for each side, which side phones are on, and their own answers."""

    states: Mapping[str, Json]
    sides: Mapping[Screen, str]
    told: tuple[str, str | None, str | None]
    everyone: Mapping[Screen, list[Json]]


def pulse_message(revision: int, done: int | None, present: int, trouble: str | None) -> Json:
    """What walls and controls are told; `done` goes up with each thing a facilitator does, where it is known."""
    return {"revision": revision, "done": done, "present": present, "trouble": trouble}


def _sides(room: Room, phones: Sequence[Screen]) -> dict[Screen, str]:
    """Whose phones these are, where that matters; those nothing is known of are left out."""
    if not room.has_sides:
        return {}
    first = {phone: phone.persons[0][0] for phone in phones if phone.persons}
    found = room.sides_of(set(first.values()))
    return {phone: found[person] for phone, person in first.items() if person in found}


class _LiveRoom:
    """The phones and walls of one meeting."""

    def __init__(
        self, meeting_id: str, present: Present, forget: Callable[[], None], trouble: Trouble,
        unsaved: Callable[[], int],
    ) -> None:  # fmt: skip
        self.meeting_id = meeting_id
        self._trouble = trouble
        self._forget = forget
        self._revision: int | None = None
        self.phones: set[Screen] = set()
        self.walls: set[Screen] = set()
        self._seen: tuple[int, int] | None = None
        self._present = present
        self._told_about: tuple[str, str | None, str | None] = ("", None, None)
        self._may_be_replaced = True
        self._for_phones, self._for_walls = Cadence(unsaved), Cadence(unsaved)
        loop = asyncio.get_running_loop()
        self._tasks = loop.create_task(self._tell_phones()), loop.create_task(self._tell_walls())

    def note(self, revisions: tuple[int, int]) -> None:
        if revisions == self._seen:
            return
        urgent = self._seen is None or revisions[1] != self._seen[1]
        self._seen = revisions
        if revisions != _GONE:
            self._revision = revisions[0]
        self.wake(urgent=urgent)

    def wake(self, *, urgent: bool = False, is_new: bool = False) -> None:
        self._may_be_replaced = self._may_be_replaced or urgent or is_new
        self._for_phones.wake(urgent=urgent)
        self._for_walls.wake(urgent=urgent)

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _tell_walls(self) -> None:
        """A wall reads for itself what has changed, so that it need not wait until phones are told."""
        while True:
            await self._for_walls.turn()
            self.beat()

    async def _tell_phones(self) -> None:
        while True:
            await self._for_phones.turn(max(INTERVAL, len(self.phones) / _STATES_A_SECOND))
            if not self.phones and self._revision is not None:
                continue
            try:
                await self._notice_a_restore()
                for phone in self.phones:
                    phone.begin_to_read()
                news = await look(self._build)
            except StoreAway:
                self._for_phones.wake()  # what could not be told is told when the database is back
                await asyncio.sleep(_AWAY_INTERVAL)
                continue
            except UnknownMeeting:  # removed, or not in the backup that was restored, which may be taken back
                continue
            await self._broadcast(news)

    async def _notice_a_restore(self) -> None:
        """After everything was replaced by a backup, phones come again: their people and answers may be others."""
        if not self._may_be_replaced:
            return
        self._may_be_replaced = False
        try:
            found = await look(lambda db: facts.get(db, facts.REPLACED))
        except StoreAway:
            self._may_be_replaced = True
            raise
        strangers = [phone for phone in self.phones if phone.replaced != found]
        if strangers:
            self._forget()
        for phone in strangers:
            phone.replaced = found  # told once is enough
            phone.come_again()

    def _build(self, store: Store) -> _News:
        """The state, what it is about, and, when that is new, what each phone's own answers are."""
        room = read(store, self.meeting_id)
        asked = library_asks.newest(store, room.community.id)
        told = (room.meeting.phase, room.round.id if room.round else None, asked)
        everyone: dict[Screen, list[Json]] = {}
        phones = list(self.phones)
        if told != self._told_about:
            everyone = dict(zip(phones, mine_of_all(room, [phone.persons for phone in phones]), strict=True))
        whose = _sides(room, phones)
        states = {side: phone_state(room, self._present(), side) for side in {UNKNOWN, *whose.values()}}
        return _News(states, whose, told, everyone)

    async def _broadcast(self, news: _News) -> None:
        """Tell the phones a few at a time: what they send meanwhile is heard in between."""
        self._told_about = news.told
        if self._revision is None:
            self._revision = news.states[UNKNOWN]["revision"]
            self._for_walls.wake()
        texts = {side: dumps(state) for side, state in news.states.items()}
        phones = list(self.phones)
        figures.STATES.add(len(phones))
        for first in range(0, len(phones), _AT_ONCE):
            for phone in phones[first : first + _AT_ONCE]:
                phone.show(texts[news.sides.get(phone, UNKNOWN)])
                if phone in news.everyone:
                    phone.tell_all(news.everyone[phone])
            await asyncio.sleep(0)

    def beat(self) -> None:
        """Tell the walls and controls where the meeting stands, and whether its answers can be saved."""
        if self._revision is None:  # each was told on coming, and all are as soon as it is known
            return
        done = self._seen[1] if self._seen else None
        pulse = dumps(pulse_message(self._revision, done, self._present(), self._trouble()))
        for wall in self.walls:
            wall.show(pulse)


class Hub:
    """All live rooms of this process. Its methods for screens run on the event loop that `attach` was given."""

    def __init__(self, writer: Writer, loop: asyncio.AbstractEventLoop | None = None) -> None:
        self._rooms: dict[str, _LiveRoom] = {}
        self._seen: dict[str, dict[str, float]] = {}
        self._connected: dict[str, Counter[str]] = {}
        self._elsewhere: Mapping[str, frozenset[str]] = {}
        self._asked: dict[str, float] = {}
        self.differing: list[str] = []
        """The settings that another running process has otherwise."""
        self._buckets: dict[str, tuple[float, float]] = {}
        self._loop = loop
        self._writer = writer
        writer.listen(self._look, is_wanted=lambda: bool(self._rooms))
        writer.on_trouble(self._announce)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def enter(self, meeting_id: str, screen: Screen, *, is_phone: bool) -> None:
        """Add a screen to a meeting; it gets every state from now on."""
        room = self._rooms.get(meeting_id)
        if room is None:
            room = self._rooms[meeting_id] = _LiveRoom(
                meeting_id, lambda: self.present(meeting_id), lambda: self._forget(meeting_id), lambda: self.trouble,
                lambda: self._writer.unsaved,
            )  # fmt: skip
        (room.phones if is_phone else room.walls).add(screen)
        room.wake(is_new=True)

    def leave(self, meeting_id: str, screen: Screen) -> None:
        room = self._rooms.get(meeting_id)
        if room is None:
            return
        room.phones.discard(screen)
        room.walls.discard(screen)
        room.wake()
        if not room.phones and not room.walls:
            room.stop()
            del self._rooms[meeting_id]

    def saw(self, meeting_id: str, person: str, at: float | None = None) -> None:
        """Note that a participant's phone is there."""
        self._seen.setdefault(meeting_id, {})[person] = time.monotonic() if at is None else at

    def stays(self, meeting_id: str, person: str) -> Counter[str]:
        """Note that a participant's phone is connected, until `goes` is given what this returns."""
        connected = self._connected.setdefault(meeting_id, Counter())
        connected[person] += 1
        return connected

    def goes(self, meeting_id: str, person: str, connected: Counter[str]) -> None:
        """Note that a connection of a participant's phone is gone; another one of it may have begun meanwhile."""
        connected -= Counter([person])
        if connected is self._connected.get(meeting_id):
            self.saw(meeting_id, person)

    def _forget(self, meeting_id: str) -> None:
        """Start anew with who is there: after a restore the same phones may be other people."""
        self._seen.pop(meeting_id, None)
        self._connected.pop(meeting_id, None)

    def here(self, meeting_id: str) -> set[str]:
        """Whose phones are connected to this process or were in the last two minutes."""
        since = time.monotonic() - PRESENT_FOR
        # From several threads, while phones come: only a copy is made in one go. A list of the items is not.
        lately = {person for person, at in self._seen.get(meeting_id, {}).copy().items() if at >= since}
        return lately.union(list(self._connected.get(meeting_id, ())))

    def present(self, meeting_id: str) -> int:
        """How many phones are connected to any process or were there in the last two minutes."""
        self._asked[meeting_id] = time.monotonic()
        here, elsewhere = self.here(meeting_id), self._elsewhere.get(meeting_id)
        return len(elsewhere.union(map(short, here))) if elsewhere else len(here)

    def meetings(self) -> list[str]:
        """The meetings with a phone or a wall on this process, and those whose `present` was asked for lately.

        A page may be made here while its pulse, and every phone, is connected to other processes.
        """
        since = time.monotonic() - PRESENT_FOR
        self._asked = {meeting_id: at for meeting_id, at in self._asked.copy().items() if at >= since}
        return list({**self._rooms, **self._asked})

    def visited(self) -> list[str]:
        """The meetings that somebody's phone has come to through this process."""
        return list({**self._seen, **self._connected})

    def find_elsewhere(self, people: Mapping[str, frozenset[str]]) -> None:
        """On the writer's thread: who is at each meeting in other processes; rooms are told if that is new."""
        before, self._elsewhere = self._elsewhere, people
        for meeting_id, room in self._rooms.copy().items():
            if self._loop is not None and before.get(meeting_id) != people.get(meeting_id):
                self._loop.call_soon_threadsafe(room.wake)

    def connected(self) -> tuple[int, int]:
        """How many phones, and how many walls and controls, are connected to this process."""
        rooms = list(self._rooms.values())
        return sum(len(room.phones) for room in rooms), sum(len(room.walls) for room in rooms)

    def may_send(self, device: str) -> bool:
        """Take one from a phone's rate: ten messages at once, then two a second."""
        at = time.monotonic()
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets = {name: kept for name, kept in self._buckets.copy().items() if at - kept[1] < _BURST}
        left, since = self._buckets.get(device, (_BURST, at))
        left = min(_BURST, left + (at - since) * _PER_SECOND)
        self._buckets[device] = (max(left - 1, 0.0) if left >= 1 else left, at)
        return left >= 1

    @property
    def trouble(self) -> str | None:
        """Why nothing can be saved at the moment, as the name of a text; None when all is well."""
        return self._writer.trouble.code if self._writer.trouble else None

    def _announce(self) -> None:
        """On the writer's thread: answers cannot be saved any more, or can be again."""
        if self._loop is not None:
            for room in list(self._rooms.values()):
                self._loop.call_soon_threadsafe(room.beat)

    def _look(self, store: Store) -> None:
        """On the writer's thread: tell rooms whose revision moved."""
        rooms = dict(self._rooms)
        if self._loop is None or not rooms:
            return
        found = meetings.revisions(store, list(rooms))
        for meeting_id, room in rooms.items():
            self._loop.call_soon_threadsafe(room.note, found.get(meeting_id, _GONE))
