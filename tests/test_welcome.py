"""A start as people see it in their terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.settings import read
from components.welcome import greeting
from tests.servers import ROOT, free_port


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start the app with settings it cannot work with; it ends by itself."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    command += ["--server.port", str(free_port())]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]


@pytest.mark.slow
def test_an_emptied_database_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "attune.db"
    path.touch()
    done = start(ATTUNE_DATABASE=str(path))
    assert done.returncode == 1
    assert said(done) == [
        f"The database file {path} is empty. Restore a backup there (python -m db restore FILE), or move the file away "
        "to begin anew. Nothing was written."
    ]
    assert path.stat().st_size == 0


@pytest.mark.slow
def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    done = start(ATTUNE_DATABASE=str(tmp_path / "attune.db"), ATTUNE_PUBLIC_URL="nonsense")
    assert done.returncode == 1
    [sentence] = said(done)
    assert sentence.startswith("ATTUNE_PUBLIC_URL: ")


def test_the_greeting_names_both_addresses_and_the_set_up_link_once(tmp_path: Path) -> None:
    chosen = read({"ATTUNE_DATABASE": str(tmp_path / "a.db")})
    told = greeting(chosen, 8501, "198.51.100.7", "set-up?token=secret")
    assert "http://localhost:8501\n" in told
    assert "http://198.51.100.7:8501\n" in told
    assert told.count("token=secret") == 1
    assert "token" not in greeting(chosen, 8501, None, None)
