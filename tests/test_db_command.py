"""`python -m db` as people run it: a process of its own on a file of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from components.passwords import is_password
from db import meetings, processes
from db.engine import Store, open_writer
from tests.terminal import Terminal

GOOD = "seven green kettles"
BETTER = "eleven quiet lanterns"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal before there is any database."""
    return Terminal(tmp_path / "attune.db")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database with the demo and its live meeting, and what building it printed."""
    terminal = Terminal(tmp_path_factory.mktemp("built") / "attune.db")
    return terminal.file, terminal.done("demo", "--live")


@pytest.fixture
def demo(built: tuple[Path, str], tmp_path: Path) -> tuple[Terminal, Any]:
    """A terminal on a copy of the demo, and how to get into it."""
    path, output = built
    shutil.copy(path, tmp_path / "attune.db")
    return Terminal(tmp_path / "attune.db"), json.loads(output.splitlines()[-1])


def meetings_beside(db: Store, meeting_id: str) -> int:
    """How many meetings the community of one has, it included; the demo's neighbours in a network have their own."""
    row = db.one(
        """SELECT COUNT(*) AS n FROM meetings WHERE community_id =
           (SELECT community_id FROM meetings WHERE id = :id)""",
        id=meeting_id,
    )
    assert row
    return int(row["n"])


def test_migrate_makes_a_database_with_a_secret_key_beside_it(terminal: Terminal) -> None:
    terminal.done("migrate")
    assert set(terminal.contents()) == {"attune.db", "secret-key"}
    assert "sound" in terminal.done("check")


def test_check_asks_for_a_database_where_there_is_none(terminal: Terminal) -> None:
    assert "python -m db migrate" in terminal.refused("check")
    assert not terminal.file.exists()


def test_check_names_settings_that_differ_between_running_processes(terminal: Terminal) -> None:
    terminal.done("migrate")
    store = open_writer(terminal.file)
    for name, key in (("one", "a"), ("two", "b")):
        processes.beat(store, processes.Process(name, {"ATTUNE_SECRET_KEY": key, "ATTUNE_LANGUAGE": "same"}))
    store.close()
    said = terminal.refused("check")
    assert "ATTUNE_SECRET_KEY" in said
    assert "ATTUNE_LANGUAGE" not in said


def test_check_tells_of_a_damaged_database(demo: tuple[Terminal, Any]) -> None:
    terminal, _ = demo
    data = bytearray(terminal.file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = bytes(8192)
    terminal.file.write_bytes(data)
    assert "restore" in terminal.refused("check").lower()


def test_a_command_that_is_none_explains_itself(terminal: Terminal) -> None:
    finished = terminal.run("demolish")
    assert finished.returncode == 2
    assert "migrate" in finished.stderr
    assert not terminal.file.exists()


@pytest.mark.parametrize("command", ["migrate", "check", "demo"])
def test_an_emptied_database_is_left_alone(terminal: Terminal, command: str) -> None:
    terminal.file.touch()
    assert "is empty" in terminal.refused(command)
    assert terminal.file.read_bytes() == b""
    assert set(terminal.contents()) <= {"attune.db", "secret-key"}


def test_another_programs_file_is_left_alone(terminal: Terminal) -> None:
    terminal.file.write_text("Minutes of the spring meeting")
    assert "not a database" in terminal.refused("migrate")
    assert terminal.file.read_text() == "Minutes of the spring meeting"


def test_a_backup_brings_everything_back(demo: tuple[Terminal, Any]) -> None:
    terminal, made = demo
    copy = terminal.file.with_name("copy.db")
    terminal.done("backup", copy)
    terminal.done("end", made["join_code"])
    before = terminal.done("restore", copy).strip()
    assert "before-restore" in before
    meeting = terminal.look(lambda db: meetings.by_id(db, made["meeting_id"]))
    assert meeting.phase == "lobby"
    [kept] = terminal.file.parent.glob("*before-restore*.db")
    assert Terminal(kept).look(lambda db: meetings.by_id(db, made["meeting_id"])).phase == "ended"


def test_a_backup_overwrites_nothing(terminal: Terminal) -> None:
    terminal.done("migrate")
    precious = terminal.file.with_name("precious.db")
    precious.write_text("mine")
    assert "another name" in terminal.refused("backup", precious)
    assert precious.read_text() == "mine"


def test_restoring_a_cut_off_file_changes_nothing(demo: tuple[Terminal, Any]) -> None:
    terminal, _ = demo
    copy = terminal.file.with_name("copy.db")
    copy.write_bytes(terminal.file.read_bytes()[:-20_000])
    before = terminal.contents()
    assert "copy.db" in terminal.refused("restore", copy)
    assert {name: terminal.contents()[name] for name in before} == before
    assert set(terminal.contents()) - set(before) <= {"secret-key"}


def test_restoring_from_nowhere_changes_nothing(demo: tuple[Terminal, Any]) -> None:
    terminal, _ = demo
    before = terminal.file.read_bytes()
    assert "nowhere.db" in terminal.refused("restore", terminal.file.with_name("nowhere.db"))
    assert terminal.file.read_bytes() == before


def test_an_account_is_added_once_and_a_new_password_signs_it_out(terminal: Terminal) -> None:
    terminal.done("add-account", "Ana", "--name", "Ana Ruiz", typed=f"{GOOD}\n")
    account = terminal.account("ana")
    assert account
    assert (account.name, account.signed_out_at) == ("Ana Ruiz", None)
    assert is_password(GOOD, account.password_hash)
    terminal.refused("add-account", "ana", "--password", BETTER)
    assert terminal.account("ana") == account
    assert "signed out" in terminal.done("set-password", "ana", typed=f"{BETTER}\n")
    account = terminal.account("ana")
    assert account
    assert is_password(BETTER, account.password_hash)
    assert not is_password(GOOD, account.password_hash)
    assert account.signed_out_at is not None


def test_a_keeper_of_backups_is_added_where_it_is_wished(terminal: Terminal) -> None:
    terminal.done("add-account", "ana", "--password", GOOD)
    terminal.done("add-account", "bea", "--password", GOOD)
    terminal.done("add-account", "eva", "--password", GOOD, "--keeper")
    found = [terminal.account(name) for name in ("ana", "bea", "eva")]
    assert [account and account.is_keeper for account in found] == [True, False, True]


def test_a_weak_password_makes_no_account(terminal: Terminal) -> None:
    terminal.refused("add-account", "ana", "--password", "password1")
    assert not terminal.file.exists() or terminal.account("ana") is None


def test_set_password_knows_who_is_missing(terminal: Terminal) -> None:
    terminal.refused("set-password", "nobody", "--password", GOOD)


def test_the_demos_last_line_says_how_to_get_in(built: tuple[Path, str]) -> None:
    path, output = built
    made = json.loads(output.splitlines()[-1])
    assert list(made) == ["account", "password", "display_url_path", "join_code", "meeting_id", "activities"]
    assert all(set(activity) == {"id", "kind", "position"} for activity in made["activities"])
    account = Terminal(path).account(made["account"])
    assert account
    assert is_password(made["password"], account.password_hash)
    assert Terminal(path).look(lambda db: meetings_beside(db, made["meeting_id"])) == 7


def test_the_demo_does_not_mix_with_real_history(demo: tuple[Terminal, Any]) -> None:
    terminal, made = demo
    before = terminal.look(lambda db: db.query("SELECT id FROM meetings"))
    assert "ATTUNE_DATABASE" in terminal.refused("demo")
    assert terminal.look(lambda db: db.query("SELECT id FROM meetings")) == before
    assert made["meeting_id"] in {row["id"] for row in before}


def test_a_meeting_is_steered_from_open_to_end(demo: tuple[Terminal, Any]) -> None:
    terminal, made = demo
    code, position = made["join_code"], next(a["position"] for a in made["activities"] if a["kind"] == "ranking")
    as_typed = f"{code[:4]}-{code[4:]}".lower()
    revisions = [terminal.revision(made["meeting_id"])]

    def stands(*words: str) -> Any:
        found = terminal.stands(*words)
        revisions.append(terminal.revision(made["meeting_id"]))
        return found

    opened = stands("open", as_typed, str(position))
    assert (opened["meeting"], opened["position"]) == ("live", position)
    assert {**opened["round"], "id": None} == {"id": None, "number": 1, "step": "answer", "phase": "open"}
    assert stands("close", code)["round"] == {**opened["round"], "phase": "closed"}
    assert stands("reveal", code)["round"] == {**opened["round"], "phase": "revealed"}
    second = stands("round", code)["round"]
    assert (second["number"], second["step"], second["phase"]) == (2, "answer", "open")
    third = stands("round", code, "--step", "propose")["round"]
    assert (third["number"], third["step"], third["phase"]) == (3, "propose", "open")
    ended = stands("end", code)
    assert (ended["meeting"], ended["round"]["phase"]) == ("ended", "closed")
    assert revisions == sorted(set(revisions)), "every step tells the screens"


@pytest.mark.parametrize("words", [("close", "NOTHERE"), ("open", "CODE", "99"), ("open", "CODE", "TALK")])
def test_what_cannot_be_done_is_not_half_done(demo: tuple[Terminal, Any], words: tuple[str, ...]) -> None:
    terminal, made = demo
    talk = next(str(a["position"]) for a in made["activities"] if a["kind"] == "talk")
    terminal.refused(*({"CODE": made["join_code"], "TALK": talk}.get(word, word) for word in words))
    meeting = terminal.look(lambda db: meetings.by_id(db, made["meeting_id"]))
    assert (meeting.phase, meeting.activity_id) == ("lobby", None)


def test_it_speaks_spanish_too(terminal: Terminal) -> None:
    refused = terminal.run("check", language="es")
    assert refused.returncode == 1
    assert refused.stderr.startswith("No hay")
