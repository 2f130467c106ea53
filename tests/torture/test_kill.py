"""A server that is killed, or asked to end, in the middle of a round that fifty phones answer."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.lanes import Lane, lane
from tests.servers import Server
from tests.torture.crowd import check_nothing_lost, crowd, open_round, run
from tests.torture.size import IS_FULL, SIZE

pytestmark = pytest.mark.slow

PHONES = 50
BACK_WITHIN = 5.0
Tell = Callable[[str], None]


def kill_again_and_again(server: Lane | Server, address: str, kills: int, tell: Tell) -> None:
    made, round_id = open_round(address)
    server.start()
    rng = Random()

    async def meet() -> None:
        async with crowd(made.code, round_id, server.port, PHONES) as gathered:
            back = [await gathered.back(within=60)]
            for _ in range(kills):
                await asyncio.sleep(rng.uniform(0.05, 1.5))
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)
                back.append(await gathered.back(within=BACK_WITHIN * SIZE.slack))
            await gathered.settle(within=60)
            check_nothing_lost(address, gathered)
            assert len(gathered.saved) == len(gathered.given) > PHONES * kills / 2
            again = sorted(back[1:])
            tell(f"{kills} kills, {len(gathered.saved)} answers acknowledged and stored; everybody back after "
                 f"{again[len(again) // 2]:.2f} s (half of the times) and {again[-1]:.2f} s (always)")  # fmt: skip

    try:
        run(meet, within=60 + 20 * kills)
    finally:
        server.stop()


@pytest.mark.timeout(2400 if IS_FULL else 240)
def test_a_phone_lane_killed_at_random_moments_loses_no_acknowledged_answer(tmp_path: Path, tell: Tell) -> None:
    address = str(tmp_path / "attune.db")
    kill_again_and_again(Lane(tmp_path, address), address, SIZE.kills, tell)


@pytest.mark.timeout(1200 if IS_FULL else 240)
def test_the_whole_app_killed_at_random_moments_loses_no_acknowledged_answer(tmp_path: Path, tell: Tell) -> None:
    server = Server(tmp_path)
    kill_again_and_again(server, server.database, SIZE.app_kills, tell)


def test_a_server_asked_to_end_finishes_what_it_acknowledges_and_closes_its_file(tmp_path: Path) -> None:
    address = str(tmp_path / "attune.db")
    made, round_id = open_round(address)
    with lane(tmp_path, address) as server:

        async def meet() -> None:
            async with crowd(made.code, round_id, server.port, PHONES) as gathered:
                await gathered.back(within=60)
                await asyncio.sleep(1)
                code = await asyncio.to_thread(server.stop)
                assert code in (0, -signal.SIGTERM)
                wal = tmp_path / "attune.db-wal"
                assert not wal.exists() or wal.stat().st_size == 0
                check_nothing_lost(address, gathered)
                await asyncio.to_thread(server.start)
                await gathered.back(within=BACK_WITHIN * SIZE.slack)
                await gathered.settle(within=60)
                check_nothing_lost(address, gathered)
                assert len(gathered.saved) == len(gathered.given)

        run(meet, within=180)
        assert "Traceback" not in server.log.read_text()
