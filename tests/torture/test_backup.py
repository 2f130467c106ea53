"""A backup that is taken while fifty phones answer holds exactly what was acknowledged up to its moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from db import answers, backups
from db.engine import engine_at
from tests.lanes import lane
from tests.torture.crowd import crowd, open_round, run
from tests.torture.size import IS_FULL, SIZE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900 if IS_FULL else 240)]

PHONES = 50


def take_backup(address: str, target: Path) -> None:
    engine = engine_at(address)
    reader = engine.open_reader()
    backups.backup(engine, reader, target)
    reader.close()


def restored(backup: Path, round_id: str) -> list[str]:
    """What a new database holds of a round after the backup was restored into it, in the order it came."""
    engine = engine_at(backup.with_name(f"restored-from-{backup.name}"))
    backups.restore(backup, engine)
    reader = engine.open_reader()
    found = answers.all_of_round(reader, round_id)
    assert engine.problems(reader) == []
    reader.close()
    return [answer.id for answer in found]


def test_a_backup_under_load_restores_what_was_acknowledged_up_to_its_moment(
    tmp_path: Path, tell: Callable[..., None]
) -> None:
    address = str(tmp_path / "attune.db")
    made, round_id = open_round(address)
    taken: list[tuple[set[str], set[str], Path]] = []
    with lane(tmp_path, address) as server:

        async def meet() -> set[str]:
            async with crowd(made.code, round_id, server.port, PHONES) as gathered:
                await gathered.back(within=60)
                for number in range(SIZE.backups):
                    await asyncio.sleep(1)
                    target = tmp_path / f"backup-{number}.db"
                    before = set(gathered.saved)
                    await asyncio.to_thread(take_backup, address, target)
                    taken.append((before, set(gathered.given), target))
                await gathered.settle(within=60)
                return gathered.saved

        saved = run(meet, within=60 + 10 * SIZE.backups)
    reader = engine_at(address).open_reader()
    order = [answer.id for answer in answers.all_of_round(reader, round_id)]
    reader.close()
    assert set(order) == saved
    for acknowledged, given, backup in taken:
        held = restored(backup, round_id)
        assert acknowledged <= set(held) <= given
        assert held == order[: len(held)], "it is one moment: nothing earlier is missing where something later is there"
    tell("Backups taken while phones answer, and restored",
         times=len(taken), **{"answers acknowledged": len(saved), "missing": 0, "not yet given": 0})  # fmt: skip
