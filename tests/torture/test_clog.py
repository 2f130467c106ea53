"""A server that is clogged: what a facilitator does still takes effect, and honest phones get their answers saved."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from components.live import control
from components.phone.identity import COOKIE, new_device
from db.engine import engine_at
from tests.lanes import Lane, lane
from tests.rooms import Made
from tests.torture import nuisance
from tests.torture.crowd import Crowd, allow_many_connections, crowd, open_round, run, soon
from tests.torture.size import IS_FULL, SIZE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600 if IS_FULL else 240)]

HONEST = 20
ACTION_WITHIN, ANSWER_WITHIN = 2.0, 1.0
Tell = Callable[..., None]
Nuisance = Callable[[int, str, str], Coroutine[Any, Any, None]]
CLOGS: dict[str, Nuisance] = {
    f"{SIZE.idle // 10} phones that ask and never listen": nuisance.slow_readers,
    f"{SIZE.idle} half-open connections": nuisance.half_open,
    f"{SIZE.idle} idle connections": nuisance.idle,
    "100 new connections a second": nuisance.reconnects,
    "messages over the limit": nuisance.large_frames,
    "a phone that sends 1,000 answers a second": nuisance.flood,
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lane, Made, str]]:
    """One server for all of this, which has to get over each."""
    allow_many_connections()
    folder = tmp_path_factory.mktemp("clog")
    made, round_id = open_round(str(folder / "attune.db"))
    with lane(folder, str(folder / "attune.db")) as server:
        yield server, made, round_id
        assert "Traceback" not in server.log.read_text()


@pytest.mark.parametrize("name", CLOGS)
def test_a_clogged_server_serves_the_facilitator_and_honest_phones(
    room: tuple[Lane, Made, str], name: str, tell: Tell
) -> None:
    server, made, round_id = room

    async def meet() -> None:
        async with crowd(made.code, round_id, server.port, HONEST, is_answering=False) as gathered:
            await gathered.back(within=60)
            clog = asyncio.create_task(CLOGS[name](server.port, made.code, round_id))
            await asyncio.sleep(SIZE.clog_seconds / 2)
            ends = time.monotonic() + SIZE.clog_seconds
            saved: list[float] = []
            acted: list[float] = []
            while time.monotonic() < ends or not acted:
                saved.append(await everybody_answers(gathered))
                acted.append(await facilitator_acts(server.database, made, gathered, len(acted) % 2 == 0))
            if len(acted) % 2:
                await facilitator_acts(server.database, made, gathered, False)
            assert not clog.done(), clog
            clog.cancel()
            await asyncio.gather(clog, return_exceptions=True)
            tell(f"Clogged by {name}", **{
                "an answer is saved after at most, in seconds": max(saved),
                "what the facilitator does reaches all phones after at most": max(acted)})  # fmt: skip

    run(meet, within=200)


async def everybody_answers(gathered: Crowd) -> float:
    """All honest phones answer at once; how long until the last is told that it is saved."""
    await asyncio.sleep(0.6)  # nobody is to go faster than phones may
    for phone in gathered.phones:
        gathered.answer(phone)
        await phone.flush()
    return await soon(lambda: not any(phone.unsent for phone in gathered.phones), ANSWER_WITHIN * SIZE.slack)


async def facilitator_acts(address: str, made: Made, gathered: Crowd, is_to_close: bool) -> float:
    """Begin to close the round or keep it open; how long until every honest phone knows."""

    def act() -> None:
        store = engine_at(address).open_writer()
        try:
            with store.atomic():
                if is_to_close:
                    control.close(store, made.id, seconds=600)
                else:
                    control.keep_open(store, made.id)
        finally:
            store.close()

    begun = time.monotonic()
    await asyncio.to_thread(act)
    await soon(
        lambda: all(
            bool(phone.states[-1]["activity"]["round"]["closes_at"]) == is_to_close for phone in gathered.phones
        ),
        ACTION_WITHIN * SIZE.slack,
    )
    return time.monotonic() - begun


def test_a_phone_that_goes_on_too_fast_is_told_so_and_then_let_go_with_a_code(room: tuple[Lane, Made, str]) -> None:
    server, made, round_id = room
    told: list[str] = []

    async def meet() -> None:
        device = {"Cookie": f"{COOKIE}={new_device()}"}
        address = f"ws://127.0.0.1:{server.port}/j/{made.code}/live"
        with pytest.raises(ConnectionClosed) as closed:
            async with connect(address, additional_headers=device) as phone:
                for _ in range(2000):
                    await phone.send(nuisance.answer_to(round_id))
                async for text in phone:
                    told.append(json.loads(text).get("reason", ""))
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4429
        with pytest.raises(ConnectionClosed) as again:
            async with connect(address, additional_headers=device) as phone:
                await phone.recv()
        assert again.value.rcvd
        assert again.value.rcvd.code == 4429

    run(meet, within=60)


def test_as_many_honest_phones_as_a_hall_holds_are_let_in_from_one_address(
    room: tuple[Lane, Made, str], tell: Tell
) -> None:
    server, made, round_id = room

    async def meet() -> None:
        count = SIZE.at_one_address
        async with crowd(made.code, round_id, server.port, count, is_answering=False) as gathered:
            took = await gathered.back(within=60)
            for phone in gathered.phones:
                gathered.answer(phone)
            await gathered.settle(within=60)
            assert len(gathered.saved) == count
            tell("Phones that come at once from one address", phones=count,
                 **{"let in and answered": count, "the last is in after, in seconds": took})  # fmt: skip

    run(meet, within=200)
