"""A large import comes in beside a meeting: seen on its way, in the community whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from components.live.store import open_store, save, the_engine
from db import communities, imports, meetings
from db.engine import Store
from db.schema import tables
from tests.imports.bring import begin
from tests.rooms import Made, make_meeting


@pytest.fixture
def made(database: str) -> Made:
    return save(make_meeting)


def everything() -> dict[str, list[dict[str, Any]]]:
    with open_store() as db:
        return {table.name: db.query(f"SELECT * FROM {table.name} ORDER BY 1, 2") for table in tables()}


def still_waiting(db: Store) -> list[dict[str, Any]]:
    catalog, name = ("sqlite_temp_master", "name") if the_engine().is_file else ("pg_class", "relname")
    return db.query(f"SELECT {name} FROM {catalog} WHERE {name} LIKE 'waiting%'")


def test_how_far_an_import_is_can_be_seen_and_until_its_end_nothing_of_it_is_there(made: Made) -> None:
    before = everything()
    work = begin(made, people=600)
    seen = []
    while not work.is_over(within=0.01):
        if work.part < 0.9:
            assert everything() == before
        seen.append(work.part)
    assert work.problem == ""
    assert seen == sorted(seen)
    assert len({part for part in seen if 0 < part < 1}) > 1
    with open_store() as db:
        [kept] = imports.of_community(db, made.community_id)
        brought = [each for each in meetings.of_community(db, made.community_id) if each.title == {"en": "Large"}]
        [row] = db.query("SELECT COUNT(*) AS n, COUNT(DISTINCT participant_id) AS people FROM answers")
    assert (kept.people, kept.answers, len(brought)) == (600, 1800, 1)
    assert row == {"n": 1800, "people": 600}
    assert save(still_waiting) == []
    assert save(lambda db: imports.undo(db, made.community_id, kept.id))
    assert everything() == before


def test_an_import_that_is_stopped_leaves_nothing(made: Made) -> None:
    before = everything()
    work = begin(made, people=2000)
    while work.part == 0:
        assert not work.is_over(within=0.01)
    work.cancel()
    assert work.is_over(within=30)
    assert work.problem == "import_stopped"
    assert work.part < 1
    assert everything() == before
    assert save(still_waiting) == []


def test_who_stops_being_an_organizer_while_it_comes_in_brings_nothing(made: Made) -> None:
    work = begin(made, people=600)
    save(lambda db: communities.add_member(db, made.community_id, made.account_id, "facilitator"))
    before = everything()
    assert work.is_over(within=30)
    assert work.problem == "import_stopped"
    assert everything() == before


def test_others_are_served_between_the_steps_of_an_import(made: Made) -> None:
    work = begin(made, people=600)
    served = 0
    while not work.is_over(within=0):
        save(lambda db: db.one("SELECT 1 AS found"))
        served += work.part < 1
    assert served > 5
