"""Who is at a meeting in all processes: each tells the others through the database, every few seconds at most."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial

from components.live.hub import Hub, short
from components.live.writer import Writer
from components.settings import settings
from db import processes
from db.engine import Store
from db.ids import new_id
from db.processes import Process

_EVERY = 3.0
_BEAT = 30.0
_log = logging.getLogger("attune.live")
People = Mapping[str, frozenset[str]]


class Presence:
    """A chore of the writer. It writes only while phones or walls are connected, and what has changed since.

    People are told by the end of their random id: a phone that comes back through another process counts once.
    """

    def __init__(self, writer: Writer, hub: Hub) -> None:
        self._writer, self._hub = writer, hub
        self._process = Process(new_id(), settings().fingerprints)
        self._next = self._beat_at = 0.0
        self._told: People = {}
        self._writer.put(self._come)

    def __call__(self, store: Store) -> None:
        at = time.monotonic()
        if at < self._next:
            return
        self._next = at + _EVERY
        meetings, here = self._hub.meetings(), self._here()
        if not meetings and not here and not self._told:
            return
        self._look(store, meetings)
        if here != self._told or at - self._beat_at > _BEAT:
            self._beat_at = at
            self._writer.put(partial(self._tell, here)).add_done_callback(partial(self._note, here))

    def _here(self) -> People:
        found = {meeting_id: self._hub.here(meeting_id) for meeting_id in self._hub.visited()}
        return {meeting_id: frozenset(map(short, people)) for meeting_id, people in found.items() if people}

    def _come(self, db: Store) -> None:
        processes.beat(db, self._process)

    def _tell(self, here: People, db: Store) -> None:
        """Write what has changed; all of it where a restore or a long silence has taken this process's own rows."""
        known: People = self._told if processes.beat(db, self._process) else {}
        changed = {name: here.get(name, frozenset()) for name in {*here, *known} if here.get(name) != known.get(name)}
        processes.tell(db, self._process.id, changed)

    def _note(self, here: People, done: Future[None]) -> None:
        if done.exception() is None:
            self._told = here

    def _look(self, store: Store, meetings: list[str]) -> None:
        others = [each for each in processes.running(store) if each.id != self._process.id]
        elsewhere = processes.people_elsewhere(store, self._process.id, meetings) if others and meetings else {}
        self._hub.find_elsewhere(elsewhere)
        own = self._process.settings
        differing = sorted({key for each in others for key in own if each.settings.get(key) != own[key]})
        if differing and differing != self._hub.differing:
            _log.warning("another process has other settings", extra={"facts": {"settings": differing}})
        self._hub.differing = differing
