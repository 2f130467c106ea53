"""`python -m db` as people run it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import accounts, meetings
from db.accounts import Account
from db.engine import Store, open_reader
from tests.servers import ROOT


@dataclass(frozen=True)
class Terminal:
    """Runs commands on the database at `path`, which may be a server's address; `copies` is for what is put aside."""

    path: Path | str
    copies: Path | None = None

    @property
    def file(self) -> Path:
        """The database's path, where it is a file."""
        assert isinstance(self.path, Path)
        return self.path

    def run(self, *words: str | Path, typed: str = "", language: str = "en") -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")}
        environment |= {"ATTUNE_DATABASE": str(self.path), "ATTUNE_LANGUAGE": language, "PYTHONIOENCODING": "utf-8"}
        environment |= {"ATTUNE_COPIES": str(self.copies)} if self.copies else {}
        return subprocess.run(
            [sys.executable, "-m", "db", *map(str, words)], cwd=ROOT, env=environment, input=typed, encoding="utf-8",
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip

    def done(self, *words: str | Path, typed: str = "") -> str:
        """The output of a command that has to succeed."""
        finished = self.run(*words, typed=typed)
        assert finished.returncode == 0, finished.stderr
        assert finished.stderr == ""
        return finished.stdout

    def refused(self, *words: str | Path, typed: str = "") -> str:
        """The one sentence a command is refused with."""
        finished = self.run(*words, typed=typed)
        assert finished.returncode == 1
        assert finished.stderr.count("\n") == 1, finished.stderr
        return finished.stderr.strip()

    def stands(self, *words: str) -> Any:
        """Where the meeting stands after a command: the one line of JSON it prints."""
        output = self.done(*words)
        assert output.count("\n") == 1
        return json.loads(output)

    def look(self, question: Callable[[Store], Any]) -> Any:
        store = open_reader(self.path)
        try:
            return question(store)
        finally:
            store.close()

    def account(self, username: str) -> Account | None:
        found: Account | None = self.look(lambda db: accounts.by_username(db, username))
        return found

    def revision(self, meeting_id: str) -> int:
        meeting = self.look(lambda db: meetings.by_id(db, meeting_id))
        return int(meeting.revision)

    def contents(self) -> dict[str, bytes]:
        """Every file beside the database and what is in it."""
        return {file.name: file.read_bytes() for file in self.file.parent.iterdir() if file.is_file()}
