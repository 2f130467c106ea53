"""Imports while they are written: beside a meeting that goes on, with how far they have come, and a way to stop."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

from components.imports.taking import Layout
from components.live.permission import NotAllowed, save_for
from components.live.store import save
from db import waiting
from db.accounts import Account
from db.endings import CommunityClosed
from db.engine import Store, StoreAway

_one_by_one = ThreadPoolExecutor(1, thread_name_prefix="attune-import")
_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """Somebody wants it no more."""


class Bringing:
    """One import: its rows are laid down in steps so short that phones do not feel them, then put in place at once.

    Until that last moment nothing of it is in the community, whatever happens; and only then, in the same
    transaction, it is asked whether the account is an organizer still.
    """

    def __init__(self, account: Account, layout: Layout) -> None:
        self.community_id = layout.community_id
        self.part = 0.0
        """How far it has come, from 0 to 1."""
        self.problem = ""
        """Why it was not done, as the name of a text in the `errors` catalog; "" as long as nothing is wrong."""
        self._account, self._layout = account, layout
        self._stop = threading.Event()
        self._done = _one_by_one.submit(self._run)

    def is_over(self, within: float) -> bool:
        """Wait so many seconds at most; whether it is written, cannot be, or was stopped."""
        return bool(wait([self._done], timeout=within).done)

    def cancel(self) -> None:
        """Stop it, unless it has just been put in place; nothing is left of it."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether somebody wants it no more."""
        return self._stop.is_set()

    def _run(self) -> None:
        try:
            self._bring()
        except (_Stopped, NotAllowed):
            self.problem = "import_stopped"
        except (StoreAway, CommunityClosed) as error:
            self.problem = error.code
        except Exception:
            _log.exception("An import could not be written.")
            self.problem = "unexpected"

    def _bring(self) -> None:
        key = self._layout.key
        save(lambda db: waiting.begin(db, key))
        try:
            self._lay_down()
            save_for(self._account, self.community_id, self._put_in_place, "organizer")
        finally:
            save(lambda db: waiting.clear(db, key))

    def _lay_down(self) -> None:
        for step in self._layout.steps():
            self._check()
            began = time.monotonic()
            save(partial(waiting.lay_down, key=self._layout.key, table=step.table, rows=step.rows))
            self.part = step.part
            time.sleep(min(0.05, time.monotonic() - began))  # the meeting's turn

    def _put_in_place(self, db: Store) -> None:
        self._check()
        self._layout.put_in_place(db)

    def _check(self) -> None:
        if self.is_stopping:
            raise _Stopped
