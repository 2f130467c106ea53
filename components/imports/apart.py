"""Reading a file in a process of its own: what is wrong with it can hold up or break nobody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from components.imports.tables import MOST_BYTES, Line, Table, Unreadable, read_tables

LONGEST_SECONDS = 40
MOST_MEMORY = 640 * 1024 * 1024
"""A few kilobytes can be written so that reading them takes all a machine has."""
_ROOT = Path(__file__).parents[2]
_one_file = threading.Lock()
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""What the spreadsheet library loads for each of a machine's cores would count as memory."""


def read_apart(name: str, data: bytes) -> list[Table]:
    """What `read_tables` gives. Raises `Unreadable`."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large")
    command = [sys.executable, "-m", "components.imports.apart", name]
    try:
        with _one_file:  # the memory is for one file, however many are brought
            done = subprocess.run(
                command, input=data, capture_output=True, cwd=_ROOT, timeout=LONGEST_SECONDS,
                env=os.environ | _ONE_THREAD,
            )  # fmt: skip
    except (subprocess.TimeoutExpired, ValueError):
        raise Unreadable("too_large") from None
    if done.returncode:  # ended by the system, for its memory
        raise Unreadable("too_large")
    told = json.loads(done.stdout)
    if "code" in told:
        raise Unreadable(told["code"])
    return [
        Table(table, tuple(Line(number, tuple(cells)) for number, cells in lines)) for table, lines in told["tables"]
    ]


def _told(name: str, data: bytes) -> dict[str, object]:
    try:
        found = read_tables(name, data)
    except Unreadable as error:
        return {"code": error.code}
    return {"tables": [(table.name, [(line.number, line.cells) for line in table.lines]) for table in found]}


def _limit_memory() -> None:
    """Have the system refuse this process more, where it can."""
    with suppress(ImportError, ValueError, OSError):  # on Windows; where less is allowed already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    with sys.stdin.buffer as file:
        print(json.dumps(_told(sys.argv[1], file.read())))
