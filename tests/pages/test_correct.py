"""Correcting the record, as a tab does it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.live import control
from components.live.store import open_store, save
from components.text import t
from db import communities, corrections, history, meetings, withdrawals
from db.engine import Store
from tests.rooms import EXIT, LINES, Made, answer, make_account, make_meeting, open_activity
from tests.tabs import open_tab, said

RESULTS = "facilitator/results.py"
HISTORY = "organizer/history.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def place(at: int) -> dict[str, dict[str, int]]:
    return {"lines": {"expertise": at}}


def ended(kind: str, config: Any, values: list[dict[str, Any]], *, show: str = "at_once") -> Made:
    """A meeting of Ana's that has ended, with an answer for each value."""

    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={kind: config}, show=show)
        meetings.change(db, made.id, held_on="2026-03-12")
        round_id = open_activity(db, made, kind)
        for person, value in enumerate(values):
            answer(db, made, round_id, f"phone {person}", value)
        control.end(db, made.id)
        return made

    return save(hold)


def opened(made: Made) -> AppTest:
    tab = open_tab(RESULTS, made.account_id, meeting=made.id)
    assert not tab.exception
    return tab


def choose_round(tab: AppTest) -> list[str]:
    """Choose the one activity; the answers that are listed then."""
    tab.selectbox(key="correct-round").select_index(0).run()
    found = [each for each in tab.selectbox if str(each.key).startswith("correct-answer-")]
    return [str(option) for option in found[0].options] if found else []


def test_another_day_moves_the_meeting() -> None:
    made = ended("spectrum", LINES, [place(10)])
    tab = opened(made)
    [field] = [each for each in tab.date_input if str(each.key).startswith("correct-day")]
    field.set_value(date(2026, 3, 19))
    tab.button(key="correct-date").click().run()
    assert not tab.exception
    with open_store() as db:
        found = meetings.by_id(db, made.id)
    assert found
    assert found.held_on == "2026-03-19"


def test_a_meeting_is_left_out_and_taken_back_in() -> None:
    made = ended("spectrum", LINES, [place(10)])
    tab = opened(made)
    tab.button(key="correct-leave-out").click().run()
    assert t("en", "correct.is_left_out") in said(tab)
    with open_store() as db:
        assert history.final_rounds(db, made.community_id) == []
    tab.button(key="correct-leave-out").click().run()
    with open_store() as db:
        assert len(history.final_rounds(db, made.community_id)) == 1


def test_an_answer_is_withdrawn_by_what_was_said_and_put_back() -> None:
    made = ended("reflection", EXIT, [{"useful": 4, "try": "Call back"}, {"useful": 2, "try": "Walk to school"}])
    tab = opened(made)
    options = choose_round(tab)
    assert sorted(options) == ["One thing to try: Call back", "One thing to try: Walk to school"]
    [field] = [each for each in tab.selectbox if str(each.key).startswith("correct-answer-")]
    field.select("One thing to try: Call back").run()
    tab.button(key="correct-withdraw").click().run()
    assert "Call back" not in said(tab)
    with open_store() as db:
        [final] = history.final_rounds(db, made.community_id)
        kept = history.kept_round(db, final.round_id)
        assert [json.loads(each.value)["useful"] for each in kept.answers] == [2]
        [gone] = withdrawals.of_meeting(db, made.id, "2026")
    tab.button(key=f"put-back-{gone.answer_id}").click().run()
    with open_store() as db:
        [final] = history.final_rounds(db, made.community_id)
        kept = history.kept_round(db, final.round_id)
    assert len(kept.answers) == 2


def test_where_few_answered_nothing_is_listed() -> None:
    made = ended("spectrum", LINES, [place(10), place(20)], show="at_five")
    tab = opened(made)
    assert choose_round(tab) == []
    assert t("en", "correct.withheld") in said(tab)


def test_who_typed_for_others_sees_that_they_did() -> None:
    made = ended("spectrum", LINES, [place(11), place(22)])
    save(lambda db: db.execute("UPDATE answers SET on_behalf = 1 WHERE value LIKE '%22%'"))
    options = choose_round(opened(made))
    told = t("en", "correct.on_behalf")
    assert [option for option in options if told in option and "22" in option]
    assert [option for option in options if told not in option and "11" in option]


def test_only_organizers_read_what_was_corrected() -> None:
    made = ended("spectrum", LINES, [place(10), place(20)])
    opened(made).button(key="correct-leave-out").click().run()
    bea = save(lambda db: make_account(db, "bea"))
    save(lambda db: communities.add_member(db, made.community_id, bea, "facilitator"))
    words = t("en", "correct.log_left_out", meeting="Spring meeting", held_on="March 12, 2026")
    assert words in said(open_tab(HISTORY, made.account_id))
    assert words not in said(open_tab(HISTORY, bea))


def test_a_meeting_that_goes_on_has_nothing_to_correct() -> None:
    made = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    assert [each for each in opened(made).button if str(each.key).startswith("correct")] == []


def test_a_deleted_meeting_that_had_ended_is_written_down_from_the_list_too() -> None:
    made = ended("spectrum", LINES, [place(10)])
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
    assert meeting
    removed = save(lambda db: meetings.delete(db, made.id))
    tab = open_tab("facilitator/meetings.py", made.account_id)
    tab.session_state["removed_meeting"] = (meeting, removed)
    tab.run()
    tab.button(key="undo-meeting").click().run()
    with open_store() as db:
        assert [each.what for each in corrections.of_community(db, made.community_id)] == ["brought_back"]
