"""A page that computes for long makes room for a burst of answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from components.live import courtesy

PAGE = "ScriptRunner.scriptThread"


@pytest.fixture
def burst() -> Iterator[ExitStack]:
    """Many answers on their way, until it is closed."""
    with ExitStack() as stack:
        for _ in range(50):
            stack.enter_context(courtesy.answering())
        yield stack


def go_on(name: str) -> threading.Event:
    """A thread that goes on as soon as it may."""
    went = threading.Event()

    def run() -> None:
        courtesy.answers_first()
        went.set()

    threading.Thread(target=run, name=name, daemon=True).start()
    return went


def test_a_page_waits_until_a_burst_is_answered(burst: ExitStack) -> None:
    went = go_on(PAGE)
    assert not went.wait(0.2)
    burst.close()
    assert went.wait(5)


def test_nothing_but_a_page_waits(burst: ExitStack) -> None:
    assert go_on("attune-writer").wait(5)


def test_a_page_does_not_wait_where_few_answer() -> None:
    with courtesy.answering():
        assert go_on(PAGE).wait(5)


def test_a_page_goes_on_while_a_burst_does_not_end(burst: ExitStack) -> None:
    waits: list[float] = []

    def run() -> None:
        for _ in range(3):
            began = time.monotonic()
            courtesy.answers_first()
            waits.append(time.monotonic() - began)

    thread = threading.Thread(target=run, name=PAGE, daemon=True)
    thread.start()
    thread.join(20)
    assert len(waits) == 3
    assert waits[0] > courtesy._LONGEST > max(waits[1:])
