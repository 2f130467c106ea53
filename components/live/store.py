"""The process's way to its database: read with `open_store` or `look`, write with `save`."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from components.live.courtesy import answers_first
from components.live.writer import Writer
from components.settings import settings
from db.engine import Engine, Readers, Store, StoreAway, engine_at

R = TypeVar("R")
_READING_AT_ONCE = 8
_lock = threading.Lock()
_writer: Writer | None = None
_readers: Readers | None = None
_threads = ThreadPoolExecutor(_READING_AT_ONCE, thread_name_prefix="attune-reader")


def the_engine() -> Engine:
    """The engine of this process's database. Raises `StoreUnusable` for an address that is none."""
    return engine_at(settings().database, settings().copies)


def the_writer() -> Writer:
    """The writer of this process, started (and the schema brought up to date) when first asked for."""
    global _writer
    found = _writer
    if found is not None:  # asked for with every answer: without a lock that a script thread may hold
        return found
    with _lock:
        if _writer is None:
            _writer = Writer(the_engine())
            _writer.on_trouble(_let_readers_go)
        return _writer


def _the_readers() -> Readers:
    global _readers
    with _lock:
        if _readers is None:
            _readers = the_engine().readers()
        return _readers


def _let_readers_go() -> None:
    """Keep no connection from a time of trouble: all of a process to an SQLite file share what the first one found."""
    if _readers is not None and the_engine().is_file:
        _readers.close()


def close_writer() -> None:
    """Finish what is being written and let the database go; the next `the_writer` opens it again."""
    global _writer, _readers
    with _lock:
        if _readers is not None:
            _readers.close()
            _readers = None
        if _writer is not None:
            _writer.stop()
            _writer = None


@contextmanager
def open_store() -> Iterator[Store]:
    """A store to read from, for the length of the block; a page that asks in the middle of a burst waits for its end.

    Raises `StoreAway` while the database does not answer.
    """
    answers_first()
    writer = the_writer()
    trouble = writer.trouble
    if trouble and trouble.code == "database_away":
        # To wait for a server that is known to be away would hold up everybody.
        raise StoreAway(trouble.code, trouble.path)
    try:
        with _the_readers().open() as store:
            yield store
        if trouble:
            _let_readers_go()
    except StoreAway as error:
        writer.suspect(error)
        raise


async def look(job: Callable[[Store], R]) -> R:
    """Run a reading job and return its result, without holding up the event loop."""

    def read() -> R:
        with open_store() as store:
            return job(store)

    return await asyncio.get_running_loop().run_in_executor(_threads, read)


def save(job: Callable[[Store], R]) -> R:
    """Run a job in the writer and return its result once it is committed; an error it raises is raised here."""
    return the_writer().put(job).result()
