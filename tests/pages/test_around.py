"""What was around the meetings, as a tab tells it and takes it."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.live import control
from components.live.store import open_store, save
from components.text import t
from db import answers, communities, meetings, notes
from db.engine import Store
from tests.rooms import EXIT, LINES, Made, answer, make_account, make_meeting, open_activity
from tests.tabs import figures, one, open_tab, said


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def held() -> Made:
    """A meeting that has ended, with a line and words that may leave the room."""

    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES, "reflection": EXIT})
        meetings.change(db, made.id, held_on="2026-03-12", facilitated_by="Rosa", format="hybrid")
        for kind in ("spectrum", "reflection"):
            round_id = open_activity(db, made, kind)
            for person in range(6):
                value = {"lines": {"expertise": 40}} if kind == "spectrum" else {"try": "Call back", "share": ["try"]}
                saved = answer(db, made, round_id, f"phone {person}", value)
        answers.moderate(db, saved.id, "try", is_echo=1)
        control.end(db, made.id)
        return made

    return save(hold)


def alt_of(tab: AppTest) -> str:
    return " ".join(figures(tab).values())


def test_a_note_is_written_stands_on_every_chart_and_is_taken_away_again() -> None:
    made = held()
    tab = open_tab("organizer/history.py", made.account_id)
    tab.date_input(key=f"note-from-{made.community_id}").set_value(date(2026, 3, 11))
    tab.text_input(key=f"note-text-{made.community_id}.en").set_value("New bus line 12 opened")
    one(tab.button, t("en", "context.note_add")).click().run()
    assert alt_of(tab).count("Mar 11, 2026: New bus line 12 opened") == len(figures(tab)) == 2
    [remove] = [each for each in tab.button if str(each.key).startswith("note-remove-")]
    remove.click().run()
    assert "New bus line" not in alt_of(tab)
    tab.button(key="note-undo").click().run()
    assert "New bus line" in alt_of(tab)


def test_a_note_without_words_is_asked_for_them() -> None:
    made = held()
    tab = open_tab("organizer/history.py", made.account_id)
    one(tab.button, t("en", "context.note_add")).click().run()
    assert t("en", "context.note_missing") in said(tab)
    with open_store() as db:
        assert notes.of_community(db, made.community_id) == []


def test_who_left_the_community_writes_no_note() -> None:
    made = held()
    bea = save(lambda db: make_account(db, "bea"))
    save(lambda db: communities.add_member(db, made.community_id, bea, "facilitator"))
    tab = open_tab("organizer/history.py", bea)
    tab.date_input(key=f"note-from-{made.community_id}").set_value(date(2026, 3, 11))
    tab.text_input(key=f"note-text-{made.community_id}.en").set_value("Not mine to say")
    save(lambda db: communities.remove_member(db, made.community_id, bea))
    one(tab.button, t("en", "context.note_add")).click().run()
    with open_store() as db:
        assert notes.of_community(db, made.community_id) == []


def test_a_meetings_page_says_who_facilitated_and_what_happened_before() -> None:
    made = held()
    save(lambda db: notes.add(db, made.community_id, "2026-03-01", None, {"en": "New bus line"}))
    save(lambda db: notes.add(db, made.community_id, "2025-03-01", None, {"en": "Long ago"}))
    told = said(open_tab("facilitator/results.py", made.account_id, meeting=made.id))
    assert t("en", "context.by", names="Rosa") in told
    assert t("en", "context.format_hybrid") in told
    assert "Mar 1, 2026: New bus line" in told
    assert "Long ago" not in told


def test_words_from_the_room_stand_beside_a_chart() -> None:
    told = said(open_tab("organizer/history.py", held().account_id))
    assert told.count("Call back") == 1
    assert t("en", "context.quotes") in told


def test_who_facilitates_and_how_people_meet_is_kept_with_the_plan() -> None:
    account = save(make_account)
    community = save(lambda db: communities.create(db, {"en": "North Coast"}, account))
    tab = open_tab("facilitator/meetings.py", account)
    tab.text_input(key=f"new-{community}.by").set_value("  Rosa,  Daniel ")
    tab.selectbox(key=f"new-{community}.format").select_index(2)
    one(tab.button, t("en", "facilitator.make_meeting")).click().run()
    with open_store() as db:
        [found] = meetings.of_community(db, community)
    assert (found.facilitated_by, found.format) == ("Rosa, Daniel", "distance")
