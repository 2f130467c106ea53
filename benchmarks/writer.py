"""What one writer of a database takes: `python -m benchmarks.writer [--answers 10000]`.

Answers wait in a long row, so that the writer never lacks work; each is checked and stored as a phone's is. Prints
JSON: durable answers a second on an SQLite file and, where it is installed, on PostgreSQL.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import uuid
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.place import a_room, dots
from components.live.cast import Cast, Delivery, Saved, cast_all
from components.live.writer import Writer
from db.engine import engine_at
from tests import postgres
from tests.rooms import open_migrated

DEVICES = 1000


def a_second(address: str, n: int) -> float:
    """Durable answers a second."""
    store = open_migrated(address)
    with store.atomic():
        made, round_id = a_room(store)
    store.close()
    writer = Writer(engine_at(address))

    def answer(number: int) -> Delivery:
        cast = Cast(str(uuid.uuid4()), round_id, dots(number))
        return Delivery(made.id, f"device-{number % DEVICES}", cast)

    async def give(first: int, last: int) -> float:
        began = perf_counter()
        taken = await asyncio.gather(*(writer.put_to(cast_all, answer(number)) for number in range(first, last)))
        assert all(isinstance(each, Saved) for each in taken)
        return perf_counter() - began

    asyncio.run(give(0, DEVICES))  # everybody has come in
    taken = asyncio.run(give(DEVICES, DEVICES + n))
    writer.stop()
    return round(n / taken)


def measure(n: int = 10_000) -> dict[str, Any]:
    """See the module."""
    found: dict[str, Any] = {"answers": n}
    with tempfile.TemporaryDirectory() as folder:
        found["sqlite"] = a_second(str(Path(folder) / "attune.db"), n)
    if not postgres.missing():
        with postgres.cluster() as cluster:
            found["postgresql"] = a_second(cluster.new_database(), n)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--answers", type=int, default=10_000)
    print(json.dumps(measure(options.parse_args().answers)))


if __name__ == "__main__":
    main()
