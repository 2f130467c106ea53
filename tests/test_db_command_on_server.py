"""`python -m db` on a PostgreSQL server: the same commands, the same sentences."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from db import meetings
from db.copying import print_of
from db.engine import Store
from db.schema import tables
from tests.postgres import Cluster
from tests.servers import ROOT
from tests.terminal import Terminal

pytestmark = pytest.mark.slow


@pytest.fixture
def terminal(cluster: Cluster, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal on a new database of the server."""
    url = cluster.new_database()
    yield Terminal(url, tmp_path)
    cluster.drop(url)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Terminal, Any]:
    """A terminal on a file with the demo and its live meeting."""
    found = Terminal(tmp_path_factory.mktemp("file") / "attune.db")
    return found, json.loads(found.done("demo", "--live").splitlines()[-1])


def everything(db: Store) -> dict[str, object]:
    return {table.name: print_of(db, table) for table in tables()}


def test_the_demo_goes_to_a_server_and_back_and_a_meeting_goes_on_there(
    terminal: Terminal, file: tuple[Terminal, Any], tmp_path: Path
) -> None:
    source, made = file
    said = source.done("copy", source.path, terminal.path)
    assert all(table.name in said for table in tables())
    assert "same" in said.splitlines()[-1]
    back = Terminal(tmp_path / "back.db")
    back.done("copy", terminal.path, back.path)
    assert back.look(everything) == terminal.look(everything) == source.look(everything)
    assert "sound" in terminal.done("check")
    position = str(next(a["position"] for a in made["activities"] if a["kind"] == "spectrum"))
    assert terminal.stands("open", made["join_code"], position)["round"]["phase"] == "open"
    assert terminal.stands("end", made["join_code"])["meeting"] == "ended"


def test_a_backup_from_a_file_restores_on_a_server(
    terminal: Terminal, file: tuple[Terminal, Any], tmp_path: Path
) -> None:
    source, made = file
    source.done("backup", tmp_path / "copy.db")
    terminal.done("migrate")
    kept = terminal.done("restore", tmp_path / "copy.db").strip().splitlines()[-1]
    assert str(tmp_path) in kept
    before, after = source.look(everything), terminal.look(everything)
    assert before.pop("accounts") != after.pop("accounts"), "whoever was signed in there signs in again here"
    assert after == before
    assert terminal.account(made["account"])
    terminal.done("end", made["join_code"])
    terminal.done("backup", tmp_path / "ended.db")
    assert Terminal(tmp_path / "ended.db").look(lambda db: meetings.by_id(db, made["meeting_id"])).phase == "ended"


def test_an_account_is_added_and_gets_a_new_password(terminal: Terminal) -> None:
    terminal.done("add-account", "Ana", typed="seven green kettles\n")
    assert "signed out" in terminal.done("set-password", "ana", typed="eleven quiet lanterns\n")
    assert terminal.account("ana")


def test_a_server_without_attunes_tables_is_told_what_to_do(terminal: Terminal) -> None:
    assert "python -m db migrate" in terminal.refused("check")


@pytest.mark.parametrize("command", ["migrate", "check", "demo"])
def test_a_wrong_password_is_one_sentence_without_it(cluster: Cluster, tmp_path: Path, command: str) -> None:
    sentence = Terminal(cluster.url("work", password="not-the-one"), tmp_path).refused(command)
    assert "password" in sentence
    assert "not-the-one" not in sentence


def test_copying_over_a_community_is_refused(terminal: Terminal, file: tuple[Terminal, Any], tmp_path: Path) -> None:
    source, _ = file
    source.done("copy", source.path, terminal.path)
    assert "already holds" in source.refused("copy", source.path, terminal.path)


def test_a_copy_from_nowhere_makes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    assert "nowhere.db" in terminal.refused("copy", tmp_path / "nowhere.db", terminal.path)
    assert "python -m db migrate" in terminal.refused("check")


def test_a_copy_shows_how_far_it_has_come(terminal: Terminal, file: tuple[Terminal, Any]) -> None:
    """On a terminal, one line a table that grows; where nobody looks, nothing of it."""
    source, _ = file
    near, far = pty.openpty()
    environment = os.environ | {"ATTUNE_DATABASE": str(source.path), "ATTUNE_LANGUAGE": "en"}
    command = [sys.executable, "-m", "db", "copy", str(source.path), str(terminal.path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=far, text=True, timeout=60)
    os.close(far)
    shown = b""
    with suppress(OSError):  # a terminal whose other end is closed reads as an error
        while part := os.read(near, 65536):
            shown += part
    os.close(near)
    assert done.returncode == 0
    bars = re.findall(r"answers +\[([#.]+)\] ([\d,]+) / ([\d,]+)", shown.decode())
    fills = [bar.count("#") for bar, _, _ in bars]
    assert fills == sorted(fills)
    assert fills[0] < fills[-1] == 30
    assert bars[-1][1] == bars[-1][2]
