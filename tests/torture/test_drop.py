"""All phones of a room lose their line at once, and come back: each is who it was, with its answer, in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from db import answers
from db.engine import engine_at
from tests.lanes import Lane, lane
from tests.torture.crowd import Crowd, allow_many_connections, crowd, open_round, run, soon
from tests.torture.size import IS_FULL, SIZE
from tests.torture.wire import wire

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900 if IS_FULL else 240)]

Tell = Callable[..., None]


async def drop_all(server: Lane, code: str, round_id: str, seconds: float, tell: Tell, *, restart: bool) -> None:
    """Cut off everybody, half of whom change their answer meanwhile, and mend the line again."""
    count = SIZE.phones_dropped
    async with wire(server.port) as line, crowd(code, round_id, line.port, count, is_answering=False) as gathered:
        await gathered.back(within=60)
        for phone in gathered.phones:
            gathered.answer(phone)
        await gathered.settle(within=60)
        line.cut()
        for phone in gathered.phones[::2]:
            gathered.answer(phone)
        if restart:
            await asyncio.to_thread(server.stop)
        await asyncio.sleep(seconds)
        if restart:
            await asyncio.to_thread(server.start)
        line.mend()
        took = await gathered.back(within=30)
        await gathered.settle(within=60)
        await soon(lambda: all(gathered.is_shown_its_newest(phone) for phone in gathered.phones), within=10)
        await soon(lambda: all(phone.states[-1]["present"] >= count for phone in gathered.phones), within=10)
        check_everybody_is_who_they_were(server.database, round_id, gathered)
        words = f"{seconds:g} s" if not restart else f"{seconds:g} s, and the server restarted meanwhile"
        tell(f"The line of all phones cut for {words}",
             phones=count, **{"who keep identity, answer and place": count, "second votes": 0,
                              "everybody back after, in seconds": took})  # fmt: skip


def check_everybody_is_who_they_were(address: str, round_id: str, gathered: Crowd) -> None:
    reader = engine_at(address).open_reader()
    current = {answer.id: answer for answer in answers.current(reader, round_id)}
    earlier = answers.all_of_round(reader, round_id)
    reader.close()
    assert set(current) == set(gathered.newest.values())
    assert len({answer.participant_id for answer in earlier}) == len(gathered.phones)
    for phone in gathered.phones:
        activity = phone.states[-1]["activity"]
        assert (activity["round"]["id"], activity["round"]["phase"]) == (round_id, "open")
        assert activity["answered"] <= phone.states[-1]["present"] == len(gathered.phones)


@pytest.mark.parametrize("seconds", SIZE.cuts)
def test_a_room_cut_off_as_a_whole_comes_back_as_it_was(tmp_path: Path, tell: Tell, seconds: float) -> None:
    address = str(tmp_path / "attune.db")
    made, round_id = open_round(address)
    allow_many_connections()
    with lane(tmp_path, address) as server:
        run(lambda: drop_all(server, made.code, round_id, seconds, tell, restart=False), within=seconds + 240)


def test_a_room_cut_off_while_the_server_is_restarted_comes_back_as_it_was(tmp_path: Path, tell: Tell) -> None:
    address = str(tmp_path / "attune.db")
    made, round_id = open_round(address)
    allow_many_connections()
    with lane(tmp_path, address) as server:
        run(lambda: drop_all(server, made.code, round_id, SIZE.cuts[0], tell, restart=True), within=240)
