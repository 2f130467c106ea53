"""The page of themes and the door to it, run as a tab runs them."""

from __future__ import annotations

import pytest

from components.live import control
from components.live.store import save
from components.text import t
from tests.rooms import Made, make_meeting
from tests.tabs import open_tab, said
from tests.themes.test_board import ASKED, BUSES, held, write

PAGE = "facilitator/themes.py"
RESULTS = "facilitator/results.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def doors(made: Made) -> list[str]:
    tab = open_tab(RESULTS, made.account_id, meeting=made.id)
    said(tab)
    return [str(link.proto.label) for link in tab.get("page_link")]


def test_results_lead_to_the_themes_where_somebody_wrote() -> None:
    written = save(lambda db: held(db, BUSES))
    silent = save(lambda db: held(db, []))
    assert t("en", "themes.door") in doors(written)
    assert t("en", "themes.door") not in doors(silent)


def test_without_texts_the_page_says_what_will_be_there() -> None:
    made = save(lambda db: make_meeting(db, configs={"reflection": ASKED}))
    tab = open_tab(PAGE, made.account_id, meeting=made.id)
    assert t("en", "themes.empty") in said(tab)


def test_with_texts_the_page_has_its_board() -> None:
    made = save(lambda db: held(db, BUSES))
    words = said(open_tab(PAGE, made.account_id, meeting=made.id))
    assert t("en", "themes.title") in words
    assert t("en", "themes.empty") not in words


def test_a_rehearsal_is_not_sorted() -> None:
    made = save(lambda db: make_meeting(db, configs={"reflection": ASKED}, live=False))
    save(lambda db: control.rehearse(db, made.id))
    save(lambda db: write(db, made, BUSES))
    tab = open_tab(PAGE, made.account_id, meeting=made.id)
    assert t("en", "themes.rehearsal") in said(tab)
    assert t("en", "themes.door") not in doors(made)
