"""All phones answer at the same instant: `python -m benchmarks.burst [--phones 100 300 1000 3000] [--repeat N] [--computing]`.

A real Attune in a process of its own, phones in another, a display in Chromium. Prints JSON, in milliseconds: until the
last answer is acknowledged, which is after its commit; until the last phone has the final count; until the display shows
it. Beside it in the same run the raw limit: the same answers through a bare WebSocket server and one grouped
transaction each time, and how many times as long Attune takes. With `--computing` somebody reads a long history
meanwhile.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.crowd import Crowd
from benchmarks.raw_limit import raw_server
from components.live import control
from db.engine import Store
from tests.rooms import LINES, Made, make_meeting, open_activity
from tests.servers import Server, serve

SIZES = (100, 300, 1000, 3000)


def dots(number: int) -> dict[str, object]:
    """The value of one phone's answer."""
    return {"lines": {"expertise": number % 101}}


def a_room(db: Store) -> tuple[Made, str]:
    made = make_meeting(db, configs={"spectrum": LINES})
    return made, open_activity(db, made, "spectrum")


def next_round(server: Server, made: Made) -> str:
    """Everybody is asked once more."""

    def turn(db: Store) -> str:
        control.close(db, made.id, seconds=0)
        return control.open_round(db, made.id)

    return server.save(turn)


async def bursts(server: Server, made: Made, n: int, repeat: int, wall: Page | None = None) -> list[dict[str, float]]:
    """So many bursts of `n` phones, each in a round of its own; the first of all is not counted."""
    crowd = Crowd(made.code, [server.port])
    found = []
    try:
        await crowd.grow(n)
        for number in range(repeat + 1):
            round_id = next_round(server, made)
            await asyncio.sleep(1.5)
            burst = await crowd.burst(round_id, dots)
            assert not crowd.refused, crowd.refused[0]
            assert not crowd.lost
            if number:
                found.append(asdict(burst))
            await asyncio.sleep(0.5)
    finally:
        crowd.leave()
    return found


async def raw_bursts(port: int, n: int, repeat: int) -> list[dict[str, float]]:
    """The same through the bare server, which counts on from burst to burst."""
    crowd = Crowd("RAW", [port])
    found = []
    try:
        await crowd.grow(n)
        for number in range(repeat + 1):
            burst = await crowd.burst("0190-raw", dots, n * (number + 1))
            if number:
                found.append(asdict(burst))
            await asyncio.sleep(0.5)
    finally:
        crowd.leave()
    return found


def in_ms(found: list[dict[str, float]]) -> dict[str, float]:
    """Medians over the bursts, in milliseconds."""
    return {name: round(median(each[name] for each in found) * 1000, 1) for name in ("all_saved", "all_seen")}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        made, round_id = server.save(a_room)
        for n in (100, 300, 1000):
            print(n, in_ms(asyncio.run(bursts(server, made, n, 5))))
            with raw_server(Path(folder)) as port:
                print(n, "raw", in_ms(asyncio.run(raw_bursts(port, n, 5))))


if __name__ == "__main__":
    main()
