"""Long work in processes of their own, so that no phone waits for it: how far it has come, and a way to stop it.

Such a process reads its order as text on standard input. How far it has come goes to standard output, a number from 0
to 1 a line; an `!` with the name of a text in the `errors` catalog says why it cannot be done.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_AT_ONCE = 2
BEHIND = ("nice", "-n", "10") if shutil.which("nice") else ()
"""What lets a process come after the meeting that goes on beside it, from its first import on."""
_starters = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="attune-apart")


class Apart:
    """One piece of long work: `python -m` with these arguments, given an order; begun as soon as its turn comes."""

    def __init__(self, *arguments: str, order: str = "") -> None:
        self.part = 0.0
        """How far it has come, from 0 to 1."""
        self.problem = ""
        """Why it was not done, as the name of a text in the `errors` catalog; "" as long as nothing is wrong."""
        self.is_cancelled = False
        self._arguments, self._order = arguments, order
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._done = _starters.submit(self._run)

    def is_over(self, within: float) -> bool:
        """Wait so many seconds at most; whether it is done, cannot be, or was stopped."""
        return bool(wait([self._done], timeout=within).done)

    def wait(self) -> None:
        """Wait until it is over."""
        self._done.result()

    def cancel(self) -> None:
        """Stop it; nothing is left of it."""
        with self._lock:
            self.is_cancelled = True
            if self._process and self._process.poll() is None:
                self._process.terminate()

    def _run(self) -> None:
        process = self._start()
        if process is None:
            return
        with process:
            assert process.stdin
            assert process.stdout
            with suppress(BrokenPipeError):
                process.stdin.write(self._order)
                process.stdin.close()
            for line in process.stdout:
                self._hear(line.strip())
        if process.returncode and not self.problem:
            self.problem = "unexpected"

    def _start(self) -> subprocess.Popen[str] | None:
        """The process, or None where it was stopped before its turn came."""
        with self._lock:
            if not self.is_cancelled:
                self._process = subprocess.Popen(
                    [*BEHIND, sys.executable, "-m", *self._arguments], cwd=_ROOT, env=os.environ | {"PYTHONUTF8": "1"},
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                )  # fmt: skip
            return self._process

    def _hear(self, line: str) -> None:
        if line.startswith("!"):
            self.problem = line[1:]
        elif line:
            self.part = float(line)


def tell(part: float) -> None:
    """In such a process: say how far it has come."""
    print(f"{part:.3f}", flush=True)


def give_up(code: str) -> None:
    """In such a process: say why it cannot be done."""
    print(f"!{code}", flush=True)
