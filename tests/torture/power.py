"""A machine whose power can be cut: what a process wrote and did not sync is gone, or part of it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest

_SOURCE = Path(__file__).with_name("power.c")
_SECTOR = 512


@cache
def _shim() -> Path:
    """The library that remembers what was synced, compiled once for all tests of a process."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("there is no C compiler")
    made = Path(mkdtemp(prefix="attune-power-")) / "power.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, _SOURCE], check=True)
    return made


@dataclass
class Machine:
    """A folder on a disk that loses what was not synced. Only processes with `environment` are on this machine."""

    folder: Path
    disk: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(_shim()), "POWER_FOLDER": str(self.folder), "POWER_DISK": str(self.disk),
            "POWER_FULL": str(self._beside("full")), "POWER_CLOCK": str(self._beside("clock")),
        }  # fmt: skip

    def _beside(self, name: str) -> Path:
        return self.disk.with_name(f"{self.disk.name}-{name}")

    def fill(self, *, is_full: bool) -> None:
        """Leave no space on the disk, or make room again."""
        if is_full:
            self._beside("full").touch()
        else:
            self._beside("full").unlink()

    def set_clock(self, seconds: int) -> None:
        """Set the clock of the machine wrong by so many seconds."""
        self._beside("clock").write_text(str(seconds))

    def come_up(self) -> None:
        """Everything that is there now is on the disk."""
        shutil.rmtree(self.disk, ignore_errors=True)
        shutil.copytree(self.folder, self.disk, ignore=lambda _, names: [name for name in names if _is_memory(name)])

    def lose_power(self, rng: Random, share: float | None = None) -> None:
        """Leave what was synced, and a share of all sectors that were not: disks write in any order.

        Without a given share it is one of nothing, half and nearly all.
        """
        share = rng.choice((0.0, 0.5, 0.9)) if share is None else share
        for file in {each.name for folder in (self.folder, self.disk) for each in folder.iterdir() if each.is_file()}:
            here, there = self.folder / file, self.disk / file
            if _is_memory(file) or not there.exists():
                here.unlink(missing_ok=True)
            else:
                written = here.read_bytes() if here.exists() else b""
                here.write_bytes(_survives(there.read_bytes(), written, share, rng))
        self.come_up()


def _is_memory(name: str) -> bool:
    return name.endswith(("-shm", ".log"))


def _survives(synced: bytes, written: bytes, share: float, rng: Random) -> bytes:
    left = bytearray(synced)
    for at in range(0, len(written), _SECTOR):
        sector = written[at : at + _SECTOR]
        if sector != synced[at : at + _SECTOR] and rng.random() < share:
            left[len(left) :] = bytes(max(0, at + len(sector) - len(left)))
            left[at : at + len(sector)] = sector
    return bytes(left)
