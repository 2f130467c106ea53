"""Backups of everything in the hands of a keeper: taken, restored and taken back while the process goes on."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from components import account_cookie
from components.live import keeping
from components.live.keeping import NotKeeper, Offered
from components.live.store import open_store, save, the_engine, the_writer
from db import accounts, backups, meetings
from db.accounts import Account
from db.copying import Print, print_of
from db.engine import Store, StoreUnusable, open_reader, open_writer
from db.ids import new_id, now
from db.schema import tables
from tests.rooms import Made, answer, make_meeting, open_activity, open_migrated

PLACED = {"lines": {"expertise": 73}}
pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    """The keeper."""
    return save(lambda db: accounts.create(db, "ana", "Ana", "hash of today"))


@pytest.fixture
def made(ana: str) -> Made:
    """A meeting with one answer."""
    made = save(lambda db: make_meeting(db, account=ana))
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    save(lambda db: answer(db, made, round_id, "phone", PLACED))
    return made


def prints(db: Store) -> dict[str, Print]:
    """What every table holds. A restore leaves a mark among the facts, and who is signed in is of this place."""
    return {table.name: print_of(db, table) for table in tables() if table.name != "accounts"}


def stored() -> dict[str, Print]:
    with open_store() as db:
        return prints(db)


def revisions_apart(found: dict[str, Print]) -> dict[str, Print]:
    """A meeting's revision rises with every restore."""
    return {name: kept for name, kept in found.items() if name != "meetings"}


def take(account_id: str) -> bytes:
    """A backup as it is downloaded."""
    making = keeping.begin_backup(account_id)
    assert making.is_over(within=60)
    return keeping.content_of(account_id, making.file().path)


def bring(account_id: str, content: bytes) -> Offered:
    return keeping.take_in(account_id, "attune.db", content)


def restore(account_id: str, content: bytes) -> Account:
    """What a keeper does who brings a backup and says yes."""
    offered = bring(account_id, content)
    return keeping.restore(account_id, offered.file.path)


def found(username: str) -> Account:
    with open_store() as db:
        account = accounts.by_username(db, username)
    assert account
    return account


def test_a_backup_that_was_taken_restores(ana: str, made: Made) -> None:
    before = stored()
    content = take(ana)
    save(lambda db: meetings.delete(db, made.id))
    assert stored() != before
    offered = bring(ana, content)
    assert (offered.contents.communities, offered.contents.meetings, offered.contents.answers) == (1, 1, 1)
    keeping.restore(ana, offered.file.path)
    assert stored() == before


def test_what_was_there_before_is_kept_and_put_back(ana: str, made: Made) -> None:
    content = take(ana)
    round_id = save(lambda db: open_activity(db, made, "icebreaker"))
    save(lambda db: answer(db, made, round_id, "phone", {"word": "hope"}))
    later = stored()
    restore(ana, content)
    assert stored()["answers"].rows == 1
    last = keeping.last_replaced()
    assert last
    assert last.held.answers == 2
    assert last.kept
    assert last.kept.stat().st_mode & 0o077 == 0
    keeping.restore(ana, last.kept)
    assert revisions_apart(stored()) == revisions_apart(later)


def test_a_backup_says_how_far_it_has_come(ana: str, made: Made, tmp_path: Path) -> None:
    told: list[float] = []
    used = {"community_id": made.community_id, "prompt_id": "x" * 200, "used_at": now()}
    for _ in range(4):
        save(lambda db: db.insert_all("prompts_used", [used] * 5000))
    with open_store() as db:
        backups.backup(the_engine(), db, tmp_path / "copy.db", told.append)
    assert len(told) > 1
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


# Who may


@pytest.mark.parametrize("who", ["facilitator", "nobody", ""])
def test_only_a_keeper_takes_or_restores_backups(ana: str, made: Made, who: str) -> None:
    content = take(ana)
    file = bring(ana, content).file
    account_id = save(lambda db: accounts.create(db, "bea", "Bea", "hash")) if who == "facilitator" else who
    before = stored()
    for act in (
        lambda: keeping.begin_backup(account_id),
        lambda: keeping.content_of(account_id, file.path),
        lambda: keeping.take_in(account_id, "attune.db", content),
        lambda: keeping.restore(account_id, file.path),
    ):
        with pytest.raises(NotKeeper):
            act()
    assert stored() == before
    assert keeping.last_replaced() is None


def test_who_is_no_keeper_any_more_when_it_comes_to_it_replaces_nothing(ana: str, made: Made, tmp_path: Path) -> None:
    """The right is asked for once more in the very transaction."""
    file = bring(ana, take(ana)).file
    save(lambda db: db.execute("UPDATE accounts SET is_keeper = 0"))
    before = stored()
    with backups.opened(file.path) as source, pytest.raises(NotKeeper):
        save(lambda db: keeping._replace(db, ana, source, tmp_path / "a-before-restore.db"))
    assert stored() == before
    assert list(tmp_path.glob("*before-restore*")) == []


# The keeper goes on


def backup_from(folder: Path, *usernames: str) -> bytes:
    """A backup from another place, with these accounts; the first is a keeper there and leads a community."""
    store = open_migrated(folder / "elsewhere.db")
    for username in usernames:
        accounts.create(store, username, username.title(), f"old hash of {username}")
    first = accounts.by_username(store, usernames[0])
    assert first
    make_meeting(store, account=first.id)
    store.close()
    return (folder / "elsewhere.db").read_bytes()


def test_a_keeper_who_is_in_the_backup_keeps_its_id_and_communities_and_the_password_of_now(
    ana: str, tmp_path: Path
) -> None:
    content = backup_from(tmp_path, "zoe", "ana")
    theirs = open_reader(tmp_path / "elsewhere.db")
    there = accounts.by_username(theirs, "ana")
    theirs.close()
    assert there
    account = restore(ana, content)
    assert account == found("ana")
    assert (account.id, account.password_hash, account.is_keeper) == (there.id, "hash of today", True)
    assert account.id != ana
    assert found("zoe").password_hash == "old hash of zoe"
    assert account_cookie.is_alive(account_cookie.claims_of(account), found("ana"))


def test_a_keeper_who_is_not_in_the_backup_is_added_to_it(ana: str, tmp_path: Path) -> None:
    before = found("ana")
    account = restore(ana, backup_from(tmp_path, "zoe"))
    assert account == before
    assert [found(name).is_keeper for name in ("ana", "zoe")] == [True, True]


def test_a_keeper_whose_id_is_somebody_elses_there_gets_another(ana: str, tmp_path: Path) -> None:
    backup_from(tmp_path, "zoe")
    store = open_migrated(tmp_path / "elsewhere.db")
    row = {"id": ana, "username": "eva", "name": "Eva", "password_hash": "hers", "created_at": now()}
    store.insert("accounts", row)
    store.close()
    account = restore(ana, (tmp_path / "elsewhere.db").read_bytes())
    assert account.username == "ana"
    assert found("eva").id == ana
    assert found("eva").password_hash == "hers"


def test_no_sign_in_that_has_ended_comes_back_to_life(ana: str) -> None:
    bea = save(lambda db: accounts.create(db, "bea", "Bea", "hash"))
    gone = save(lambda db: accounts.create(db, "gone", "Gone", "hash"))
    stolen, known, deleted = (account_cookie.claims_of(found(name)) for name in ("bea", "ana", "gone"))
    content = take(ana)
    save(lambda db: accounts.sign_out_everywhere(db, bea, now()))
    save(lambda db: accounts.delete(db, gone))
    restore(ana, content)
    assert not account_cookie.is_alive(stolen, found("bea"))
    assert not account_cookie.is_alive(deleted, found("gone"))
    assert account_cookie.is_alive(known, found("ana"))


# What bad input gets


def damaged(content: bytes, how: str, folder: Path) -> bytes:
    path = folder / "odd.db"
    if how == "newer":
        path.write_bytes(content)
        store = open_migrated(path)
        row = {"migration_set": "attune", "name": "m900_later", "applied_at": now()}
        store.insert("_sqlite_migrations", row)
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        return path.read_bytes()
    if how == "another program's":
        other = open_writer(path)
        other.execute("CREATE TABLE songs (title TEXT)")
        other.close()
        return path.read_bytes()
    return {"cut off": content[:-8192], "empty": b"", "a text": b"Minutes of the spring meeting\n" * 400}[how]


@pytest.mark.parametrize(
    ("how", "code"),
    [("cut off", "backup_damaged"), ("empty", "backup_damaged"), ("a text", "backup_foreign"),
     ("another program's", "backup_foreign"), ("newer", "backup_newer")],
)  # fmt: skip
def test_what_is_no_whole_backup_is_refused_by_its_name_and_changes_nothing(
    ana: str, made: Made, tmp_path: Path, how: str, code: str
) -> None:
    content = damaged(take(ana), how, tmp_path)
    before = stored()
    with pytest.raises(StoreUnusable) as refused:
        keeping.take_in(ana, "my file.db", content)
    assert (refused.value.code, refused.value.path) == (code, "my file.db")
    assert stored() == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("CREATE TABLE odd AS SELECT * FROM facts; DROP TABLE facts; ALTER TABLE odd RENAME TO facts;"
         "INSERT INTO facts VALUES ('twice', '1'), ('twice', '2')", "backup_damaged"),
        ("CREATE TABLE odd AS SELECT * FROM accounts; DROP TABLE accounts; ALTER TABLE odd RENAME TO accounts",
         "backup_damaged"),
        ("ALTER TABLE answers DROP COLUMN value", "backup_foreign"),
        ("DROP TABLE moderations", "backup_foreign"),
    ],
)  # fmt: skip
def test_a_backup_that_somebody_has_changed_replaces_nothing(
    ana: str, made: Made, tmp_path: Path, change: str, code: str
) -> None:
    (tmp_path / "odd.db").write_bytes(take(ana))
    store = open_migrated(tmp_path / "odd.db")
    for statement in ("PRAGMA foreign_keys = OFF", *change.split(";")):
        store.execute(statement)
    store.close()
    before = stored()
    with pytest.raises(StoreUnusable) as refused:
        keeping.restore(ana, tmp_path / "odd.db")
    assert refused.value.code == code
    assert stored() == before
    assert list(tmp_path.glob("*before-restore*")) == []


# Files


def test_files_are_nobody_elses_and_gone_when_nobody_holds_them(ana: str, made: Made) -> None:
    content = take(ana)
    making, offered = keeping.begin_backup(ana), bring(ana, content)
    assert making.is_over(within=60)
    held = [making.file().path, offered.file.path]
    assert [path.stat().st_mode & 0o777 for path in held] == [0o600, 0o600]
    assert [path.parent.stat().st_mode & 0o777 for path in held] == [0o700, 0o700]
    del making, offered
    gc.collect()
    assert [path.parent.exists() for path in held] == [False, False]


def test_an_answer_that_came_just_before_is_in_what_is_kept(ana: str, made: Made) -> None:
    """The copy is made in the transaction that replaces, so that nothing falls between the two."""
    content = take(ana)
    file = bring(ana, content).file
    round_id = save(lambda db: open_activity(db, made, "icebreaker"))
    writer = the_writer()

    def at_once(db: Store) -> Any:
        return answer(db, made, round_id, new_id(), {"word": "late"})

    with backups.opened(file.path) as source:
        before = backups.aside(the_engine())
        jobs = [writer.put(at_once) for _ in range(20)]
        jobs.append(writer.put(lambda db: keeping._replace(db, ana, source, before)))
        for job in jobs:
            job.result()
    kept = open_reader(before)
    assert backups.contents(kept).answers == 21
    kept.close()
