"""How much memory the server takes with a room full of people.

    python benchmarks/room_memory.py [--phones 100] [--tabs 0] [--on postgresql] [--minutes 5]

A real server on loopback; phones that speak docs/protocol.md; a control and a display in Chromium. Everybody answers a
round, which is closed and revealed. `--tabs` adds people on the Streamlit page, as where a host lets no other through:
each is a WebSocket that speaks Streamlit's own protocol and has its whole page run again every five seconds, without a
browser around it. The last line printed is one line of JSON; `peak_mb` is the most that the server ever had in memory
(VmHWM).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import streamlit  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402
from websockets.typing import Subprotocol  # noqa: E402

from db.ids import new_secret  # noqa: E402
from tests import postgres  # noqa: E402
from tests.browser.people import Facilitator, Wall, plan_meeting  # noqa: E402
from tests.phone.lane import open_chromium  # noqa: E402
from tests.rooms import LINES, WORD, Made  # noqa: E402
from tests.servers import Server, serve  # noqa: E402

PATIENCE = 60.0
ASK_AGAIN = 5.0


class Crowd:
    """People in the room, on an event loop of their own. Every phone answers each round as soon as it is open."""

    def __init__(self, server: Server, made: Made) -> None:
        self.here, self.saved, self.tabs_here, self.runs = 0, 0, 0, 0
        self._host = f"ws://127.0.0.1:{server.port}"
        self._code = made.code
        self._loop = asyncio.new_event_loop()
        self._all: asyncio.Task[None] | None = None

    def comes(self, phones: int, tabs: int) -> None:
        """Let everybody in."""
        self._all = self._loop.create_task(self._everybody(phones, tabs))
        threading.Thread(target=self._run_loop, daemon=True).start()

    def goes(self) -> None:
        if self._all:
            self._loop.call_soon_threadsafe(self._all.cancel)

    def _run_loop(self) -> None:
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._all or asyncio.sleep(0))

    async def _everybody(self, phones: int, tabs: int) -> None:
        async with asyncio.TaskGroup() as everybody:
            for person in [*(self._phone() for _ in range(phones)), *(self._tab() for _ in range(tabs))]:
                everybody.create_task(person)

    async def _phone(self) -> None:
        answered = ""
        async with connect(f"{self._host}/j/{self._code}/live", open_timeout=PATIENCE) as line:
            self.here += 1
            async for text in line:
                message = json.loads(text)
                self.saved += message["type"] == "saved"
                rnd = message["type"] == "state" and message["activity"] and message["activity"]["round"]
                if rnd and rnd["phase"] == "open" and rnd["id"] != answered:
                    answered = rnd["id"]
                    value = {"lines": {"expertise": uuid.uuid4().int % 101}}
                    await line.send(json.dumps({"type": "answer", "id": str(uuid.uuid4()), "round": answered,
                                                "value": value}))  # fmt: skip

    async def _tab(self) -> None:
        """Open the Streamlit page of the meeting, and have all of it run again every five seconds."""
        headers = {"Cookie": f"attune_device={new_secret()}"}
        async with connect(f"{self._host}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None,
                           additional_headers=headers, open_timeout=PATIENCE) as line:  # fmt: skip
            self.tabs_here += 1
            await asyncio.gather(self._ask(line), self._hear(line))

    async def _hear(self, line: ClientConnection) -> None:
        async for body in line:
            message = ForwardMsg()
            message.ParseFromString(bytes(body) if isinstance(body, bytes) else body.encode())
            self.runs += message.WhichOneof("type") == "script_finished"

    async def _ask(self, line: ClientConnection) -> None:
        wish = BackMsg()
        wish.rerun_script.query_string = f"code={self._code}"
        while True:
            await line.send(wish.SerializeToString())
            await asyncio.sleep(ASK_AGAIN)


def memory(server: Server) -> dict[str, float]:
    """The server's memory now and at most so far, in MB."""
    assert server.process
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    found = {name: int(rest.split()[0]) / 1024 for name, rest in (line.split(":", 1) for line in lines if "kB" in line)}
    return {"now": round(found["VmRSS"], 1), "peak": round(found["VmHWM"], 1)}


def dots(wall: Wall) -> list[int]:
    """The answers the display shows."""
    lines = (wall.numbers() or {}).get("lines", {})
    return list(lines.get("expertise", {}).get("dots", []))


def wait_for(what: str, is_so: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise SystemExit(f"it did not come: {what}")
        time.sleep(0.05)


@contextmanager
def room(folder: Path, engine: str) -> Iterator[tuple[Server, Browser, Made]]:
    """A running server with a live meeting, and a browser."""
    with ExitStack() as stack:
        at = stack.enter_context(postgres.cluster()).new_database() if engine == "postgresql" else ""
        server, browser = stack.enter_context(serve(folder, at=at)), stack.enter_context(open_chromium())
        yield server, browser, server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES, "icebreaker": WORD}))


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Hold a round with everybody and say what it took."""
    with room(folder, options.on) as (server, browser, made):
        found = {"started_mb": memory(server)["now"]}
        host, wall = Facilitator(browser, server.url), Wall(browser, server.url, made.display_key)
        host.take_control("facilitator.to_control")
        crowd = Crowd(server, made)
        crowd.comes(options.phones, options.tabs)
        wait_for("everybody is here", lambda: (crowd.here, crowd.tabs_here) == (options.phones, options.tabs))
        wait_for("every tab has its page", lambda: crowd.runs >= options.tabs)
        host.does("first", title="Spectrum")
        host.does("open")
        wait_for("every answer is saved", lambda: crowd.saved == options.phones)
        host.sees_answered(options.phones)
        found["answered_mb"] = memory(server)["now"]
        wait_for("every tab has asked again", lambda: crowd.runs >= 3 * options.tabs)
        host.does("close", "close_now", "reveal")
        wait_for("the display shows everybody", lambda: len(dots(wall)) == options.phones)
        found |= {"saved": crowd.saved, "script_runs": crowd.runs, "peak_mb": memory(server)["peak"]}
        crowd.goes()
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--phones", type=int, default=100)
    options.add_argument("--tabs", type=int, default=0)
    options.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--minutes", type=int, default=5, help="give up after so long")
    chosen = options.parse_args()
    signal.alarm(chosen.minutes * 60)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), chosen)
    about = {name: getattr(chosen, name) for name in ("phones", "tabs", "on")}
    about |= {"python": platform.python_version(), "streamlit": streamlit.__version__}
    print(json.dumps({**about, **found}))


if __name__ == "__main__":
    main()
