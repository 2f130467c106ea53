"""A migration and a restore that are killed, or lose their power, at any of the moments at which they write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlite_utils import Migrations

from db import backups
from db.engine import engine_at
from db.sqlite import SqliteStore
from db.versions import MIGRATIONS
from tests.rooms import LINES, answer, make_meeting, open_activity, open_migrated
from tests.servers import ROOT
from tests.torture.power import Machine
from tests.torture.size import IS_FULL, SIZE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800 if IS_FULL else 240)]

OLD = 12
"""So many migrations had an older version."""
Tell = Callable[..., None]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "folder", tmp_path / "disk")
    made.folder.mkdir()
    return made


def command(machine: Machine, *words: str, **more: str) -> int:
    """`python -m db` on this machine; its exit code."""
    environment = os.environ | machine.environment | more
    environment |= {"ATTUNE_DATABASE": str(machine.folder / "attune.db"), "ATTUNE_COPIES": str(machine.folder)}
    done = subprocess.run(
        [sys.executable, "-m", "db", *words], cwd=ROOT, env=environment, input="yes\n", capture_output=True, text=True
    )
    assert done.returncode in (0, 1, -9), done.stderr
    assert "Traceback" not in done.stderr
    return done.returncode


def content(file: Path) -> list[str]:
    """Everything in a database, as text; what a restore notes about itself and what always moves on is left out."""
    engine = engine_at(file)
    store = engine.open_writer()
    try:
        assert engine.problems(store) == []
        assert isinstance(store, SqliteStore)
        return [line for line in store.connection.iterdump() if 'INTO "facts"' not in line]
    finally:
        store.close()


def moments(machine: Machine, start: Path, *words: str) -> Iterator[tuple[int, bool]]:
    """Do something as often as there are moments to look at, cut short at each: with its number, and whether it was a
    power cut. Before each the machine is as it was at the start."""
    rng = Random(str(words))
    counted = machine.folder.parent / "counted"
    begin_anew(machine, start)
    assert command(machine, *words, POWER_COUNTED=str(counted)) == 0
    total = int(counted.read_text())
    assert total > SIZE.cut_offs
    for at in sorted(rng.sample(range(1, total + 1), min(total, SIZE.cut_offs))):
        is_power_cut = rng.random() < 0.5
        begin_anew(machine, start)
        assert command(machine, *words, POWER_ENDS_AT=str(at)) == -9
        if is_power_cut:
            machine.lose_power(rng)
        yield at, is_power_cut


def begin_anew(machine: Machine, start: Path) -> None:
    shutil.rmtree(machine.folder)
    shutil.copytree(start, machine.folder)
    machine.come_up()


def test_a_migration_cut_short_anywhere_leaves_the_old_or_the_new_and_the_next_start_goes_on(
    machine: Machine, tmp_path: Path, tell: Tell
) -> None:
    start = tmp_path / "start"
    start.mkdir()
    make_old(start / "attune.db")
    before = content(start / "attune.db")
    begin_anew(machine, start)
    assert command(machine, "migrate") == 0
    after = schema(machine.folder / "attune.db")
    seen = []
    for _ in moments(machine, start, "migrate"):
        now = content(machine.folder / "attune.db")
        is_done = schema(machine.folder / "attune.db") == after
        seen.append(is_done)
        assert is_done or now == before
        if is_done:
            assert [content(copy) for copy in machine.folder.glob("*-before-*.db")] == [before]
        assert command(machine, "migrate") == 0
        assert command(machine, "check") == 0
        assert schema(machine.folder / "attune.db") == after
        assert names_of_communities(machine.folder / "attune.db") == ["kept"] * 300
    assert not all(seen)
    tell("A migration cut short, by a kill or a power cut", times=len(seen), damaged=0)


def make_old(file: Path) -> None:
    """A database as an older version left it, with something in it."""
    older = Migrations("attune")
    older._migrations = MIGRATIONS._migrations[:OLD]
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        store = SqliteStore(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        older.apply(store.tables)
        for number in range(300):
            row = {"id": f"c{number}", "name": "kept", "created_at": "2030-01-01T00:00:00.000Z"}
            store.insert("communities", row)


def schema(file: Path) -> list[str]:
    lines = [line for line in content(file) if line.startswith("CREATE")]
    with closing(sqlite3.connect(file)) as connection:
        return lines + [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")]


def names_of_communities(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM communities")]


@pytest.mark.parametrize("is_damaged", [False, True], ids=["over a sound file", "over a damaged file"])
def test_a_restore_cut_short_anywhere_leaves_the_old_or_the_new_and_can_be_done_again(
    machine: Machine, tmp_path: Path, tell: Tell, is_damaged: bool
) -> None:
    start, backup = tmp_path / "start", tmp_path / "backup.db"
    start.mkdir()
    fill(start / "attune.db", answers=200)
    take_backup(start / "attune.db", backup)
    wanted = answers_in(start / "attune.db")
    fill(start / "attune.db", answers=50)
    old = answers_in(start / "attune.db")
    damaged = b"\0" * 5000 + (start / "attune.db").read_bytes()[5000:]
    if is_damaged:
        (start / "attune.db").write_bytes(damaged)
    seen = []
    for at, is_power_cut in moments(machine, start, "restore", str(backup)):
        file = machine.folder / "attune.db"
        if is_damaged and file.read_bytes()[:5000] == damaged[:5000]:
            is_done = False
        else:
            now = answers_in(file)
            is_done = now == wanted
            assert is_done or (now == old and not is_damaged), (at, is_power_cut)
        if is_done and not is_damaged:
            assert old in [answers_in(copy) for copy in machine.folder.glob("*-before-restore-*.db")]
        seen.append(is_done)
        assert command(machine, "restore", str(backup)) == 0
        assert command(machine, "check") == 0
        assert answers_in(file) == wanted
    assert not all(seen)
    name = "A restore over a damaged file" if is_damaged else "A restore"
    tell(f"{name} cut short, by a kill or a power cut", times=len(seen), **{"neither old nor new": 0})


def fill(file: Path, answers: int) -> None:
    """Another meeting with a round and answers, in a database that is made if need be."""
    store = open_migrated(file)
    with store.atomic():
        made = make_meeting(store, configs={"spectrum": LINES})
        round_id = open_activity(store, made, "spectrum")
        for number in range(answers):
            answer(
                store, made, round_id, f"device-{number:04}-of-{made.id}"[:22], {"lines": {"expertise": number % 101}}
            )
    store.close()


def take_backup(file: Path, target: Path) -> None:
    engine = engine_at(file)
    store = engine.open_reader()
    backups.backup(engine, store, target)
    store.close()


def answers_in(file: Path) -> list[str]:
    """The ids of all answers in a database that is whole."""
    engine = engine_at(file)
    store = engine.open_writer()
    try:
        assert engine.problems(store) == []
        return sorted(row["id"] for row in store.query("SELECT id FROM answers"))
    finally:
        store.close()
