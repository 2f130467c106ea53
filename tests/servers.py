"""A real Attune in a process of its own, on loopback, with a database in a temporary folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

import pytest

from components import account_cookie
from components.settings import settings
from db import accounts
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
    command: Sequence[str] = ()
    """What runs it, where that is not Streamlit on the script."""
    asked: str = "/_stcore/health"
    """A path that answers as soon as it serves."""

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
        with self.writing() as store:
            return job(store)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """A store in a transaction; nothing else is written meanwhile, which is waited for up to five seconds."""
        store = open_migrated(self.database)
        try:
            with store.atomic():
                yield store
        finally:
            store.close()

    def read(self, job: Callable[[Store], R]) -> R:
        store = open_reader(self.database)
        try:
            return job(store)
        finally:
            store.close()

    def cookie_of(self, account_id: str) -> str:
        """The cookie of a sign-in on this server, as its own route would set it."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ATTUNE_DATABASE", self.database)
            settings.cache_clear()
            account = self.read(lambda db: accounts.by_id(db, account_id))
            assert account
            sealed = account_cookie.seal(account_cookie.claims_of(account))
        settings.cache_clear()
        return sealed

    def start(self) -> None:
        """Start the process and wait until it answers."""
        streamlit = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        streamlit += ["--server.port", str(self.port), "--server.address", self.address]
        environment = os.environ | {"ATTUNE_DATABASE": self.database, "ATTUNE_COPIES": str(self.folder)} | self.settings
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command or streamlit, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}{self.asked}", timeout=1).close()
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
