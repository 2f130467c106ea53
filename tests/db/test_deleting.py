"""A deleted community is gone: from every table, and from what lies on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.live import control, doing_away
from components.live.control import CannotControl
from db import communities, contacts, corrections, meetings
from db.engine import Engine, Store, engine_at
from db.migrations import migrate
from db.schema import tables
from tests.rooms import CARDS, Made, answer, make_account, make_meeting, open_activity

SECRET = "Quokkafirefly"


def fill(db: Store, name: str, account: str = "ana") -> Made:
    """A community whose every word is secret, with 200 answers of all lengths."""
    made = make_meeting(db, configs={"icebreaker": CARDS}, account=make_account(db, account))
    communities.change(db, made.community_id, name={"en": f"{name} community"}, stage="growing")
    meetings.change(db, made.id, title={"en": f"{name} meeting"}, notes=f"{name} notes")
    rnd = open_activity(db, made, "icebreaker")
    for n in range(200):
        answer(db, made, rnd, f"{name}-{n}", {"text": f"{name} {n} " + "so it is " * (n % 20)})
    for row in db.query("SELECT id FROM answers WHERE round_id = :r LIMIT 20", r=rnd):
        contacts.keep(db, row["id"], f"{name}@example.org")
    control.end(db, made.id)
    corrections.add(db, made.community_id, "Ana", "date", {"meeting": {"en": name}})
    return made


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def test_every_table_lets_go_of_it_and_keeps_the_others(store: Store) -> None:
    gone, stays = fill(store, SECRET), fill(store, "Otter", "bea")
    before = {table.name: len(store.query(f"SELECT * FROM {table.name}")) for table in tables()}
    assert communities.holdings(store, gone.community_id) == communities.Holdings(1, 200, 200, 0)
    doing_away.delete_community(store, gone.account_id, gone.community_id, f"  {SECRET}   community ")
    everything = {table.name: json.dumps(store.query(f"SELECT * FROM {table.name}")) for table in tables()}
    assert [name for name, rows in everything.items() if SECRET in rows or gone.community_id in rows] == []
    after = {table.name: len(json.loads(rows)) for name, rows in everything.items() for table in tables()
             if table.name == name}  # fmt: skip
    assert {name for name, count in after.items() if count and count != before[name] / 2} <= {"accounts", "facts"}
    assert communities.holdings(store, stays.community_id).answers == 200
    assert store.one("SELECT 1 FROM accounts WHERE id = :id", id=gone.account_id)


def test_no_table_of_a_community_is_left_out_when_it_goes() -> None:
    """Whatever hangs on a community, by however many steps, goes with it."""
    hanging = {"communities"}
    for table in tables():
        if any(other in hanging for _, other in table.parents):
            hanging.add(table.name)
    of_several = {"networks", "network_regions", "network_places"}
    own = {"accounts", "facts", "processes", "sign_in_failures"}
    assert {table.name for table in tables()} - hanging == own | of_several


def test_the_bytes_are_not_in_the_file_any_more(tmp_path: Path) -> None:
    engine = engine_at(tmp_path / "attune.db")
    store = engine.open_writer()
    migrate(store, engine)
    with store.atomic():
        gone, _ = fill(store, SECRET), fill(store, "Otter", "bea")
    store.sweep()
    assert on_disk(tmp_path).count(SECRET.encode()) > 200
    with store.atomic():
        doing_away.delete_community(store, gone.account_id, gone.community_id, f"{SECRET} community")
    reader = engine.open_reader()
    with reader.snapshot():
        reader.query("SELECT 1 FROM answers LIMIT 1")
        assert not store.sweep(thorough=True)  # somebody still reads what was there
    assert store.sweep(thorough=True)
    assert on_disk(tmp_path).count(SECRET.encode()) == 0
    assert on_disk(tmp_path).count(b"Otter") >= 200
    assert engine.problems(store) == []
    reader.close()
    store.close()


def test_a_swept_server_goes_on(engine: Engine, store: Store) -> None:
    gone = fill(store, SECRET)
    communities.delete(store, gone.community_id)
    assert store.sweep()
    assert store.sweep(thorough=True)
    assert engine.problems(store) == []


@pytest.mark.parametrize("typed", ["", "community", SECRET.lower(), "Otter community"])
def test_without_its_name_nothing_is_deleted(store: Store, typed: str) -> None:
    made = fill(store, SECRET)
    with pytest.raises(CannotControl, match="delete_wrong"):
        doing_away.delete_community(store, made.account_id, made.community_id, typed)
    assert communities.by_id(store, made.community_id)


def test_only_its_organizers_delete_it_and_never_while_people_meet(store: Store) -> None:
    made, name = fill(store, SECRET), f"{SECRET} community"
    other, helper = make_account(store, "bea"), make_account(store, "carl")
    communities.add_member(store, made.community_id, helper, "facilitator")
    for account in (other, helper, "nobody", ""):
        with pytest.raises(CannotControl, match="delete_wrong"):
            doing_away.delete_community(store, account, made.community_id, name)
    control.go_on(store, made.id)
    with pytest.raises(CannotControl, match="delete_live"):
        doing_away.delete_community(store, made.account_id, made.community_id, name)
    assert communities.by_id(store, made.community_id)
