"""`python -m db`: the database and a live meeting from a terminal."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from components.settings import settings
from components.text import UnknownText, t
from db import backups, copying, meetings, processes, sqlite
from db.engine import Engine, Store, StoreUnusable, engine_at
from db.ids import clean_join_code
from db.meetings import Meeting
from db.migrations import migrate, pending

Arguments = argparse.Namespace


class Stop(Exception):
    """The command cannot be done; the message says why and what to do."""


def say(key: str, **values: object) -> str:
    return t(settings().language, f"cli.{key}", **values)


def reason(code: str, **values: object) -> str:
    """The sentence for an error code, whichever catalog has it."""
    for area in ("errors", "account", "cli"):
        try:
            return t(settings().language, f"{area}.{code}", **values)
        except UnknownText:
            continue
    return code


def the_engine() -> Engine:
    return engine_at(settings().database, settings().copies)


@contextmanager
def writing() -> Iterator[Store]:
    """The database, brought up to date, in one transaction."""
    engine = the_engine()
    store = engine.open_writer()
    try:
        migrate(store, engine)
        with store.atomic():
            yield store
    finally:
        store.close()


def do_migrate(arguments: Arguments) -> None:
    """Create the database or bring it up to date."""
    engine = the_engine()
    store = engine.open_writer()
    try:
        copy = migrate(store, engine)
    finally:
        store.close()
    print(say("migrated", path=engine.name))
    if copy:
        print(say("copied", copy=copy))


def do_check(arguments: Arguments) -> None:
    """Count what is stored and say whether the database is sound."""
    engine = the_engine()
    store = engine.open_reader()
    try:
        waiting = pending(store)
        problems = engine.problems(store)
        for table in ("communities", "meetings", "rounds", "participants", "answers"):
            row = store.one(f"SELECT COUNT(*) AS n FROM {table}") if not waiting else None
            print(f"{table}: {row['n'] if row else '-'}")
        is_mended = not engine.is_file or sqlite.is_mended()
        differing = [] if waiting else processes.differing(store)
        print(engine.version(store) + ("" if is_mended else f": {say('old_sqlite')}"))
    finally:
        store.close()
    if waiting:
        raise Stop(say("pending", n=len(waiting)))
    if problems:
        raise Stop(say("damaged", problems="; ".join(problems[:5])))
    if differing:
        raise Stop(say("differing", settings=", ".join(differing)))
    print(say("sound", path=engine.name))


def do_backup(arguments: Arguments) -> None:
    """Copy the database into a new file."""
    engine = the_engine()
    store = engine.open_reader()
    try:
        backups.backup(engine, store, arguments.file)
    except FileExistsError as error:
        raise Stop(say("file_exists", file=arguments.file)) from error
    finally:
        store.close()
    print(say("backed_up", file=arguments.file))


def do_restore(arguments: Arguments) -> None:
    """Replace the database by a checked backup and keep what was there."""
    before = backups.restore(arguments.file, the_engine())
    print(say("restored", file=arguments.file))
    if before:
        print(say("copied", copy=before))


def do_copy(arguments: Arguments) -> None:
    """Copy everything into another database and compare the two."""
    source, target = engine_at(arguments.source), engine_at(arguments.target)
    compared = copying.copy(source, target, Bar())
    for table, found in compared.items():
        print(say("copy_table", table=table, rows=found.rows, checksum=found.checksum))
    print(say("copy_done", source=source.name, target=target.name))


class Bar:
    """How far a copy has come: on a terminal one line that grows, elsewhere nothing."""

    _WIDTH = 30

    def __call__(self, table: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        full = self._WIDTH * done // total if total else self._WIDTH
        line = f"\r{table:<18} [{'#' * full}{'.' * (self._WIDTH - full)}] {done:,} / {total:,}"
        print(line, end="\n" if done >= total else "", file=sys.stderr, flush=True)


def do_demo(arguments: Arguments) -> None:
    """Fill an empty database; the last line printed is one line of JSON."""
    from components.demo import build
    from components.demo.between import own_page

    with writing() as db:
        if meetings.are_there_real_ones(db):
            raise Stop(say("demo_refused", path=the_engine().name))
        print(say("demo_building"), flush=True)
        made = build(db, live=arguments.live)
        page = own_page(db, made["meeting_id"])
    print(say("demo_own_page", path=page))
    print(say("demo_built"))
    print(json.dumps(made))


def do_add_account(arguments: Arguments) -> None:
    """Add somebody who can sign in."""
    from components.credentials import make_account

    password = _ask_password(arguments)
    with writing() as db:
        name = arguments.name or arguments.username
        make_account(db, arguments.username, name, password, is_keeper=arguments.keeper)
    print(say("account_added", username=arguments.username))


def do_set_password(arguments: Arguments) -> None:
    """Give an account a new password and end its sign-ins."""
    from components.credentials import change_password

    password = _ask_password(arguments)
    with writing() as db:
        change_password(db, arguments.username, password)
    print(say("password_set", username=arguments.username))


def _ask_password(arguments: Arguments) -> str:
    """From the option, else a terminal's hidden prompt, else a line of standard input."""
    if arguments.password:
        return str(arguments.password)
    return getpass.getpass(say("password")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def steer(action: Callable[[Store, Meeting, Arguments], None]) -> Callable[[Arguments], None]:
    """A command that finds the live meeting by its code, acts on it and prints where it stands now."""

    def command(arguments: Arguments) -> None:
        from components.live.room import read

        with writing() as db:
            code = clean_join_code(arguments.code)
            meeting = meetings.by_code(db, code) if code else None
            if meeting is None:
                raise Stop(say("no_meeting", code=arguments.code))
            action(db, meeting, arguments)
            room = read(db, meeting.id)
            rnd = room.round
            stands = {
                "meeting": room.meeting.phase,
                "position": room.activity and room.activity.position,
                "round": rnd and {"id": rnd.id, "number": rnd.number, "step": rnd.step, "phase": rnd.phase},
            }
        print(json.dumps(stands))

    return command


def _open(db: Store, meeting: Meeting, arguments: Arguments) -> None:
    from components.live import control
    from db import activities

    found = [a for a in activities.of_meeting(db, meeting.id) if a.position == arguments.position]
    if not found:
        raise Stop(say("no_position", position=arguments.position))
    if meeting.phase == "planned":
        control.go_live(db, meeting.id)
    control.show(db, meeting.id, found[0].id)
    control.open_round(db, meeting.id, step=arguments.step)


def _close(db: Store, meeting: Meeting, arguments: Arguments) -> None:
    from components.live import control

    control.close(db, meeting.id, seconds=0)


def _reveal(db: Store, meeting: Meeting, arguments: Arguments) -> None:
    from components.live import control

    control.reveal(db, meeting.id)


def _round(db: Store, meeting: Meeting, arguments: Arguments) -> None:
    from components.live import control
    from components.live.room import read

    room = read(db, meeting.id)
    if room.round and room.round.phase == "open":
        control.close(db, meeting.id, seconds=0)
    control.open_round(db, meeting.id, step=arguments.step)


def _end(db: Store, meeting: Meeting, arguments: Arguments) -> None:
    from components.live import control

    control.end(db, meeting.id)


def parser() -> argparse.ArgumentParser:
    """The command line, documented in README.md."""
    main = argparse.ArgumentParser(prog="python -m db", description=say("what"))
    commands = main.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, action: Callable[[Arguments], None]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=say(f"do_{name.replace('-', '_')}"))
        command.set_defaults(action=action)
        return command

    add("migrate", do_migrate)
    add("check", do_check)
    add("backup", do_backup).add_argument("file", type=Path)
    add("restore", do_restore).add_argument("file", type=Path)
    copy = add("copy", do_copy)
    for name in ("source", "target"):
        copy.add_argument(name, help=say("address"))
    add("demo", do_demo).add_argument("--live", action="store_true", help=say("live"))
    for name, action in (("add-account", do_add_account), ("set-password", do_set_password)):
        account = add(name, action)
        account.add_argument("username")
        account.add_argument("--name")
        account.add_argument("--password", help=say("password_option"))
        if name == "add-account":
            account.add_argument("--keeper", action="store_true", help=say("keeper"))
    for name, step in (("open", _open), ("close", _close), ("reveal", _reveal), ("round", _round), ("end", _end)):
        command = add(name, steer(step))
        command.add_argument("code")
        if name == "open":
            command.add_argument("position", type=int)
        if name in ("open", "round"):
            command.add_argument("--step", choices=("propose", "answer"))
    return main


def main(words: list[str] | None = None) -> int:
    """Run one command; 0 when done, 1 with a sentence on standard error when not."""
    arguments = parser().parse_args(words)
    try:
        arguments.action(arguments)
    except StoreUnusable as error:
        print(reason(error.code, path=error.path), file=sys.stderr)
    except Stop as error:
        print(error, file=sys.stderr)
    except Exception as error:
        code = getattr(error, "code", None)
        if not isinstance(code, str):
            raise
        print(reason(code), file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
