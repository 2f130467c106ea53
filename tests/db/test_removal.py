"""What is deleted by mistake comes back as it was, and nobody comes back who asked to be forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from components.live import control
from db import activities, answers, meetings, participants
from db.engine import RuleBroken, Store
from db.removal import Removed
from db.schema import tables
from tests.rooms import LINES, TALK, Made, answer, make_meeting, open_activity

COUNTED = {"meetings": {"revision", "control_revision", "activity_id"}}  # what every change raises, and what is on


@pytest.fixture
def made(store: Store) -> Made:
    """A live meeting with answers of two phones; one of them changed its own."""
    made = make_meeting(store, configs={"talk": TALK, "spectrum": LINES})
    rnd = open_activity(store, made, "spectrum")
    for device, value in (("ana", 20), ("ben", 80), ("ana", 30)):
        answer(store, made, rnd, device, {"lines": {"expertise": value}})
    control.show(store, made.id, made.activity_ids["talk"])
    return made


def content(db: Store) -> dict[str, list[Any]]:
    """All that is stored, by table."""
    return {
        table.name: [
            {name: row[name] for name in table.columns if name not in COUNTED.get(table.name, ())}
            for row in db.query(f"SELECT * FROM {table.name} ORDER BY {', '.join(table.order)}")
        ]
        for table in tables()
    }


def remove(db: Store, made: Made, what: str) -> Removed:
    if what == "meeting":
        return meetings.delete(db, made.id)
    return activities.remove(db, spectrum_of(db, made))


def spectrum_of(db: Store, made: Made) -> activities.Activity:
    found = activities.by_id(db, made.activity_ids["spectrum"])
    assert found
    return found


@pytest.mark.parametrize("many", [1, 1203])
def test_a_meeting_comes_back_with_every_answer(store: Store, made: Made, many: int) -> None:
    [rnd] = [row["id"] for row in store.query("SELECT id FROM rounds")]
    [one] = store.query("SELECT * FROM answers ORDER BY seq DESC LIMIT 1")
    more = [one | {"id": f"more-{n}", "seq": one["seq"] + n} for n in range(1, many)]
    for start in range(0, len(more), 100):
        store.insert_all("answers", more[start : start + 100])
    before = content(store)
    assert len(answers.all_of_round(store, rnd)) == 2 + many
    removed = remove(store, made, "meeting")
    assert content(store)["answers"] == []
    meetings.put_back(store, made.id, removed)
    assert content(store) == before


def test_an_activity_comes_back_to_its_place_with_every_answer(store: Store, made: Made) -> None:
    before, spectrum = content(store), spectrum_of(store, made)
    activities.put_back(store, spectrum, remove(store, made, "activity"))
    assert content(store) == before


def test_whoever_asked_to_be_forgotten_meanwhile_stays_away(store: Store, made: Made) -> None:
    removed = remove(store, made, "meeting")
    ana, ben = (participants.find(store, made.community_id, device) for device in ("ana", "ben"))
    store.execute("DELETE FROM participants WHERE id = :id", id=ana)
    meetings.put_back(store, made.id, removed)
    assert {row["participant_id"] for row in store.query("SELECT participant_id FROM answers")} == {ben}


@pytest.mark.parametrize("what", ["meeting", "activity"])
def test_what_is_there_again_is_not_put_back_twice(store: Store, made: Made, what: str) -> None:
    spectrum = spectrum_of(store, made)
    removed = remove(store, made, what)

    def back() -> None:
        if what == "meeting":
            meetings.put_back(store, made.id, removed)
        else:
            activities.put_back(store, spectrum, removed)

    back()
    after = content(store)
    with pytest.raises(RuleBroken), store.atomic():
        back()
    assert content(store) == after


def test_an_activity_of_a_meeting_that_is_gone_stays_away(store: Store, made: Made) -> None:
    spectrum = spectrum_of(store, made)
    removed = remove(store, made, "activity")
    remove(store, made, "meeting")
    with pytest.raises(RuleBroken), store.atomic():
        activities.put_back(store, spectrum, removed)
    assert activities.of_meeting(store, made.id) == []
