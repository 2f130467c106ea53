"""`python -m components.reports FILE FORM`: make one file of a report, in a process of its own that can be ended.

The order comes as JSON on standard input, as `components.live.apart` says.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from components.live.apart import give_up, tell
from components.reports.assembly import report_of
from components.reports.everything import everything
from components.reports.page import page
from components.reports.pdf import NoPrinter, pdf
from components.reports.report import NotAgreed, NothingToReport, Order, Report
from components.settings import settings
from db.engine import Store, StoreUnusable, open_reader

FORMS = ("html", "pptx", "xlsx", "csv", "json", "pdf")
_ASSEMBLED = 0.5
"""How far it has come when it is known what the report holds."""
Tell = Callable[[float], None]


def make(db: Store, order: Order, form: str, tell: Tell) -> bytes:
    """One file of a report, in one of `FORMS`. Raises what `report_of`, `everything` and `pdf` raise."""
    tell(0.05)
    if form in ("csv", "json"):
        return everything(db, order, form, tell)
    report = report_of(db, order)
    tell(_ASSEMBLED)
    return _write(report, form, lambda part: tell(_ASSEMBLED + (1 - _ASSEMBLED) * part))


def _write(report: Report, form: str, tell: Tell) -> bytes:
    if form == "pptx":
        from components.reports.slides import slides

        return slides(report, tell)
    if form == "xlsx":
        from components.reports.sheets import sheets

        return sheets(report, tell)
    if form == "pdf":
        return pdf(lambda scale: page(report, is_for_paper=True, scale=scale), is_one_page=report.is_one_page)
    return page(report).encode()


def main(path: str, form: str) -> int:
    """Make the file; returns the exit code."""
    asked = json.load(sys.stdin)
    order = Order(**{**asked, "meetings": tuple(asked["meetings"])})
    db = open_reader(settings().database)
    try:
        made = make(db, order, form, tell)
    except (NotAgreed, NothingToReport, NoPrinter, StoreUnusable) as error:
        give_up(error.code)
        return 1
    finally:
        db.close()
    with suppress(FileNotFoundError):  # whoever asked has closed the tab, and the place for it is gone
        Path(path).write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
