"""What a server would reach that did nothing but keep answers: `uvicorn benchmarks.raw_limit:app`, beside `burst`.

No check, no person, no tally: one row for each answer, one transaction for those that wait, an acknowledgement after
the commit, and the count to everybody at most four times a second.
"""

from __future__ import annotations

import asyncio
import json
import os
import queue
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.servers import ROOT, free_port

Send = Callable[[dict[str, Any]], Awaitable[None]]
Waiting = tuple[str, str, Send]
_INTERVAL = 0.25


class _Keeper:
    """One thread that writes what waits, as one transaction."""

    def __init__(self) -> None:
        self.phones: set[Send] = set()
        self.answers: queue.SimpleQueue[Waiting] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._count, self._told, self._tasks = 0, 0.0, set[asyncio.Future[Any]]()
        self._is_telling = False
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        database = sqlite3.connect(os.environ["RAW_DATABASE"], isolation_level=None)
        database.executescript(
            """PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
               CREATE TABLE answers (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, value TEXT)"""
        )
        while True:
            found = [self.answers.get()]
            while not self.answers.empty():
                found.append(self.answers.get())
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO answers (id, value) VALUES (?, ?)", [each[:2] for each in found])
            database.execute("COMMIT")
            self._loop.call_soon_threadsafe(self._acknowledge, found)

    def _acknowledge(self, found: list[Waiting]) -> None:
        self._count += len(found)
        for answer_id, _, send in found:
            self._do(_send(send, {"type": "saved", "id": answer_id}))
        if not self._is_telling:
            self._is_telling = True
            self._do(self._tell())

    async def _tell(self) -> None:
        await asyncio.sleep(max(0.0, self._told + _INTERVAL - monotonic()))
        self._told, self._is_telling = monotonic(), False
        for send in self.phones:
            self._do(_send(send, {"type": "state", "answered": self._count}))

    def _do(self, job: Awaitable[None]) -> None:
        task = asyncio.ensure_future(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _send(send: Send, body: dict[str, Any]) -> None:
    await send({"type": "websocket.send", "text": json.dumps(body, separators=(",", ":"))})


_keeper: _Keeper | None = None


async def app(scope: dict[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]], send: Send) -> None:
    """The bare server."""
    global _keeper
    if scope["type"] != "websocket":
        return
    _keeper = _keeper or _Keeper()
    await receive()
    await send({"type": "websocket.accept"})
    await _send(send, {"type": "state", "answered": 0})
    _keeper.phones.add(send)
    while (received := await receive())["type"] == "websocket.receive":
        message = json.loads(received["text"])
        _keeper.answers.put((message["id"], json.dumps(message["value"]), send))
    _keeper.phones.discard(send)


@contextmanager
def raw_server(folder: Path) -> Iterator[int]:
    """The bare server in a process of its own; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.raw_limit:app", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--log-level", "critical"]
    environment = os.environ | {"RAW_DATABASE": str(folder / f"raw-{port}.db")}
    process = subprocess.Popen([*command, "--lifespan", "off"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    deadline = monotonic() + 30
    while monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            sleep(0.1)
    raise AssertionError("the bare server did not start")
