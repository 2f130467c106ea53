"""The one writer of a process: waiting jobs share a transaction, and nobody is told before it is committed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.engine import Store, open_writer
from db.migrations import migrate

_LOOK_EVERY = 0.05
_MOST_PER_COMMIT = 500


@dataclass(frozen=True)
class _Job:
    work: Callable[[Store], Any]
    result: Future[Any]


class Writer:
    """A thread that owns the writing connection.

    `put` hands it a job and returns a future that is done after the commit. Jobs of one commit are apart from each
    other: one that raises leaves no trace and spoils none. After every commit, and when another process has committed
    (seen within 50 ms), each listener is called with the store, on the writer's thread; each chore is called every
    50 ms.
    """

    def __init__(self, path: Path) -> None:
        self._store = open_writer(path)
        try:
            migrate(self._store, path)
        except BaseException:
            self._store.close()
            raise
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[Store], None]] = []
        self._chores: list[Callable[[Store], None]] = []
        self._thread = threading.Thread(target=self._run, name="attune-writer", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[Store], Any]) -> Future[Any]:
        """Queue a job; the future holds its result after the commit, or its error."""
        job = _Job(work, Future())
        self._jobs.put(job)
        return job.result

    def listen(self, listener: Callable[[Store], None]) -> None:
        """Call this after every change of the database, from here or outside."""
        self._listeners.append(listener)

    def add_chore(self, chore: Callable[[Store], None]) -> None:
        """Call this every 50 ms; a chore that has something to write puts a job."""
        self._chores.append(chore)

    def stop(self) -> None:
        """Finish what is queued, then close the database."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        seen = self._store.outside_changes()
        stopping = False
        while not stopping:
            jobs, stopping = self._take()
            if jobs:
                self._commit(jobs)
            outside = self._store.outside_changes()
            if jobs or outside != seen:
                seen = outside
                for listener in self._listeners:
                    listener(self._store)
            for chore in self._chores:
                chore(self._store)
        self._store.close()

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

    def _commit(self, jobs: list[_Job]) -> None:
        done: list[tuple[_Job, Any, Exception | None]] = []
        try:
            with self._store.atomic():
                done = [self._work(job) for job in jobs]
        except Exception as error:
            for job in jobs:
                job.result.set_exception(error)
            return
        for job, value, failure in done:
            if failure is None:
                job.result.set_result(value)
            else:
                job.result.set_exception(failure)

    def _work(self, job: _Job) -> tuple[_Job, Any, Exception | None]:
        try:
            with self._store.atomic():
                return job, job.work(self._store), None
        except Exception as failure:
            return job, None, failure
