"""The process's way to its database: read with `open_store` or `look`, write with `save` or `save_together`."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from components.live.writer import MOST_AT_ONCE, Together, Writer
from components.settings import settings
from db.engine import Engine, Readers, Store, StoreAway, engine_at

R = TypeVar("R")
_READING_AT_ONCE = 8
_lock = threading.Lock()
_writer: Writer | None = None
_readers: Readers | None = None
_Turn = list[tuple[Any, asyncio.Future[Any]]]
_turns: dict[tuple[asyncio.AbstractEventLoop, Together], _Turn] = {}
"""What was asked for since the loop last turned."""
_under_way: set[Future[list[Any]]] = set()
_threads = ThreadPoolExecutor(_READING_AT_ONCE, thread_name_prefix="attune-reader")


def the_engine() -> Engine:
    """The engine of this process's database. Raises `StoreUnusable` for an address that is none."""
    return engine_at(settings().database, settings().copies)


def the_writer() -> Writer:
    """The writer of this process, started (and the schema brought up to date) when first asked for."""
    global _writer
    with _lock:
        if _writer is None:
            _writer = Writer(the_engine())
        return _writer


def _the_readers() -> Readers:
    global _readers
    with _lock:
        if _readers is None:
            _readers = the_engine().readers()
        return _readers


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
    """A store to read from, for the length of the block. Raises `StoreAway` while the database does not answer."""
    writer = the_writer()
    trouble = writer.trouble
    if trouble and trouble.code == "database_away":
        # To wait for a server that is known to be away would hold up everybody.
        raise StoreAway(trouble.code, trouble.path)
    try:
        with _the_readers().open() as store:
            yield store
    except StoreAway as error:
        writer.suspect(error)
        raise


async def look(job: Callable[[Store], R]) -> R:
    """Run a reading job and return its result, without holding up the event loop."""

    def read() -> R:
        with open_store() as store:
            return job(store)

    return await asyncio.get_running_loop().run_in_executor(_threads, read)


def save_together(together: Together, item: Any) -> asyncio.Future[Any]:
    """From the event loop: do for one item what is done for many at once; await it for its result after the commit.

    What is asked for in one turn of the loop becomes one job, or a few, and its results come back as one: a thousand
    phones that answer at once cost the loop and the writer a handful of wake-ups.
    """
    loop = asyncio.get_running_loop()
    waiting = _turns.get((loop, together))
    if waiting is None:
        waiting = _turns[loop, together] = []
        loop.call_soon(_hand_over, loop, together)
    result = loop.create_future()
    waiting.append((item, result))
    return result


def is_taking() -> bool:
    """Whether something of `save_together` is under way: more may come right behind it."""
    return bool(_turns or _under_way)


def _hand_over(loop: asyncio.AbstractEventLoop, together: Together) -> None:
    waiting = _turns.pop((loop, together))
    for start in range(0, len(waiting), MOST_AT_ONCE):
        some = waiting[start : start + MOST_AT_ONCE]
        job = the_writer().put_all(together, [item for item, _ in some])
        _under_way.add(job)
        job.add_done_callback(partial(_done, loop, some))


def _done(loop: asyncio.AbstractEventLoop, waiting: _Turn, job: Future[list[Any]]) -> None:
    """On the writer's thread."""
    _under_way.discard(job)
    with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
        loop.call_soon_threadsafe(_tell, waiting, job)


def _tell(waiting: _Turn, done: Future[list[Any]]) -> None:
    error = done.exception()
    results = [error] * len(waiting) if error else done.result()
    for (_, asked), result in zip(waiting, results, strict=True):
        if asked.cancelled():
            continue
        if isinstance(result, BaseException):
            asked.set_exception(result)
        else:
            asked.set_result(result)


def save(job: Callable[[Store], R]) -> R:
    """Run a job in the writer and return its result once it is committed; an error it raises is raised here."""
    return the_writer().put(job).result()
