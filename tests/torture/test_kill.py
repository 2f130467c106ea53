"""A server that is killed, loses its power or is asked to end, in the middle of a round that fifty phones answer."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.lanes import Lane, lane
from tests.servers import Server
from tests.torture.crowd import Crowd, check_nothing_lost, crowd, lost, open_round, run
from tests.torture.power import Machine
from tests.torture.size import IS_FULL, SIZE

pytestmark = pytest.mark.slow

PHONES = 50
BACK_WITHIN = 5.0
Tell = Callable[..., None]


def kill_again_and_again(server: Lane | Server, address: str, kills: int, cut: Callable[[], None]) -> dict[str, float]:
    """Kill a server at random moments and start it again; what came of it."""
    made, round_id = open_round(address)
    rng = Random()

    async def meet() -> dict[str, float]:
        async with crowd(made.code, round_id, server.port, PHONES) as gathered:
            back = [await gathered.back(within=60)]
            for _ in range(kills):
                await asyncio.sleep(rng.uniform(0.05, 1.5))
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(cut)
                assert not lost(address, gathered)
                await asyncio.to_thread(server.start)
                back.append(await gathered.back(within=BACK_WITHIN * SIZE.slack))
            await gathered.settle(within=60)
            check_nothing_lost(address, gathered)
            assert len(gathered.saved) == len(gathered.given) > PHONES * kills / 2
            return _figures(kills, gathered, sorted(back[1:]))

    cut()
    server.start()
    try:
        figures: dict[str, float] = run(meet, within=60 + 30 * kills)
    finally:
        server.stop()
    return figures


def _figures(kills: int, gathered: Crowd, back: list[float]) -> dict[str, float]:
    return {
        "times": kills, "answers acknowledged": len(gathered.saved), "stored": len(gathered.saved), "lost": 0,
        "stored twice": 0,
        "everybody back after, in seconds (median)": back[len(back) // 2], "(longest)": back[-1],
    }  # fmt: skip


def nothing_more() -> None:
    """A process that is killed leaves everything that it wrote."""


@pytest.mark.timeout(3600 if IS_FULL else 240)
def test_a_phone_lane_killed_at_random_moments_loses_no_acknowledged_answer(tmp_path: Path, tell: Tell) -> None:
    address = str(tmp_path / "attune.db")
    server = Lane(tmp_path, address)
    tell("The phone lane killed (`kill -9`)", **kill_again_and_again(server, address, SIZE.kills, nothing_more))


@pytest.mark.timeout(1800 if IS_FULL else 240)
def test_the_whole_app_killed_at_random_moments_loses_no_acknowledged_answer(tmp_path: Path, tell: Tell) -> None:
    server = Server(tmp_path)
    figures = kill_again_and_again(server, server.database, SIZE.app_kills, nothing_more)
    tell("The whole app killed (`kill -9`)", **figures)


# Power


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "folder", tmp_path / "disk")
    made.folder.mkdir()
    return made


@pytest.mark.timeout(1800 if IS_FULL else 240)
def test_a_machine_that_loses_its_power_loses_no_acknowledged_answer(machine: Machine, tell: Tell) -> None:
    address, rng = str(machine.folder / "attune.db"), Random()
    server = Lane(machine.folder, address, settings=machine.environment)
    machine.come_up()

    def cut() -> None:
        if server.process:
            machine.lose_power(rng)
        else:
            machine.come_up()

    tell("Power cut: writes that were not synced gone", **kill_again_and_again(server, address, SIZE.power_cuts, cut))


def test_where_commits_do_not_wait_for_the_disk_a_power_cut_loses_answers(machine: Machine) -> None:
    """Without this the test before would prove nothing: the disk really forgets what was not synced."""
    address = str(machine.folder / "attune.db")
    made, round_id = open_round(address)
    machine.come_up()
    server = Lane(machine.folder, address, settings=machine.environment, app="tests.torture.careless:app")
    server.start()

    async def meet() -> None:
        async with crowd(made.code, round_id, server.port, 10) as gathered:
            await gathered.back(within=60)
            await asyncio.sleep(1)
            await gathered.settle(within=60)
            server.kill()
            assert gathered.saved
            assert not lost(address, gathered)
            machine.lose_power(Random(1), share=0)
            assert lost(address, gathered) == gathered.saved

    run(meet, within=120)


# Asked to end


def test_a_server_asked_to_end_finishes_what_it_acknowledges_and_closes_its_file(tmp_path: Path, tell: Tell) -> None:
    address = str(tmp_path / "attune.db")
    made, round_id = open_round(address)
    with lane(tmp_path, address) as server:

        async def meet() -> None:
            async with crowd(made.code, round_id, server.port, PHONES) as gathered:
                await gathered.back(within=60)
                await asyncio.sleep(1)
                code = await asyncio.to_thread(server.stop)
                assert code in (0, -signal.SIGTERM)
                assert not (tmp_path / "attune.db-wal").exists()
                check_nothing_lost(address, gathered)
                await asyncio.to_thread(server.start)
                await gathered.back(within=BACK_WITHIN * SIZE.slack)
                await gathered.settle(within=60)
                check_nothing_lost(address, gathered)
                assert len(gathered.saved) == len(gathered.given)

        run(meet, within=180)
        assert "Traceback" not in server.log.read_text()
