"""What a keeper may do: take a backup of everything, put one in the place of everything, and take that back.

Each of these asks whether the account is a keeper at the moment it is done.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from components.live.store import open_store, save, the_engine
from db import accounts, backups
from db.accounts import Account
from db.backups import Contents, Replaced
from db.copying import copy_into_new_file
from db.engine import RuleBroken, Store, StoreUnusable

_maker = ThreadPoolExecutor(1, thread_name_prefix="attune-backup")


class NotKeeper(Exception):
    """The account may not take or restore backups."""


class PrivateFile:
    """A place for a file that nobody else on this machine may read, gone when nobody holds it any more."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="attune-")
        self.path = Path(folder) / "backup.db"
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


class Backup:
    """A backup of everything that is being made, on a thread apart from all pages, one after the other."""

    def __init__(self) -> None:
        self.part = 0.0
        """How far it has come, from 0 to 1."""
        self._file = PrivateFile()
        self._made = _maker.submit(self._make)

    def is_over(self, within: float) -> bool:
        """Wait so many seconds at most; whether it is made, or cannot be."""
        return bool(wait([self._made], timeout=within).done)

    def file(self) -> PrivateFile:
        """What was made. Raises the error it failed with, say `StoreAway`."""
        self._made.result()
        return self._file

    def _make(self) -> None:
        with open_store() as db:
            backups.backup(the_engine(), db, self._file.path, self._tell)
        self._file.path.chmod(0o600)

    def _tell(self, part: float) -> None:
        self.part = part


@dataclass(frozen=True)
class Offered:
    """A backup somebody brought, examined and found whole."""

    name: str
    file: PrivateFile
    contents: Contents


def begin_backup(account_id: str) -> Backup:
    """Begin to take a backup of everything. Raises `NotKeeper`."""
    _check(account_id)
    return Backup()


def content_of(account_id: str, path: Path) -> bytes:
    """A backup to hand out. Raises `NotKeeper`."""
    _check(account_id)
    return path.read_bytes()


def take_in(account_id: str, name: str, content: bytes) -> Offered:
    """Look at a file that is said to be a backup; `name` is what its owner calls it.

    Raises:
        NotKeeper: it is not for this account to bring one.
        StoreUnusable: it is no whole backup of Attune that this version can read.
    """
    _check(account_id)
    file = PrivateFile()
    with os.fdopen(os.open(file.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(content)
    try:
        with backups.opened(file.path) as found:
            return Offered(name, file, backups.contents(found))
    except StoreUnusable as error:
        raise StoreUnusable(error.code, name) from error


def restore(account_id: str, source: Path) -> Account:
    """Replace everything by a backup; what was there before is kept as a file. Returns the account as it is now.

    The account goes on: it can sign in with the password it has, and is a keeper.

    Raises:
        NotKeeper: it is not for this account to restore one.
        StoreUnusable: it is no whole backup, or the database does not answer; then nothing has changed.
    """
    _check(account_id)
    before = backups.aside(the_engine())
    try:
        with backups.opened(source) as found:
            return save(lambda db: _replace(db, account_id, found, before))
    except RuleBroken as error:
        raise StoreUnusable("backup_damaged", source.name) from error


def _replace(db: Store, account_id: str, found: Store, before: Path) -> Account:
    """On the writer's thread, so that no answer comes between the copy of what is there and its replacement."""
    account = _keeper(db, account_id)
    copy_into_new_file(db, before)
    try:
        before.chmod(0o600)
        backups.replace(db, found, before)
        return accounts.carry_over(db, account)
    except BaseException:
        with suppress(OSError):
            before.unlink()
        raise


def last_replaced() -> Replaced | None:
    """When everything was last replaced by a backup, and where what was there before is."""
    with open_store() as db:
        return backups.last_replaced(db)


def contents_now() -> Contents:
    """What the database holds."""
    with open_store() as db:
        return backups.contents(db)


def _check(account_id: str) -> None:
    with open_store() as db:
        _keeper(db, account_id)


def _keeper(db: Store, account_id: str) -> Account:
    account = accounts.by_id(db, account_id)
    if account is None or not account.is_keeper:
        raise NotKeeper(account_id)
    return account
