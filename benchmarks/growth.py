"""How the cost of a burst grows with phones and with processes: `python -m benchmarks.growth [--repeat N]`.

The phone lane alone, in 1, 2 and 4 processes beside a Streamlit process on the same SQLite file; bursts of 100 to 3,000
phones, spread evenly. Prints JSON, medians in milliseconds. The load comes from this machine too: with two cores, more
processes than one have nothing to win, and what is seen is what they cost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.burst import SIZES, middle
from benchmarks.crowd import Burst, Crowd
from benchmarks.place import a_room, dots, next_round
from tests.lanes import lane_process
from tests.rooms import Made
from tests.servers import Server, serve

PROCESSES = (1, 2, 4)


@contextmanager
def lanes(folder: Path, server: Server, n: int) -> Iterator[list[int]]:
    """So many phone lanes on a server's database; their ports."""
    with ExitStack() as stack:
        yield [stack.enter_context(lane_process(folder, server.database)) for _ in range(n)]


async def bursts(server: Server, made: Made, ports: Sequence[int], sizes: Sequence[int], repeat: int) -> list[Any]:
    """For each size, with the phones of the size before still there."""
    crowd, told = Crowd(made.code, ports), []
    try:
        for n in sizes:
            await crowd.grow(n)
            found: list[Burst] = []
            for _ in range(repeat + 1):
                round_id = next_round(server, made)
                await asyncio.sleep(1.5)
                found.append(await crowd.burst(round_id, dots))
                crowd.check()
                await asyncio.sleep(0.5)
            told.append({"phones": n, **middle(found[1:])})
    finally:
        crowd.leave()
    return told


def measure(repeat: int = 3, sizes: Sequence[int] = SIZES) -> list[dict[str, Any]]:
    """See the module."""
    found = []
    for n in PROCESSES:
        with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
            made, _ = server.save(a_room)
            with lanes(Path(folder), server, n) as ports:
                for each in asyncio.run(bursts(server, made, ports, sizes, repeat)):
                    found.append({"processes": n, **each})
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--repeat", type=int, default=3)
    print(json.dumps(measure(options.parse_args().repeat), indent=2))


if __name__ == "__main__":
    main()
