"""What `deploy/` ships, on loopback: processes by the commands of its systemd units, behind its proxy."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from configparser import ConfigParser
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.caddy import HOST, Proxy, proxy
from tests.servers import ROOT, Server, free_port

UNITS = ROOT / "deploy" / "systemd"
_PYTHON = "/opt/attune/.venv/bin/python"


def unit(name: str) -> ConfigParser:
    """A systemd unit's file, its keys as they are written."""
    found = ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(UNITS / name)
    return found


def command_of(name: str, port: int) -> list[str]:
    """What a unit runs, here and with this Python."""
    words = shlex.split(unit(name)["Service"]["ExecStart"])
    assert words[0] == _PYTHON
    return [sys.executable, *(word.replace("%i", str(port)) for word in words[1:])]


@dataclass(frozen=True)
class Deployed:
    """One whole Attune."""

    app: Server
    phones: list[Server]
    proxy: Proxy


@contextmanager
def deploy(folder: Path, database: str, phones: int = 2) -> Iterator[Deployed]:
    """One Streamlit process and some phone lanes on a database that may be empty still, all started at once."""
    port = free_port()
    settings = {"ATTUNE_PUBLIC_URL": f"https://{HOST}:{port}"}
    app = _server(folder / "app", database, "attune-app@.service", "/_stcore/health", settings)
    lanes = [
        _server(folder / f"phones-{n}", database, "attune-phones@.service", "/j/ping", settings) for n in range(phones)
    ]
    ports = [lane.port for lane in lanes]
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(Server.start, [app, *lanes]))
        with proxy(folder, port, ports, [app.port]) as before:
            yield Deployed(app, lanes, before)
    finally:
        for server in (app, *lanes):
            if server.process:
                server.stop()


def _server(folder: Path, database: str, name: str, asked: str, settings: dict[str, str]) -> Server:
    folder.mkdir()
    made = Server(folder, at=database, settings=settings, asked=asked)
    made.command = command_of(name, made.port)
    return made
