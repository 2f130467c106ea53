from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from components.live import control
from components.live.screens import Screen
from components.live.store import save
from components.phone import limits, sockets
from components.phone.limits import TRY_AGAIN_LATER, Flow, Lines, Verdict
from tests.phone.lane import ask, make, serve_lane
from tests.rooms import LINES, Made

WORDS = {"en": "🌱" * 160, "es": "🌱" * 160}
MANY_LINES = {"lines": [{**LINES["lines"][0], "id": f"line{n}", "stem": WORDS} for n in range(8)]}


def test_a_device_may_send_a_hundred_messages_at_once() -> None:
    flow = Flow()
    assert [flow.take("one") for _ in range(100)] == [Verdict.FINE] * 100
    assert flow.take("one") is Verdict.TOO_FAST
    assert flow.take("another") is Verdict.FINE


def test_a_device_that_goes_on_too_fast_becomes_a_flood_and_may_not_connect() -> None:
    flow = Flow()
    verdicts = [flow.take("one") for _ in range(400)]
    assert verdicts[-1] is Verdict.FLOOD
    assert Verdict.FLOOD not in verdicts[:250]
    assert not flow.connect("one")
    assert flow.connect("another")


def test_of_many_connections_of_one_device_the_oldest_are_let_go() -> None:
    lines, screens = Lines(), [Screen() for _ in range(10)]
    with ExitStack() as stack:
        for screen in screens:
            stack.enter_context(lines.of("one", screen))
        other = Screen()
        stack.enter_context(lines.of("another", other))
        assert [screen.closing for screen in (*screens, other)] == [TRY_AGAIN_LATER] * 2 + [None] * 9


def test_more_connections_than_a_process_carries_are_one_too_many() -> None:
    lines = Lines(most=2)
    seen = []
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(lines.counted())
            seen.append(lines.are_full)
    seen.append(lines.are_full)
    assert seen == [False, False, True, False]


@pytest.fixture
def room(database: str, free_port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Made]]:
    """A lane that soon loses patience with those who take nothing, and a meeting with much to tell."""
    monkeypatch.setattr(sockets, "TAKES_WITHIN", 0.3)
    made = make("spectrum", MANY_LINES)
    ask(made, "spectrum")
    with serve_lane(free_port):
        yield free_port, made


def test_who_takes_nothing_of_what_it_is_told_is_let_go(room: tuple[int, Made]) -> None:
    port, made = room
    with socket.socket() as silent:
        silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        silent.connect(("127.0.0.1", port))
        silent.sendall(
            f"GET /j/{made.code}/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert b"101" in silent.recv(20)
        ends = time.monotonic() + 30
        while limits.phones.count:
            assert time.monotonic() < ends, "it is still held"
            save(lambda db: control.blank(db, made.id, True))
            save(lambda db: control.blank(db, made.id, False))
        silent.settimeout(20)
        while silent.recv(65536):
            pass
