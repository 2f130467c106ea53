"""Several processes on one database, and a database that goes away in the middle of a meeting."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from components.live import control
from components.phone.identity import COOKIE
from db import answers
from db.engine import Engine, engine_at
from tests import postgres
from tests.lanes import HonestPhone, lane_process
from tests.rooms import Made, make_meeting, open_activity, open_migrated
from tests.servers import free_port

pytestmark = pytest.mark.slow

PHONES, ANSWERS_EACH, TWICE = 200, 50, 0.1


def place(at: int) -> dict[str, Any]:
    return {"lines": {"expertise": at}}


def open_round(new_address: str) -> tuple[Made, str]:
    store = open_migrated(new_address)
    with store.atomic():
        made = make_meeting(store)
        round_id = open_activity(store, made, "spectrum")
    store.close()
    return made, round_id


def post(port: int, phone: HonestPhone, message: dict[str, Any]) -> dict[str, Any]:
    """Send an answer by the other way, through some process."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/j/{phone.code}/answers", json.dumps(message).encode(),
        {"Cookie": f"{COOKIE}={phone.device}", "Content-Type": "application/json"},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            reply: dict[str, Any] = json.load(response)
    except urllib.error.HTTPError as error:
        reply = json.load(error)
    return reply


async def answer_twice(phone: HonestPhone, round_id: str, others: list[int]) -> list[str]:
    """Give fifty answers, every tenth of them twice: again through another process. The ids of those given twice."""
    rng = Random(phone.device)
    twice = []
    for number in range(ANSWERS_EACH):
        answer_id = phone.answer(round_id, place(number))
        message = dict(phone.unsent[answer_id])
        await phone.flush()
        if rng.random() < TWICE:
            await asyncio.to_thread(post, rng.choice(others), phone, message)
            twice.append(answer_id)
        await asyncio.sleep(rng.uniform(0.2, 0.5))
    await phone.empty(within=240)
    return twice


def test_answers_through_two_processes_are_each_stored_once(
    engine_apart: Engine, new_address: str, tmp_path: Path
) -> None:
    made, round_id = open_round(new_address)
    with lane_process(tmp_path, new_address) as first, lane_process(tmp_path, new_address) as second:

        async def meet() -> tuple[list[HonestPhone], list[list[str]]]:
            phones = [HonestPhone([first] if n % 2 else [second], made.code) for n in range(PHONES)]
            lines = [asyncio.create_task(phone.live()) for phone in phones]
            others = [[second] if n % 2 else [first] for n in range(PHONES)]
            pairs = zip(phones, others, strict=True)
            twice = await asyncio.gather(*(answer_twice(phone, round_id, ports) for phone, ports in pairs))
            for phone in phones:
                await phone.leave()
            await asyncio.gather(*lines)
            return phones, list(twice)

        phones, twice = asyncio.run(meet())
    reader = engine_apart.open_reader()
    stored = answers.all_of_round(reader, round_id)
    everyone = answers.count(reader, round_id)
    reader.close()
    assert sum(map(len, twice)) > 0.5 * TWICE * PHONES * ANSWERS_EACH
    assert len(stored) == PHONES * ANSWERS_EACH == sum(len(phone.saved) for phone in phones)
    assert {answer.id for answer in stored} == set().union(*(phone.saved for phone in phones))
    assert everyone == PHONES


def test_an_action_in_one_process_is_seen_by_the_phones_of_another(
    engine_apart: Engine, new_address: str, tmp_path: Path
) -> None:
    made, round_id = open_round(new_address)
    with lane_process(tmp_path, new_address) as port:

        async def meet() -> None:
            phone = HonestPhone([port], made.code)
            line = asyncio.create_task(phone.live())
            phone.answer(round_id, place(40))
            await phone.empty(within=30, every=0.1)
            outside = engine_apart.open_writer()
            with outside.atomic():
                control.reveal(outside, made.id)
            outside.close()
            for _ in range(200):
                if phone.states[-1]["activity"]["round"]["phase"] == "revealed":
                    break
                await asyncio.sleep(0.05)
            assert phone.states[-1]["tally"]["n"] == 1
            await phone.leave()
            await line

        asyncio.run(meet())


def test_phones_on_several_processes_are_told_how_many_are_there_in_all(
    engine_apart: Engine, new_address: str, tmp_path: Path
) -> None:
    made, _ = open_round(new_address)
    with lane_process(tmp_path, new_address) as first, lane_process(tmp_path, new_address) as second:

        async def meet() -> None:
            phones = [HonestPhone([port], made.code) for port in (first, first, second)]
            lines = [asyncio.create_task(phone.live()) for phone in phones]
            for phone in phones:
                while not phone.states or phone.states[-1]["present"] != 3:
                    await asyncio.sleep(0.1)
            for phone in phones:
                phone.ports = [second]  # as if the first had gone: the same three come to the other
                if phone.socket:
                    await phone.socket.close()
            late = HonestPhone([first], made.code)
            lines.append(asyncio.create_task(late.live()))
            for phone in (*phones, late):
                while not phone.states or phone.states[-1]["present"] != 4:
                    await asyncio.sleep(0.1)
                assert all(state["present"] <= 4 for state in phone.states)
            for phone in (*phones, late):
                await phone.leave()
            await asyncio.gather(*lines)

        asyncio.run(asyncio.wait_for(meet(), 60))


# A server that is restarted


@pytest.fixture
def own_cluster() -> Iterator[postgres.Cluster]:
    """A server of this test's own, for it is stopped."""
    reason = postgres.missing()
    if reason:
        pytest.skip(f"there is {reason}")
    with postgres.cluster() as made:
        yield made


@pytest.mark.parametrize("at_once", [False, True], ids=["restarted", "cut off"])
def test_a_meeting_goes_on_when_its_server_is_restarted_in_the_middle(
    own_cluster: postgres.Cluster, tmp_path: Path, at_once: bool
) -> None:
    address = own_cluster.new_database()
    made, round_id = open_round(address)
    with lane_process(tmp_path, address) as port:

        async def meet() -> list[HonestPhone]:
            phones = [HonestPhone([port], made.code) for _ in range(30)]
            lines = [asyncio.create_task(phone.live()) for phone in phones]
            for phone in phones[:20]:
                phone.answer(round_id, place(20))
            await asyncio.gather(*(phone.empty(within=30, every=0.2) for phone in phones[:20]))
            await asyncio.to_thread(own_cluster.stop, at_once=at_once)
            for phone in phones[10:]:
                phone.answer(round_id, place(80))
                await phone.flush()
            while not any(phone.waited for phone in phones[10:]):
                await asyncio.gather(*(phone.flush() for phone in phones[10:]))
                await asyncio.sleep(0.1)
            assert all(phone.unsent for phone in phones[10:])
            await asyncio.to_thread(own_cluster.start)
            await asyncio.gather(*(phone.empty(within=60, every=0.5) for phone in phones))
            store = await asyncio.to_thread(engine_at(address).open_writer)
            with store.atomic():
                control.reveal(store, made.id)
            store.close()
            for phone in phones:
                while not phone.states or phone.states[-1]["activity"]["round"]["phase"] != "revealed":
                    await asyncio.sleep(0.05)
            for phone in phones:
                await phone.leave()
            await asyncio.gather(*lines)
            return phones

        phones = asyncio.run(asyncio.wait_for(meet(), 120))
    dots = phones[0].states[-1]["tally"]["lines"]["expertise"]["dots"]
    assert dots == [20] * 10 + [80] * 20
    reader = engine_at(address).open_reader()
    stored = answers.all_of_round(reader, round_id)
    reader.close()
    assert {answer.id for answer in stored} == set().union(*(phone.saved for phone in phones))
    assert len(stored) == 40


def test_a_lane_may_be_started_before_its_server(own_cluster: postgres.Cluster, tmp_path: Path) -> None:
    address = own_cluster.new_database()
    made, round_id = open_round(address)
    own_cluster.stop()
    with lane_process(tmp_path, address) as port:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/j/{made.code}", timeout=20)
        assert refused.value.code == 503
        assert refused.value.headers["Retry-After"]
        assert b"One moment" in refused.value.read()

        async def meet() -> None:
            phone = HonestPhone([port], made.code)
            line = asyncio.create_task(phone.live())
            phone.answer(round_id, place(40))
            await asyncio.to_thread(own_cluster.start)
            await phone.empty(within=30, every=0.2)
            await phone.leave()
            await line

        asyncio.run(meet())


def test_a_server_that_is_not_there_is_said_without_its_password(tmp_path: Path) -> None:
    address = f"postgresql://attune:secret-word@127.0.0.1:{free_port()}/attune"
    with lane_process(tmp_path, address) as port, pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/j/K7QF2M/state", timeout=20)
    assert json.load(refused.value) == {"reason": "away"}
    assert all("secret-word" not in log.read_text() for log in tmp_path.glob("*.log"))
