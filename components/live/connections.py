"""How many connections this process may hold open: what its system gives it."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform != "win32":  # which has no such limit
    import resource

_WANTED = 65_536
_OWN_USE = 100
"""Files, the database's connections and what else a process opens beside its phones."""


def allow_many() -> None:
    """Take what the system lets this process have: usual are 1,024, and 256 on a Mac, which is one phone each."""
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # a Mac says it has no limit and refuses more than 10,240
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def room_left(connected: int) -> int | None:
    """How many more phones and walls can connect beside these; None where the system sets no limit."""
    if sys.platform == "win32":
        return None
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if limit == resource.RLIM_INFINITY else max(0, limit - _OWN_USE - connected)
