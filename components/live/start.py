"""Starting a process: once for every role it can have."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from components.live.connections import allow_many
from components.live.house import attach, close_house, the_hub
from components.live.store import the_writer
from components.live.writer import Writer

# Script threads share the interpreter lock with the live lane; at the default of 5 ms one busy thread
# holds up every phone.
_SWITCH_INTERVAL = 0.0005
_log = logging.getLogger("attune.live")


def start() -> None:
    """Make sure the house is open. Cheap after the first time; hosts that import no ASGI app rely on it."""
    the_hub()


@asynccontextmanager
async def enter_lifespan() -> AsyncIterator[None]:
    """Serve live screens while a server runs, and finish writing when it stops."""
    sys.setswitchinterval(_SWITCH_INTERVAL)
    allow_many()
    attach(asyncio.get_running_loop())
    the_hub()
    writer = the_writer()
    writer.on_trouble(partial(_say_how_it_is, writer, "the database is back"))
    _say_how_it_is(writer, "started")
    try:
        yield
    finally:
        close_house()
        _log.info("stopped")


def _say_how_it_is(writer: Writer, when_well: str) -> None:
    if writer.trouble:
        _log.warning("nothing can be saved", extra={"facts": {"reason": writer.trouble.code}})
    else:
        _log.info(when_well)
