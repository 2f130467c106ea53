"""Starting a process: once for every role it can have."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from components.live.house import attach, close_house, the_hub

# Script threads share the interpreter lock with the live lane; at the default of 5 ms one busy thread
# holds up every phone.
_SWITCH_INTERVAL = 0.0005
_MOST_FILES = 65_536


def start() -> None:
    """Make sure the house is open. Cheap after the first time; hosts that import no ASGI app rely on it."""
    the_hub()


@asynccontextmanager
async def enter_lifespan() -> AsyncIterator[None]:
    """Serve live screens while a server runs, and finish writing when it stops."""
    sys.setswitchinterval(_SWITCH_INTERVAL)
    _allow_many_connections()
    attach(asyncio.get_running_loop())
    the_hub()
    try:
        yield
    finally:
        close_house()


def _allow_many_connections() -> None:
    """Let this process have as many open files as it may: many systems begin with 1,024, and every phone is one."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows, where no such limit is

        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _MOST_FILES if most == resource.RLIM_INFINITY else min(most, _MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, wanted), most))
