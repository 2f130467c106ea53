"""Phones on a host that lets no route but Streamlit's through: `python -m benchmarks.streamlit_lane [--tabs 500]`.

Tabs that speak Streamlit's own protocol without a browser around it. They come within twenty seconds. Those that the
page does not tell to look again from the start find after as long as its own script does that no other route leads
through, and say so. All look again as often as the page tells them to, and each answers once. Prints JSON, in
milliseconds: until the first page is whole, and from an answer until the page that says it is saved; and the runs of
the page and its parts that all that took.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from random import random
from time import perf_counter
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.place import a_room, dots, spread
from components.phone.identity import COOKIE, new_device
from db import answers
from tests.servers import Server, serve

COME_WITHIN, ANSWER_WITHIN = 20.0, 20.0
SAYS_SO_AFTER = 1.5
"""Seconds in which `pulse.js` has tried three times."""
BALLOT, PULSE = "attune_ballot", "attune_pulse"
NO_OTHER = {"lane": "streamlit", "origin": ""}


@dataclass
class Tab:
    """One tab. It has a run of its page at a time, as a browser's has."""

    socket: ClientConnection
    code: str
    widgets: dict[str, str] = field(default_factory=dict)
    """The ids of the page's components by their names."""
    fragment: str = ""
    every: float = 0.0
    """The part of the page that looks again, and after how long; 0 while it has not been told to."""
    runs: int = 0
    shown: str = ""
    """What the ballot shows, as JSON."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self, *, fragment: str = "", said: tuple[str, str, dict[str, Any]] | None = None) -> float:
        """Have the page or a part of it run to its end; seconds it took. `said` is a component, an event, a value."""
        wish = BackMsg()
        wish.rerun_script.query_string = f"code={self.code}"
        wish.rerun_script.fragment_id = fragment
        if said:
            component, event, value = said
            wish.rerun_script.widget_states.widgets.add(id=self.widgets[component], json_value="{}")
            wish.rerun_script.widget_states.widgets.add(
                id=_make_trigger_id(self.widgets[component], "events"),
                json_trigger_value=json.dumps([{"event": event, "value": value}]),
            )
        began = perf_counter()
        async with self._turn:
            await self.socket.send(wish.SerializeToString())
            await self._listen()
        return perf_counter() - began

    async def look(self, until: float) -> None:
        """Look again and again until a moment."""
        while perf_counter() + (wait := self.every * (0.75 + random() / 2)) < until:
            await asyncio.sleep(wait)
            await self.run(fragment=self.fragment, said=(PULSE, "beat", {"look": perf_counter()}))
        await asyncio.sleep(max(0.0, until - perf_counter()))

    async def _listen(self) -> None:
        async for data in self.socket:
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            element = message.delta.new_element
            if kind == "delta" and element.WhichOneof("type") == "bidi_component":
                self.widgets[element.bidi_component.component_name] = element.bidi_component.id
                given = element.bidi_component.mixed.json or element.bidi_component.json
                if element.bidi_component.component_name == BALLOT:
                    self.shown = given
                if element.bidi_component.component_name == PULSE:
                    self.every = json.loads(given)["every"]
                if not self.fragment:
                    self.fragment = message.delta.fragment_id
            elif kind == "script_finished":
                self.runs += 1
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return


async def be_a_phone(server: Server, code: str, round_id: str, number: int, n: int) -> tuple[float, float, int]:
    """Come, look again and again, answer once: seconds of the first page and of the answer, and its runs."""
    began = perf_counter()
    await asyncio.sleep(COME_WITHIN * number / n)
    cookie = {"Cookie": f"{COOKIE}={new_device()}"}
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    streamlit = [Subprotocol("streamlit")]
    async with connect(address, additional_headers=cookie, subprotocols=streamlit, max_size=None) as socket:
        tab = Tab(socket, code)
        first = await tab.run()
        if not tab.every:
            await asyncio.sleep(SAYS_SO_AFTER)
            await tab.run(fragment=tab.fragment, said=(PULSE, "reached", NO_OTHER))
        assert tab.every > 0, "the page does not look again"
        await tab.look(began + COME_WITHIN + 2 + ANSWER_WITHIN * number / n)
        message = {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": dots(number)}
        taken = await tab.run(fragment=tab.fragment, said=(BALLOT, "answer", message))
        [ack] = [each for each in json.loads(tab.shown)["acks"] if each["id"] == message["id"]]
        assert ack["type"] == "saved", ack
        await tab.look(began + COME_WITHIN + ANSWER_WITHIN + 4)
    return first, taken, tab.runs


def measure(n: int = 500) -> dict[str, Any]:
    """See the module."""

    async def run(server: Server, code: str, round_id: str) -> list[tuple[float, float, int]]:
        return await asyncio.gather(*(be_a_phone(server, code, round_id, number, n) for number in range(n)))

    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        made, round_id = server.save(a_room)
        found = asyncio.run(run(server, made.code, round_id))
        stored = server.read(lambda db: answers.count(db, round_id))
        assert stored == n, f"only {stored} of {n} answers were stored"
    first, taken, runs = zip(*found, strict=True)
    return {"tabs": n, "runs": sum(runs), "first_page": spread(list(first)), "answer": spread(list(taken))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tabs", type=int, default=500)
    print(json.dumps(measure(options.parse_args().tabs), indent=2))


if __name__ == "__main__":
    main()
