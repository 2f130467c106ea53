"""How much each of these tests does: little beside all other tests, much by `make torture`."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """The one place where the sizes are."""

    kills: int
    """Of a phone lane, at random moments."""
    app_kills: int
    """Of the whole app."""
    cut_offs: int
    """Moments at which a migration, and a restore, is killed."""
    power_cuts: int
    phones_dropped: int
    cuts: tuple[float, ...]
    """For how many seconds all phones are cut off."""
    idle: int
    clog_seconds: float
    at_one_address: int
    backups: int
    malformed: int
    examples: int
    """Of each thing that hypothesis makes up."""
    slack: float
    """By how much a promised time may be exceeded: a machine that runs all tests at once has other things to do."""


SHORT = Size(
    kills=4, app_kills=1, cut_offs=3, power_cuts=2, phones_dropped=50, cuts=(1.0,), idle=200, clog_seconds=1.0,
    at_one_address=100, backups=1, malformed=1000, examples=50, slack=5.0,
)  # fmt: skip
FULL = Size(
    kills=100, app_kills=15, cut_offs=40, power_cuts=30, phones_dropped=500, cuts=(10.0, 130.0), idle=2000,
    clog_seconds=10.0, at_one_address=500, backups=20, malformed=100_000, examples=1000, slack=1.0,
)  # fmt: skip
IS_FULL = os.environ.get("ATTUNE_TORTURE") == "full"
SIZE = FULL if IS_FULL else SHORT
