"""What phones cost that only wait: `python -m benchmarks.idle [--phones 1000] [--seconds 20]`.

Prints JSON: the share of one core that the server takes with nobody there and with so many phones
connected, and the memory that these take.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.crowd import Crowd
from benchmarks.place import a_room, cpu_seconds, memory_mb, process_of
from tests.servers import Server, serve


async def share(server: Server, seconds: float) -> float:
    """Of one core, in percent."""
    began, before = perf_counter(), cpu_seconds(process_of(server))
    await asyncio.sleep(seconds)
    return round(100 * (cpu_seconds(process_of(server)) - before) / (perf_counter() - began), 2)


def measure(n: int = 1000, seconds: float = 20) -> dict[str, Any]:
    """See the module."""

    async def run(server: Server, code: str) -> dict[str, float]:
        before, empty = memory_mb(process_of(server)), await share(server, seconds / 2)
        crowd = Crowd(code, [server.port])
        try:
            await crowd.grow(n)
            await asyncio.sleep(2)
            full, after = await share(server, seconds), memory_mb(process_of(server))
            crowd.check()
        finally:
            crowd.leave()
        return {"core_percent_with_nobody": empty, "core_percent": full, "mb_for_them": round(after - before, 1)}

    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        made, _ = server.save(a_room)
        found = asyncio.run(run(server, made.code))
    return {"phones": n, **found}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--phones", type=int, default=1000)
    options.add_argument("--seconds", type=float, default=20)
    chosen = options.parse_args()
    print(json.dumps(measure(chosen.phones, chosen.seconds), indent=2))


if __name__ == "__main__":
    main()
