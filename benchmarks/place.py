"""Where something is measured: a server in a process of its own, what it takes, and what machine it is on."""

from __future__ import annotations

import os
import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles
from typing import Any, TypeVar

from components.live import control
from db.engine import Store
from tests.rooms import LINES, Made, make_meeting, open_activity
from tests.servers import Server

R = TypeVar("R")
_TICKS = os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, Any]:
    """What a figure depends on, and nothing that tells whose machine it is."""
    of = {name: version(name) for name in ("streamlit", "starlette", "uvicorn", "plotly", "sqlite-utils")}
    return {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version(), **of}


def a_room(db: Store) -> tuple[Made, str]:
    """A live meeting with an open line, and the round's id."""
    made = make_meeting(db, configs={"spectrum": LINES})
    return made, open_activity(db, made, "spectrum")


def next_round(server: Server, made: Made) -> str:
    """Everybody is asked once more; the new round's id."""

    def turn(db: Store) -> str:
        control.close(db, made.id, seconds=0)
        return control.open_round(db, made.id)

    return server.save(turn)


def dots(number: int) -> dict[str, Any]:
    """The value of one phone's answer."""
    return {"lines": {"expertise": number % 101}}


def cpu_seconds(process_id: int) -> float:
    """The processor's time that a process has taken so far (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_mb(process_id: int) -> float:
    """The memory that a process has now (Linux)."""
    pages = int(Path(f"/proc/{process_id}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def process_of(server: Server) -> int:
    assert server.process
    return server.process.pid


def in_ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def spread(seconds: list[float]) -> dict[str, float]:
    """The middle, the 95th and the 99th of a hundred, in milliseconds."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {"p50": in_ms(cuts[49]), "p95": in_ms(cuts[94]), "p99": in_ms(cuts[98])}


@contextmanager
def again_and_again(job: Callable[[], object]) -> Iterator[None]:
    """Have a thread do something over and over for the length of the block."""
    is_over = threading.Event()

    def run() -> None:
        while not is_over.is_set():
            job()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(timeout=60)


def aside(job: Callable[[], R]) -> R:
    """Do something in a thread of its own: a browser that is driven from here has an event loop in this one."""
    found: list[R] = []
    thread = threading.Thread(target=lambda: found.append(job()))
    thread.start()
    thread.join()
    if not found:
        raise SystemExit("what was measured failed; its error is above")
    return found[0]
