"""The process's way to its database: read with `open_store`, write with `save`."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from components.live.writer import Writer
from components.settings import settings
from db.engine import Store, open_reader

R = TypeVar("R")
_lock = threading.Lock()
_writer: Writer | None = None
_idle: deque[Store] = deque()
_MOST_IDLE = 8


def the_writer() -> Writer:
    """The writer of this process, started (and the schema brought up to date) when first asked for."""
    global _writer
    with _lock:
        if _writer is None:
            _writer = Writer(settings().database)
        return _writer


def close_writer() -> None:
    """Finish what is being written and let the database go; the next `the_writer` opens it again."""
    global _writer
    with _lock:
        while _idle:
            _idle.pop().close()
        if _writer is not None:
            _writer.stop()
            _writer = None


@contextmanager
def open_store() -> Iterator[Store]:
    """A store to read from, for the length of the block.

    Connections are kept for the next reader: a fresh one reads the whole schema first, which costs more than most
    pages read.
    """
    the_writer()
    try:
        store = _idle.pop()
    except IndexError:
        store = open_reader(settings().database)
    try:
        yield store
    except BaseException:
        store.close()
        raise
    if len(_idle) < _MOST_IDLE:
        _idle.append(store)
    else:
        store.close()


def save(job: Callable[[Store], R]) -> R:
    """Run a job in the writer and return its result once it is committed; an error it raises is raised here."""
    result: R = the_writer().put(job).result()
    return result
