"""The wire between phones and a server, which can be cut: every connection breaks off, and no new one is made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.servers import free_port


class Wire:
    """Passes on what comes to its port."""

    def __init__(self, to: int) -> None:
        self.port = free_port()
        self._to = to
        self._near: set[asyncio.StreamWriter] = set()
        self._far: set[asyncio.StreamWriter] = set()
        self._is_cut = False

    def cut(self) -> None:
        """Break off all connections until `mend`. The server is not told: to it they are open and say nothing more."""
        self._is_cut = True
        for writer in self._near:
            writer.transport.abort()

    def mend(self) -> None:
        self._is_cut = False

    async def end(self) -> None:
        """Let everything go."""
        self.cut()
        for writer in self._far:
            writer.transport.abort()
        while self._near or self._far:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, for as long as both sides and the wire are there."""
        self._near.add(writer)
        if self._is_cut:
            writer.transport.abort()
        else:
            with suppress(OSError):
                far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
                self._far.add(far_writer)
                await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
                far_writer.close()
                self._far.discard(far_writer)
        writer.close()
        self._near.discard(writer)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        if not self._is_cut:
            writer.close()


@asynccontextmanager
async def wire(to: int) -> AsyncIterator[Wire]:
    """A wire to a port for the length of a block."""
    made = Wire(to)
    server = await asyncio.start_server(made.carry, "127.0.0.1", made.port, backlog=1024)
    try:
        yield made
    finally:
        server.close()
        await made.end()
