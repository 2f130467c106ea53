"""A meeting with a round open, and a crowd of honest phones that answer it all the time."""

from __future__ import annotations

import asyncio
import json
import resource
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from db import answers
from db.engine import engine_at
from tests.lanes import HonestPhone
from tests.rooms import LINES, Made, make_meeting, open_activity, open_migrated

TWO_LINES: dict[str, Any] = {"lines": [LINES["lines"][0], {**LINES["lines"][0], "id": "second"}]}


def number(counted: int) -> dict[str, Any]:
    """The answer that says a number."""
    return {"lines": {"expertise": counted // 101, "second": counted % 101}}


def open_round(address: str) -> tuple[Made, str]:
    """A live meeting in a new database, and the id of its open round."""
    store = open_migrated(address)
    with store.atomic():
        made = make_meeting(store, configs={"spectrum": TWO_LINES})
        round_id = open_activity(store, made, "spectrum")
    store.close()
    return made, round_id


@dataclass
class Crowd:
    """Phones that each give an answer about every second, and what each gave."""

    round_id: str
    phones: list[HonestPhone]
    given: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By the id of an answer: the device that gave it, and its number."""
    is_answering: bool = True

    @property
    def saved(self) -> set[str]:
        """What was acknowledged so far."""
        return set().union(*(phone.saved for phone in self.phones))

    def answer(self, phone: HonestPhone) -> None:
        counted = len(self.given)
        self.given[phone.answer(self.round_id, number(counted % 10_000))] = (phone.device, counted % 10_000)

    @property
    def newest(self) -> dict[str, str]:
        """By device the id of the last answer it gave."""
        return {device: answer_id for answer_id, (device, _) in self.given.items()}

    def is_shown_its_newest(self, phone: HonestPhone) -> bool:
        return phone.mine.get(self.round_id) == number(self.given[self.newest[phone.device]][1])

    async def go_on(self, phone: HonestPhone) -> None:
        """Answer about once a second, until nobody is to answer any more."""
        rng = Random(phone.device)
        while self.is_answering:
            self.answer(phone)
            await phone.flush()
            await asyncio.sleep(rng.uniform(0.5, 1.5))

    async def back(self, within: float) -> float:
        """Wait until every phone is connected and shown an answer of its own; how many seconds that took."""
        begun = time.monotonic()
        while not all(self.is_shown_its_own(phone) for phone in self.phones):
            assert time.monotonic() - begun < within, "not everybody is back"
            await asyncio.sleep(0.02)
        return time.monotonic() - begun

    def is_shown_its_own(self, phone: HonestPhone) -> bool:
        own = phone.mine.get(self.round_id)
        if own is None:
            # A phone of which nothing was ever saved has nothing to be shown.
            return self.round_id in phone.mine and not phone.saved
        mine = [number(counted) for device, counted in self.given.values() if device == phone.device]
        assert own in mine, "a phone was shown the answer of another"
        return True

    async def settle(self, within: float) -> None:
        """Stop answering, and wait until everything that was given is saved."""
        self.is_answering = False
        await asyncio.gather(*(phone.empty(within=within, every=0.5) for phone in self.phones))


@asynccontextmanager
async def crowd(code: str, round_id: str, port: int, count: int, *, is_answering: bool = True) -> AsyncIterator[Crowd]:
    """A crowd for the length of a block, all of whom answer if wanted."""
    gathered = Crowd(round_id, [HonestPhone([port], code) for _ in range(count)], is_answering=is_answering)
    lines = [asyncio.create_task(phone.live()) for phone in gathered.phones]
    givers = [asyncio.create_task(gathered.go_on(phone)) for phone in gathered.phones]
    try:
        yield gathered
        gathered.is_answering = False
        await asyncio.gather(*givers)
        for phone in gathered.phones:
            await phone.leave()
        await asyncio.gather(*lines)
    finally:
        for task in (*lines, *givers):
            task.cancel()


def allow_many_connections() -> None:
    """Let this process have a connection to each of a thousand phones and more."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, min(most, 16_384)), most))


async def soon(is_so: Callable[[], bool], within: float, every: float = 0.02) -> float:
    """Wait until something is so; how many seconds that took."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < within, f"not within {within} s"
        await asyncio.sleep(every)
    return time.monotonic() - begun


def run(meet: Callable[[], Awaitable[Any]], within: float) -> Any:
    """Run what happens in a room, and no longer than this many seconds."""

    async def bounded() -> Any:
        return await asyncio.wait_for(meet(), within)

    return asyncio.run(bounded())


def stored(address: str, round_id: str) -> list[answers.Answer]:
    """Every answer of a round, the earlier ones too, in the order they were stored; of a database that is whole."""
    engine = engine_at(address)
    reader = engine.open_reader()
    try:
        assert engine.problems(reader) == []
        return answers.all_of_round(reader, round_id)
    finally:
        reader.close()


def lost(address: str, gathered: Crowd) -> set[str]:
    """What was acknowledged and is not stored, in a database nobody has open; to look leaves its files as they are."""
    folder = Path(tempfile.mkdtemp(prefix="attune-look-"))
    try:
        for file in Path(address).parent.glob(f"{Path(address).name}*"):
            shutil.copy(file, folder)
        found = {answer.id for answer in stored(str(folder / Path(address).name), gathered.round_id)}
        return gathered.saved - found
    finally:
        shutil.rmtree(folder)


def check_nothing_lost(address: str, gathered: Crowd) -> None:
    """Every acknowledged answer is stored, none twice, none that nobody gave, each as it was given."""
    found = stored(address, gathered.round_id)
    ids = [answer.id for answer in found]
    assert len(ids) == len(set(ids))
    assert gathered.saved <= set(ids) <= set(gathered.given)
    assert all(json.loads(answer.value) == number(gathered.given[answer.id][1]) for answer in found)
    people = {(gathered.given[answer.id][0], answer.participant_id) for answer in found}
    assert len(people) == len({device for device, _ in people}) == len({person for _, person in people})
