"""A database that cannot be written to for a while, and a clock that is set back."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.lanes import Lane
from tests.torture.crowd import Crowd, check_nothing_lost, crowd, open_round, run, soon
from tests.torture.power import Machine
from tests.torture.size import SIZE

pytestmark = pytest.mark.slow

PHONES = 20
NOTHING_OVERRULES_MODES = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
"""For root, who may else write to everything."""
Tell = Callable[..., None]
Do = Callable[[], Any]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "folder", tmp_path / "disk")
    made.folder.mkdir()
    return made


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with room for a little, where this process may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("a file system can only be made by root")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


class Trouble:
    """What the control of a meeting is told of trouble: the name of the sentence it shows, None while all is well."""

    def __init__(self, port: int, code: str) -> None:
        self._address = f"ws://127.0.0.1:{port}/j/{code}/pulse"
        self.told: str | None = None

    async def follow(self) -> None:
        while True:
            with suppress(OSError, ConnectionClosed, InvalidHandshake):
                async with connect(self._address, close_timeout=0.1) as socket:
                    async for text in socket:
                        self.told = json.loads(text)["trouble"]
            await asyncio.sleep(0.1)


def fail_and_mend(server: Lane, begin: Do, end: Do, wanted: str) -> dict[str, float]:
    """Let a room answer while its database fails, and after it; what came of it. `wanted` is why, as it is told."""
    made, round_id = open_round(server.database)
    server.start()

    async def meet() -> dict[str, float]:
        trouble = Trouble(server.port, made.code)
        following = asyncio.create_task(trouble.follow())
        async with crowd(made.code, round_id, server.port, PHONES, is_answering=False) as gathered:
            await gathered.back(within=60)
            await everybody_answers(gathered)
            await asyncio.to_thread(begin)
            kept = await everybody_is_told_to_wait(gathered)
            await soon(lambda: trouble.told == wanted, within=20)
            assert lost_nothing_so_far(server.database, gathered)
            await asyncio.to_thread(end)
            back = await soon(lambda: trouble.told is None, within=20)
            await asyncio.gather(*(phone.empty(within=30, every=0.5) for phone in gathered.phones))
            check_nothing_lost(server.database, gathered)
            assert len(gathered.saved) == len(gathered.given) == 2 * PHONES
        following.cancel()
        return {"answers kept on phones": kept, "lost": 0, "saved again after, in seconds": back}

    try:
        figures: dict[str, float] = run(meet, within=150)
    finally:
        server.stop()
    assert "Traceback" not in server.log.read_text()
    return figures


async def everybody_answers(gathered: Crowd) -> None:
    for phone in gathered.phones:
        gathered.answer(phone)
    await asyncio.gather(*(phone.empty(within=30, every=0.5) for phone in gathered.phones))


async def everybody_is_told_to_wait(gathered: Crowd) -> int:
    """Every phone answers, is told that this cannot be saved now, and keeps it; how many answers are kept."""
    for phone in gathered.phones:
        gathered.answer(phone)
        await phone.flush()
    for _ in range(60):
        if all(phone.waited for phone in gathered.phones):
            break
        await asyncio.sleep(0.5)
        await asyncio.gather(*(phone.flush() for phone in gathered.phones if not phone.waited))
    assert all(phone.waited and len(phone.unsent) == 1 for phone in gathered.phones)
    return sum(len(phone.unsent) for phone in gathered.phones)


def lost_nothing_so_far(address: str, gathered: Crowd) -> bool:
    with closing(sqlite3.connect(f"file:{address}?mode=ro", uri=True)) as reader:
        found = {row[0] for row in reader.execute("SELECT id FROM answers")}
    return found == gathered.saved


def test_a_disk_that_is_full(machine: Machine, tell: Tell) -> None:
    server = Lane(machine.folder, str(machine.folder / "attune.db"), settings=machine.environment)
    machine.come_up()
    begin, end = (lambda: machine.fill(is_full=True)), (lambda: machine.fill(is_full=False))
    tell("The disk full for a while", **fail_and_mend(server, begin, end, "database_full"))


def test_a_file_system_that_is_full(small_disk: Path, tmp_path: Path) -> None:
    server = Lane(tmp_path, str(small_disk / "attune.db"))
    ballast = small_disk / "ballast"

    def begin() -> None:
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass

    fail_and_mend(server, begin, ballast.unlink, "database_full")


def test_a_file_that_may_not_be_written_to(tmp_path: Path, tell: Tell) -> None:
    """It is so from a restart on: what a process has open it may go on writing to."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write to everything")
    file = tmp_path / "attune.db"
    server = Lane(tmp_path, str(file), before=NOTHING_OVERRULES_MODES if os.geteuid() == 0 else [])

    def begin() -> None:
        server.stop()
        file.chmod(0o444)
        server.start()

    figures = fail_and_mend(server, begin, lambda: file.chmod(0o644), "database_read_only")
    tell("The file read-only for a while", **figures)


def test_a_file_that_another_program_keeps_locked(tmp_path: Path, tell: Tell) -> None:
    server = Lane(tmp_path, str(tmp_path / "attune.db"))
    others: list[sqlite3.Connection] = []

    def begin() -> None:
        others.append(sqlite3.connect(tmp_path / "attune.db", isolation_level=None, check_same_thread=False))
        others[0].execute("BEGIN IMMEDIATE")

    figures = fail_and_mend(server, begin, lambda: others[0].close(), "database_locked")
    tell("The file locked by another program for a while", **figures)


def test_a_clock_that_is_set_back_changes_nothing_for_phones(machine: Machine, tell: Tell) -> None:
    address = str(machine.folder / "attune.db")
    made, round_id = open_round(address)
    machine.come_up()
    server = Lane(machine.folder, address, settings=machine.environment)
    server.start()

    async def meet() -> None:
        async with crowd(made.code, round_id, server.port, PHONES, is_answering=False) as gathered:
            await gathered.back(within=60)
            await everybody_answers(gathered)
            machine.set_clock(-3 * 3600)
            await everybody_answers(gathered)
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
            await gathered.back(within=5 * SIZE.slack)
            check_nothing_lost(address, gathered)
            assert len(gathered.saved) == 2 * PHONES
            assert all(gathered.is_shown_its_newest(phone) for phone in gathered.phones)

    try:
        run(meet, within=120)
    finally:
        server.stop()
    with closing(sqlite3.connect(address)) as reader:
        times = [at for (at,) in reader.execute("SELECT at FROM answers ORDER BY seq")]
    assert min(times[PHONES:]) < min(times[:PHONES]), "the clock was not set back"
    assert "Traceback" not in server.log.read_text()
    tell("The clock set back by three hours", phones=PHONES, lost=0)
