"""Every answer of a community's ended meetings as one file, with what each meeting's own file withholds withheld."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from components.exports import COLUMNS, Row, inert, rows_of
from components.live import past
from components.reports.report import NothingToReport, Order
from db import meetings
from db.engine import Store
from db.meetings import Meeting

Tell = Callable[[float], None]
_DAY = "held_on"
_BEGUN = 0.05
"""How far it has come when it begins."""


def everything(db: Store, order: Order, form: str, tell: Tell = lambda part: None) -> bytes:
    """All answers of the meetings that were asked for, as `csv` or `json`, each row with its meeting's day in front.

    Rehearsals and meetings that have not ended are left out. Raises `NothingToReport` where that leaves none.
    """
    held = [
        meeting
        for meeting in reversed(meetings.of_community(db, order.community_id))
        if meeting.phase == "ended"
        and not meeting.is_rehearsal
        and (meeting.id in order.meetings or not order.meetings)
    ]
    if not held:
        raise NothingToReport(order.community_id)
    rows = list(_rows(db, held, order.language, tell))
    return _csv(rows) if form == "csv" else _json(rows)


def _rows(db: Store, held: list[Meeting], language: str, tell: Tell) -> Iterator[tuple[str, Row]]:
    for number, meeting in enumerate(held, 1):
        for row in rows_of(meeting, past.agenda_of(db, meeting), language):
            yield meeting.held_on, row
        tell(_BEGUN + (1 - _BEGUN) * number / (len(held) + 1))


def _csv(rows: list[tuple[str, Row]]) -> bytes:
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow([_DAY, *COLUMNS])
    for day, row in rows:
        sheet.writerow([day, *map(inert, asdict(row).values())])
    return out.getvalue().encode("utf-8-sig")


def _json(rows: list[tuple[str, Row]]) -> bytes:
    return json.dumps([{_DAY: day, **asdict(row)} for day, row in rows], ensure_ascii=False, indent=1).encode()
