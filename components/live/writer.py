"""The one writer of a process: takes jobs from any thread, commits them in groups, acknowledges after the commit."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from components.live import figures
from db import facts
from db.engine import Engine, Store, StoreAway, StoreUnusable
from db.ids import now
from db.migrations import migrate

T = TypeVar("T")
R = TypeVar("R")
Together = Callable[[Store, Sequence[Any]], Sequence[Any]]
"""Does for many what one job would do for each, in order; one of its results may be an exception to raise."""

_LOOK_EVERY = 0.05
_TRY_AGAIN = 0.5
_MOST_PER_COMMIT = 200
"""With more, statements grow so long that each of their rows costs more, and the first answer waits for the last."""
_STUCK_AFTER = 30.0


@dataclass(frozen=True)
class _Job:
    """One thing to do: `work(store)`, or one `item` of what `together` does for many."""

    result: Future[Any] | asyncio.Future[Any]
    work: Callable[[Store], Any] | None = None
    together: Together | None = None
    item: Any = None


@dataclass(frozen=True)
class _Listener:
    call: Callable[[Store], None]
    is_wanted: Callable[[], bool]


class Writer:
    """A thread that owns the writing connection.

    `put` hands it a job and returns a future that is done after the commit. Jobs of one commit are apart from each
    other: one that raises leaves no trace and spoils none. After every commit, and soon after another process has
    committed, each listener is called with the store, on the writer's thread; each chore is called every 50 ms.

    While the database does not answer, jobs fail at once with `StoreAway`, which `trouble` keeps, and the writer tries
    again twice a second; when it is back, listeners are called. A database that can never be used raises
    `StoreUnusable` at the start.
    """

    def __init__(self, engine: Engine) -> None:
        self._trouble: StoreAway | None = None
        self._announcements: list[Callable[[], None]] = []
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._listeners: list[_Listener] = []
        self._chores: list[Callable[[Store], None]] = []
        self._in_hand = 0
        self._tried_at = self._began_at = time.monotonic()
        self._store: Store | None = None
        try:
            self._store = self._open()
        except StoreAway as error:
            self._trouble = error
        self._thread = threading.Thread(target=self._run, name="attune-writer", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[Store], R]) -> Future[R]:
        """Queue a job; the future holds its result after the commit, or its error."""
        result: Future[R] = Future()
        result.set_running_or_notify_cancel()  # it is done even where nobody waits for it any more
        self._jobs.put(_Job(work=work, result=result))
        return result

    def put_to(self, together: Together, item: Any) -> asyncio.Future[Any]:
        """On an event loop: queue one item for something that is done for many at once.

        Whoever waits beside it goes along, and the loop is woken once for all of them.
        """
        result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(together=together, item=item, result=result))
        return result

    def listen(self, listener: Callable[[Store], None], is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Call this after every change from here, and, while anybody's `is_wanted`, after those from outside."""
        self._listeners.append(_Listener(listener, is_wanted))

    def add_chore(self, chore: Callable[[Store], None]) -> None:
        """Call this every 50 ms; a chore that has something to write puts a job."""
        self._chores.append(chore)

    @property
    def trouble(self) -> StoreAway | None:
        """Why nothing can be saved at the moment, or None."""
        return self._trouble

    @property
    def waiting(self) -> int:
        """How many jobs nobody has begun."""
        return self._jobs.qsize()

    @property
    def unsaved(self) -> int:
        """How many jobs are not committed yet: those that wait, and those in hand."""
        return self._jobs.qsize() + self._in_hand

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def is_stuck(self) -> bool:
        """Whether one turn takes so long that something must be wrong, such as a lock that nobody gives back."""
        return time.monotonic() - self._began_at > _STUCK_AFTER

    def on_trouble(self, announce: Callable[[], None]) -> None:
        """Call this when `trouble` begins or is over, on the writer's thread."""
        self._announcements.append(announce)

    def suspect(self, error: StoreAway) -> None:
        """Somebody else has found that the database does not answer: look at once."""
        if self.trouble is None:
            self.put(_look)

    def stop(self) -> None:
        """Finish what is queued, then close the database."""
        self._jobs.put(None)
        self._thread.join()

    # --- On the writer's own thread

    def _run(self) -> None:
        stopping = False
        while not stopping:
            jobs, stopping = self._take()
            self._in_hand = len(jobs)
            self._began_at = time.monotonic()
            try:
                self._turn(jobs)
            except StoreAway as error:
                self._lose(error)
        if self._store:
            self._store.close()

    def _turn(self, jobs: list[_Job]) -> None:
        was_away = self.trouble is not None
        store = self._ready(jobs)
        if store is None:
            return
        if jobs:
            self._commit(store, jobs)
        self._in_hand = 0
        is_news = bool(jobs) or was_away
        if any(listener.is_wanted() for listener in self._listeners):
            is_news = store.changed_outside() or is_news
        if is_news:
            for listener in self._listeners:
                listener.call(store)
        for chore in self._chores:
            chore(store)

    def _take(self) -> tuple[list[_Job], bool]:
        """What is waiting, at most a commit's worth, and whether to stop after it."""
        jobs: list[_Job] = []
        try:
            job = self._jobs.get(timeout=_LOOK_EVERY)
            while job is not None:
                jobs.append(job)
                if len(jobs) == _MOST_PER_COMMIT:
                    return jobs, False
                job = self._jobs.get_nowait()
        except queue.Empty:
            return jobs, False
        return jobs, True

    def _open(self) -> Store:
        store = self._engine.open_writer()
        try:
            migrate(store, self._engine)
        except BaseException:
            store.close()
            raise
        return store

    def _ready(self, jobs: list[_Job]) -> Store | None:
        """The store, opened again if it was lost; None while it is away, and then every job has failed."""
        if self._store is None and time.monotonic() - self._tried_at >= _TRY_AGAIN:
            self._tried_at = time.monotonic()
            try:
                self._store = self._open()
                _prove(self._store)
                self._say(None)
            except StoreUnusable as error:
                self._lose(StoreAway(error.code, error.path))
        if self._store is None:
            _fail(jobs, self.trouble)
        return self._store

    def _say(self, trouble: StoreAway | None) -> None:
        is_news = (trouble is None) != (self._trouble is None)
        self._trouble = trouble
        for announce in self._announcements if is_news else ():
            announce()

    def _lose(self, error: StoreAway) -> None:
        self._in_hand = 0
        self._say(error)
        self._tried_at = time.monotonic()
        if self._store:
            self._store.close()
            self._store = None

    def _commit(self, store: Store, jobs: list[_Job]) -> None:
        done: list[tuple[_Job, Any]] = []
        groups = [list(group) for _, group in groupby(jobs, key=lambda job: job.together or id(job))]
        try:
            with store.atomic() if len(groups) > 1 else nullcontext():  # one group alone is its own transaction
                for group in groups:
                    done += _work(store, group)
        except Exception as error:
            _fail(jobs, error)
            if isinstance(error, StoreAway):
                raise
            return
        figures.COMMITS.add(len(jobs))
        _settle(done)


def _look(store: Store) -> None:
    store.one("SELECT 1 AS found")


def _prove(store: Store) -> None:
    """Make sure a database that was away takes what is written: a full disk can still be read."""
    with store.atomic():
        facts.put(store, facts.CAME_BACK, now())


def _fail(jobs: Sequence[_Job], error: Exception | None) -> None:
    _settle([(job, error) for job in jobs])


def _settle(done: Iterable[tuple[_Job, Any]]) -> None:
    """Tell everybody who waits what became of it; each event loop is woken once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
    for job, value in done:
        if isinstance(job.result, asyncio.Future):
            by_loop.setdefault(job.result.get_loop(), []).append((job.result, value))
        else:
            _give(job.result, value)
    for loop, waiting in by_loop.items():
        with suppress(RuntimeError):  # its server has stopped, and nobody waits there any more
            loop.call_soon_threadsafe(_give_all, waiting)


def _give_all(waiting: Iterable[tuple[asyncio.Future[Any], Any]]) -> None:
    for result, value in waiting:
        if not result.cancelled():
            _give(result, value)


def _give(result: Future[Any] | asyncio.Future[Any], value: Any) -> None:
    if isinstance(value, Exception):
        result.set_exception(value)
    else:
        result.set_result(value)


def _work(store: Store, group: list[_Job]) -> list[tuple[_Job, Any]]:
    """The jobs of a group with their results; where doing them at once fails, each is done alone."""
    together = group[0].together
    if together is None:
        work = group[0].work
        assert work
        return [(group[0], _alone(store, work))]
    results = _alone(store, lambda db: together(db, [job.item for job in group]))
    if not isinstance(results, Exception):
        return list(zip(group, results, strict=True))
    if len(group) == 1:
        return [(group[0], results)]
    return [pair for job in group for pair in _work(store, [job])]


def _alone(store: Store, work: Callable[[Store], Any]) -> Any:
    """What a piece of work returns or raises; what it wrote is undone if it raises."""
    try:
        with store.atomic():
            return work(store)
    except StoreAway:
        raise
    except Exception as error:
        return error
