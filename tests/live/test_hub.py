from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

from components.live.cast import Cast
from components.live.hub import Hub
from components.live.screens import Screen
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


def test_an_answer_saved_while_all_are_read_is_not_replaced_by_what_was_read() -> None:
    screen = Screen((("somebody", 1),))
    own: dict[str, Any] = {"type": "mine", "round": "round", "seat": 1, "value": None, "previous": {"word": "before"}}

    async def told() -> list[dict[str, Any]]:
        screen.begin_to_read()
        screen.saved("somebody", Cast("id", "round", {"word": "newest"}))
        screen.tell_all([own])
        return [json.loads(await screen.next() or "") for _ in range(screen.waiting)]

    assert asyncio.run(told()) == [{**own, "value": {"word": "newest"}}]


def test_a_phone_is_told_its_saved_answer_again_a_little_later_and_only_the_newest() -> None:
    async def told() -> list[dict[str, Any]]:
        screen = Screen((("somebody", 1),))
        screen.saved("somebody", Cast("id", "round", {"word": "older"}))
        screen.saved("somebody", Cast("id", "round", {"word": "newest"}))
        screen.show('{"type": "state"}')
        texts = [await asyncio.wait_for(screen.next(), 5) for _ in range(2)]
        assert not screen.waiting
        return [json.loads(text or "") for text in texts]

    state, own = asyncio.run(told())
    assert state["type"] == "state"
    assert (own["type"], own["value"]) == ("mine", {"word": "newest"})


def test_a_connection_remembers_only_answers_to_what_is_asked_now() -> None:
    def own(name: str) -> dict[str, Any]:
        return {"type": "mine", "round": name, "seat": 1, "value": None, "previous": {"word": "before"}}

    async def told() -> dict[str, Any]:
        screen = Screen((("somebody", 1),))
        for asked in ([own("first")], [own("second")]):
            screen.tell_all(asked)
            await screen.next()
        for name in ("first", "second"):
            screen.saved("somebody", Cast("id", name, {"word": "now"}))
        texts = [await asyncio.wait_for(screen.next(), 5) for _ in range(2)]
        return {each["round"]: each["previous"] for each in map(json.loads, filter(None, texts))}

    assert asyncio.run(told()) == {"first": None, "second": {"word": "before"}}
