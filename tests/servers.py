"""A real Attune in a process of its own, on loopback, with a database in a temporary folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

from db.engine import Store, open_reader
from tests.rooms import open_migrated

ROOT = Path(__file__).parents[1]
R = TypeVar("R")


def free_port() -> int:
    """A port on loopback that nobody listens on.

    It is none of those that a system gives to connections (32768 and up, or 49152): between this look and the start of
    a server, a browser of a test beside this one could be given it.
    """
    for port in SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@dataclass
class Server:
    """One running server; `url` is what a browser opens, `script` what Streamlit runs."""

    folder: Path
    address: str = "127.0.0.1"
    script: Path = ROOT / "app.py"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    at: str = ""
    """The address of its database, where that is not a file in the folder."""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> str:
        return self.at or str(self.folder / "attune.db")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def save(self, job: Callable[[Store], R]) -> R:
        """Write as another process would, and return the job's result."""
        store = open_migrated(self.database)
        try:
            with store.atomic():
                return job(store)
        finally:
            store.close()

    def read(self, job: Callable[[Store], R]) -> R:
        store = open_reader(self.database)
        try:
            return job(store)
        finally:
            store.close()

    def start(self) -> None:
        """Start the process and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        command += ["--server.port", str(self.port), "--server.address", self.address]
        environment = os.environ | {"ATTUNE_DATABASE": self.database, "ATTUNE_COPIES": str(self.folder)} | self.settings
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log}")

    def kill(self) -> None:
        """End the process as a power cut would."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        assert self.process
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def serve(
    folder: Path, address: str = "127.0.0.1", script: Path = ROOT / "app.py", *, at: str = "", **settings: str
) -> Iterator[Server]:
    """A server for the length of a test, on a database in its folder or `at` an address, with further settings."""
    server = Server(folder, address, script, at=at, settings=settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()
