from __future__ import annotations

import threading

from components.live.hub import Hub
from components.live.writer import Writer
from db.engine import Engine


class Litter:
    """Something only the garbage collector gets rid of, and then other threads have their turn."""

    def __init__(self) -> None:
        self.self = self

    def __del__(self) -> None:
        for _ in range(2000):
            pass


def test_who_is_here_can_be_counted_while_more_come(engine: Engine) -> None:
    writer = Writer(engine)
    hub = Hub(writer)
    for number in range(3000):
        hub.saw("meeting", f"here {number}")
    failed: list[Exception] = []
    over = threading.Event()

    def count() -> None:
        try:
            while not over.is_set():
                Litter()
                hub.present("meeting")
        except RuntimeError as error:
            failed.append(error)

    counting = threading.Thread(target=count)
    counting.start()
    for number in range(20_000):
        hub.saw("meeting", f"comes {number}")
    over.set()
    counting.join()
    writer.stop()
    assert not failed
    assert hub.present("meeting") == 23_000
