"""The phone lane in processes of its own, and honest phones that speak its protocol and lose nothing."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from components.phone.identity import COOKIE, new_device
from tests.servers import ROOT, free_port


@dataclass
class Lane:
    """A phone lane on loopback, on a database; it can be killed, and started again on the same port."""

    folder: Path
    database: str
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    log_level: str = "warning"
    app: str = "components.phone.app:app"
    before: Sequence[str] = ()
    """A command that runs the process, and its options."""
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / f"lane-{self.port}.log"

    def start(self) -> None:
        """Start the process and wait until it answers."""
        command = [*self.before, sys.executable, "-m", "uvicorn", self.app, "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--ws", "websockets-sansio", "--log-level", self.log_level]
        environment = os.environ | {"ATTUNE_DATABASE": self.database, "ATTUNE_COPIES": str(self.folder)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment | self.settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        _wait_for(self.port, self.process)

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask the process to end; its exit code."""
        assert self.process
        self.process.terminate()
        return self.process.wait(timeout=30)


@contextmanager
def lane(folder: Path, database: str, log_level: str = "warning", **settings: str) -> Iterator[Lane]:
    """A phone lane for the length of a test, with further settings."""
    opened = Lane(folder, database, settings=settings, log_level=log_level)
    opened.start()
    try:
        yield opened
    finally:
        opened.stop()


@contextmanager
def lane_process(folder: Path, database: str, log_level: str = "warning", **settings: str) -> Iterator[int]:
    """A phone lane for the length of a test, by its port."""
    with lane(folder, database, log_level, **settings) as opened:
        yield opened.port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/j/ping", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the phone lane did not start")


@dataclass
class HonestPhone:
    """A phone as the product's own behaves: what is not acknowledged as saved is kept and sent again."""

    ports: list[int]
    code: str
    device: str = field(default_factory=new_device)
    unsent: dict[str, dict[str, Any]] = field(default_factory=dict)
    saved: set[str] = field(default_factory=set)
    waited: int = 0
    """How often it was told that nothing can be saved just now."""
    states: list[dict[str, Any]] = field(default_factory=list)
    mine: dict[str, Any] = field(default_factory=dict)
    """What it was last told of its own answers, by round; empty while a connection has not said so."""
    socket: ClientConnection | None = None
    _is_over: bool = False

    def answer(self, round_id: str, value: dict[str, Any]) -> str:
        """Give an answer; it goes out with the next `flush`."""
        answer_id = str(uuid.uuid4())
        self.unsent[answer_id] = {"type": "answer", "id": answer_id, "round": round_id, "value": value}
        return answer_id

    async def live(self) -> None:
        """Stay connected until `leave`, to one of the ports after the other."""
        rng = Random(self.device)
        while not self._is_over:
            port = rng.choice(self.ports)
            with suppress(ConnectionClosed, InvalidHandshake, OSError):
                await self._listen(f"ws://127.0.0.1:{port}/j/{self.code}/live")
            self.socket = None
            self.mine.clear()
            if not self._is_over:
                await asyncio.sleep(rng.uniform(0.1, 0.4))

    async def _listen(self, address: str) -> None:
        async with connect(address, additional_headers={"Cookie": f"{COOKIE}={self.device}"}) as socket:
            self.socket = socket
            await self.flush()
            async for text in socket:
                await self._hear(json.loads(text))

    async def _hear(self, message: dict[str, Any]) -> None:
        if message["type"] == "saved":
            self.saved.add(message["id"])
            self.unsent.pop(message["id"], None)
        elif message["type"] == "state":
            self.states = [*self.states[-20:], message]
        elif message["type"] == "mine":
            self.mine[message["round"]] = message["value"]
        elif message["type"] == "waiting":
            self.waited += 1
        elif message["type"] == "refused" and message["reason"] != "too fast":
            raise AssertionError(message)

    async def flush(self) -> None:
        """Send everything that is not acknowledged, the oldest first."""
        for message in list(self.unsent.values())[:5]:
            if self.socket:
                try:
                    await self.socket.send(json.dumps(message))
                except ConnectionClosed:
                    return

    async def empty(self, within: float, every: float = 1.0) -> None:
        """Send until all is saved."""
        deadline = time.monotonic() + within
        while self.unsent:
            assert time.monotonic() < deadline, f"{len(self.unsent)} answers are not saved"
            await self.flush()
            await asyncio.sleep(every)

    async def leave(self) -> None:
        self._is_over = True
        if self.socket:
            await self.socket.close()
