"""The page for imports: organizers alone, a file mapped and taken in, and nothing written by who may not any more."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.imports.shapes import recognise
from components.imports.tables import read_tables
from components.live.store import open_store, save
from components.text import t
from components.ui.import_file import BROUGHT, Brought
from db import communities, imports, meetings
from db.imports import Import
from tests.imports.bring import begin
from tests.imports.files import csv_file, google_forms
from tests.rooms import LINES, Made, make_account, make_meeting
from tests.tabs import go_to, one, open_tab, said

PAGE, GOING = "organizer/imports.py", "import-going-on"


@pytest.fixture
def made(database: str) -> Made:
    return save(lambda db: make_meeting(db, configs={"spectrum": LINES}))


def with_file(tab: AppTest, made: Made, data: bytes, name: str = "Spring.csv") -> AppTest:
    """The tab once it has read a file."""
    offers = tuple(recognise(read_tables(name, data), name))
    tab.session_state[BROUGHT] = Brought(made.community_id, name, "0" * 64, offers)
    return tab.run()


def stored(made: Made) -> list[Import]:
    with open_store() as db:
        return imports.of_community(db, made.community_id)


def go(tab: AppTest) -> Any:
    return one(tab.button, t("en", "imports.go"))


def test_a_facilitator_is_told_whom_to_ask(made: Made) -> None:
    bea = save(lambda db: make_account(db, "bea"))
    save(lambda db: communities.add_member(db, made.community_id, bea, "facilitator"))
    tab = open_tab(PAGE, bea)
    assert t("en", "imports.organizers_only") in said(tab)
    assert t("en", "imports.about") not in said(with_file(tab, made, google_forms()))


def test_a_file_is_mapped_and_taken_in(made: Made) -> None:
    tab = with_file(open_tab(PAGE, made.account_id), made, google_forms())
    assert t("en", "imports.all_read") in said(tab)
    go(tab).click()
    tab.run()
    told = t("en", "imports.done", name="Spring.csv", meetings="1 meeting", people="8 people", answers="32 answers")
    assert told in said(tab)
    [kept] = stored(made)
    assert (kept.name, kept.people, kept.answers, kept.days) == ("Spring.csv", 8, 32, ("2025-03-14",))


def test_who_is_no_organizer_any_more_writes_nothing(made: Made) -> None:
    tab = with_file(open_tab(PAGE, made.account_id), made, google_forms())
    save(lambda db: communities.add_member(db, made.community_id, made.account_id, "facilitator"))
    go(tab).click()
    tab.run()
    assert stored(made) == []
    assert t("en", "imports.organizers_only") in said(tab)


def test_a_file_read_for_one_community_is_not_offered_to_another(made: Made) -> None:
    other = save(lambda db: make_meeting(db, account=made.account_id))
    tab = with_file(open_tab(PAGE, made.account_id, community=made.community_id), made, google_forms())
    assert "Spring.csv" in said(tab)
    assert "Spring.csv" not in said(go_to(tab, PAGE, community=other.community_id))


def test_the_title_the_words_and_the_poles_are_the_organizers(made: Made) -> None:
    rows: list[list[Any]] = [["Date", "Q1 (1-10)"], *(["2025-03-01", n] for n in range(2, 9))]
    tab = with_file(open_tab(PAGE, made.account_id), made, csv_file(rows))
    one(tab.text_input, t("en", "imports.meeting_title")).set_value("First evening")
    one(tab.text_input, t("en", "imports.asked_as")).set_value("How safe is it here?")
    one(tab.text_input, t("en", "imports.pole_left")).set_value("Not at all")
    one(tab.text_input, t("en", "imports.pole_right")).set_value("Completely")
    tab.run()
    go(tab).click()
    tab.run()
    with open_store() as db:
        [meeting] = [each for each in meetings.of_community(db, made.community_id) if each.phase == "ended"]
        [config] = db.query("SELECT config FROM activities WHERE meeting_id = :id", id=meeting.id)
    assert meeting.title == {"en": "First evening"}
    assert all(f'"{words}"' in config["config"] for words in ("How safe is it here?", "Not at all", "Completely"))


def test_an_import_that_is_stopped_says_so_and_the_file_stays(made: Made) -> None:
    tab = with_file(open_tab(PAGE, made.account_id), made, google_forms())
    work = begin(made, 300)
    work.cancel()
    tab.session_state[GOING] = ("done", work)
    tab.run()
    assert t("en", "errors.import_stopped") in said(tab)
    assert "Spring.csv" in said(tab)
    assert go(tab)
    assert stored(made) == []


def test_the_same_file_again_is_said_to_be_that(made: Made) -> None:
    tab = with_file(open_tab(PAGE, made.account_id), made, google_forms())
    go(tab).click()
    tab.run()
    with_file(tab, made, google_forms())
    assert len(tab.warning) == 1
