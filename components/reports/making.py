"""Reports while they are made: apart from all pages and meetings, with how far they have come, and a way to stop."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from components.live.apart import Apart
from components.live.keeping import PrivateFile
from components.live.store import open_store
from components.reports.readers import readable
from components.reports.report import Order
from db import accounts


class NotOrganizer(Exception):
    """The account is no organizer of the community."""


class NotMade(Exception):
    """A report could not be made; `code` names a text in the `errors` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Making:
    """One file of a report that is being made, in a process of its own."""

    def __init__(self, order: Order, form: str) -> None:
        self.form = form
        self._file = PrivateFile()
        self._work = Apart("components.reports", str(self._file.path), form, order=json.dumps(asdict(order)))

    @property
    def part(self) -> float:
        """How far it has come, from 0 to 1."""
        return self._work.part

    def is_over(self, within: float) -> bool:
        """Wait so many seconds at most; whether it is made, cannot be, or was stopped."""
        return self._work.is_over(within)

    def wait(self) -> None:
        """Wait until it is over."""
        self._work.wait()

    def cancel(self) -> None:
        """Stop it; nothing is left of it."""
        self._work.cancel()

    def file(self) -> PrivateFile:
        """What was made. Raises `NotMade`."""
        self._work.wait()
        if self._work.is_cancelled:
            raise NotMade("report_stopped")
        if self._work.problem:
            raise NotMade(self._work.problem)
        return self._file


def check(account_id: str, community_id: str) -> None:
    """Raises `NotOrganizer` unless the account is an organizer of the community at this moment."""
    with open_store() as db:
        if not accounts.allowed(db, account_id, community_id, role="organizer"):
            raise NotOrganizer(account_id)


def begin(account_id: str, order: Order, form: str) -> Making:
    """Begin to make one file of a report, in one of the forms of `components.reports`. Raises `NotOrganizer`."""
    check(account_id, order.community_id)
    return Making(order, form)


def begin_shown(account_id: str, order: Order) -> Making:
    """Begin to make the page of what a group has shown, for an account that may read that. Raises `NotOrganizer`."""
    with open_store() as db:
        if order.audience not in readable(db, account_id, order.community_id):
            raise NotOrganizer(account_id)
    return Making(order, "html")


def content_of(account_id: str, community_id: str, path: Path) -> bytes:
    """A file to hand out. Raises `NotOrganizer`."""
    check(account_id, community_id)
    return path.read_bytes()
