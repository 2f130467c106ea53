"""Reports while they are made: apart from all pages and meetings, with how far they have come, and a way to stop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path

from components.live.keeping import PrivateFile
from components.live.store import open_store
from components.reports.report import Order
from db import accounts

_ROOT = Path(__file__).parents[2]
_AT_ONCE = 2
_makers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="attune-report")


class NotOrganizer(Exception):
    """The account is no organizer of the community."""


class NotMade(Exception):
    """A report could not be made; `code` names a text in the `errors` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Making:
    """One file of a report that is being made, in a process of its own."""

    def __init__(self, order: Order, form: str) -> None:
        self.form = form
        self.part = 0.0
        """How far it has come, from 0 to 1."""
        self._order, self._problem = order, ""
        self._file = PrivateFile()
        self._lock, self._is_cancelled = threading.Lock(), False
        self._process: subprocess.Popen[str] | None = None
        self._made = _makers.submit(self._make)

    def is_over(self, within: float) -> bool:
        """Wait so many seconds at most; whether it is made, cannot be, or was stopped."""
        return bool(wait([self._made], timeout=within).done)

    def cancel(self) -> None:
        """Stop it; nothing is left of it."""
        with self._lock:
            self._is_cancelled = True
            if self._process and self._process.poll() is None:
                self._process.terminate()

    def file(self) -> PrivateFile:
        """What was made. Raises `NotMade`."""
        self._made.result()
        if self._problem:
            raise NotMade(self._problem)
        return self._file

    def _make(self) -> None:
        process = self._start()
        if process is None:
            self._problem = "report_stopped"
            return
        with process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(asdict(self._order)))
            process.stdin.close()
            for line in process.stdout:
                self._hear(line.strip())
        if process.returncode and not self._problem:
            self._problem = "report_stopped" if self._is_cancelled else "unexpected"

    def _start(self) -> subprocess.Popen[str] | None:
        """The process, or None where it was stopped before its turn came."""
        command = [sys.executable, "-m", "components.reports", str(self._file.path), self.form]
        with self._lock:
            if not self._is_cancelled:
                self._process = subprocess.Popen(
                    command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                    env=os.environ | {"PYTHONUTF8": "1"},
                )  # fmt: skip
            return self._process

    def _hear(self, line: str) -> None:
        if line.startswith("!"):
            self._problem = line[1:]
        elif line:
            self.part = float(line)


def check(account_id: str, community_id: str) -> None:
    """Raises `NotOrganizer` unless the account is an organizer of the community at this moment."""
    with open_store() as db:
        if not accounts.allowed(db, account_id, community_id, role="organizer"):
            raise NotOrganizer(account_id)


def begin(account_id: str, order: Order, form: str) -> Making:
    """Begin to make one file of a report, in one of the forms of `components.reports`. Raises `NotOrganizer`."""
    check(account_id, order.community_id)
    return Making(order, form)


def content_of(account_id: str, community_id: str, path: Path) -> bytes:
    """A file to hand out. Raises `NotOrganizer`."""
    check(account_id, community_id)
    return path.read_bytes()
