"""A room that answers all the time: `python -m benchmarks.steady [--phones 1000] [--seconds 60]`.

150 answers a second, a display and a facilitator's control in Chromium; a new round whenever everybody has answered.
Prints JSON: how long acknowledgements take, how old what the display shows is (from an answer's acknowledgement until
the display counts it), in milliseconds, and the server's memory, at the start and at the end, in MB.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from bisect import bisect_left
from pathlib import Path
from time import perf_counter, time
from typing import Any

from benchmarks.burst import Display
from benchmarks.crowd import Crowd, answer_frame
from benchmarks.place import aside, dots, memory_mb, next_round, process_of, spread
from tests.browser.people import Facilitator, Wall, plan_meeting
from tests.phone.lane import open_chromium
from tests.rooms import LINES, Made, open_activity
from tests.servers import Server, serve

PER_SECOND = 150
Round = tuple[float, list[float]]
"""The time of day at which a round began, and by how much later each of its answers was acknowledged, in order."""


async def answered(server: Server, made: Made, crowd: Crowd, taken: list[float]) -> Round:
    """One round in which each phone answers in its turn; adds what each acknowledgement took."""
    round_id = next_round(server, made)
    await asyncio.sleep(0.3)
    began_at, began = time(), perf_counter()
    for number, phone in enumerate(crowd.phones):
        await asyncio.sleep(max(0.0, began + number / PER_SECOND - perf_counter()))
        phone.send(answer_frame(round_id, dots(number)))
    while not all(phone.saved_at for phone in crowd.phones):
        await asyncio.sleep(0.01)
    taken += [(phone.saved_at or 0) - phone.sent_at for phone in crowd.phones]
    return began_at, sorted((phone.saved_at or 0) - began for phone in crowd.phones)


async def run(server: Server, made: Made, n: int, seconds: float) -> tuple[list[float], list[Round], list[float]]:
    """Acknowledgement times, the rounds, and the server's memory after each."""
    crowd = Crowd(made.code, [server.port])
    taken: list[float] = []
    rounds, memory = [], []
    try:
        await crowd.grow(n)
        memory.append(memory_mb(process_of(server)))
        until = perf_counter() + seconds
        while perf_counter() < until:
            rounds.append(await answered(server, made, crowd, taken))
            memory.append(memory_mb(process_of(server)))
        crowd.check()
        await asyncio.sleep(1)
    finally:
        crowd.leave()
    return taken, rounds, memory


def freshness(display: Display, rounds: list[Round]) -> list[float]:
    """From each answer's acknowledgement until the display showed a count with it."""
    found = []
    for (began_at, saved), (ends_at, _) in zip(rounds, [*rounds[1:], (time(), [])], strict=True):
        shown = sorted((n, at) for n, at in display.counted(began_at).items() if at < ends_at)
        counts = [n for n, _ in shown]
        for number, after in enumerate(saved, start=1):
            place = bisect_left(counts, number)
            if place < len(shown):
                found.append(max(0.0, shown[place][1] - (began_at + after)))
    return found


def measure(n: int = 1000, seconds: float = 60) -> dict[str, Any]:
    """See the module."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server, open_chromium() as browser:
        made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
        server.save(lambda db: open_activity(db, made, "spectrum"))
        host = Facilitator(browser, server.url)
        host.page.goto(f"{server.url}/control?meeting={made.id}")
        host.sees("open")
        display = Display(Wall(browser, server.url, made.display_key).page)
        taken, rounds, memory = aside(lambda: asyncio.run(run(server, made, n, seconds)))
        fresh = freshness(display, rounds)
    return {
        "phones": n,
        "answers": len(taken),
        "acknowledged": spread(taken),
        "display_is_behind": spread(fresh),
        "memory_mb": {"first": memory[0], "after_a_round": memory[1], "last": memory[-1], "most": max(memory)},
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--phones", type=int, default=1000)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    print(json.dumps(measure(chosen.phones, chosen.seconds), indent=2))


if __name__ == "__main__":
    main()
