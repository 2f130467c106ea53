"""When a room is told of what has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from components.live.cadence import Cadence

AGES = 1e9  # seconds; longer than any computer has been running, whose clock may begin at its start


async def has_turn(cadence: Cadence, interval: float = AGES) -> bool:
    """Whether a turn comes about at once."""
    try:
        await asyncio.wait_for(cadence.turn(interval), 0.5)
    except TimeoutError:
        return False
    return True


def check(job: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(job())


def test_nothing_is_told_before_something_changes() -> None:
    async def job() -> None:
        cadence = Cadence(lambda: 0)
        assert not await has_turn(cadence)
        cadence.wake()
        assert await has_turn(cadence)
        assert not await has_turn(cadence)

    check(job)


def test_a_second_change_waits_for_its_turn_and_what_a_facilitator_did_does_not() -> None:
    async def job() -> None:
        cadence = Cadence(lambda: 0)
        cadence.wake()
        assert await has_turn(cadence)
        cadence.wake()
        assert not await has_turn(cadence)
        cadence.wake(urgent=True)
        assert await has_turn(cadence)
        cadence.wake()
        assert not await has_turn(cadence)

    check(job)


def test_a_burst_is_told_of_when_it_is_saved_or_does_not_end() -> None:
    async def job() -> None:
        left = [100]
        cadence = Cadence(lambda: left[0])
        cadence.wake()
        turn = asyncio.ensure_future(cadence.turn())
        await asyncio.sleep(0.1)
        assert not turn.done()
        left[0] = 0
        await asyncio.wait_for(turn, 5)
        left[0] = 100
        cadence.wake()
        await asyncio.wait_for(cadence.turn(), 5)

    check(job)
