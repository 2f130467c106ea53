"""Preparing the next meeting, as a tab does it."""

from __future__ import annotations

import pytest

from components.live import control
from components.live.store import open_store, save
from components.text import t
from components.themes.moves import Move
from db import activities, communities, meetings
from db.engine import Store
from db.ids import new_id
from tests.rooms import ITEMS, LINES, Made, answer, make_account, make_meeting, next_meeting, open_activity
from tests.tabs import open_tab, said
from tests.themes.test_board import ASKED, BUSES, board_of, does, make, with_text, write
from tests.themes.test_board import held as sorted_before

HISTORY = "organizer/history.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def held() -> Made:
    """A meeting whose people saw one line differently and that had no time for its ranking."""

    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES, "ranking": ITEMS})
        round_id = open_activity(db, made, "spectrum")
        for person in range(8):
            answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 5 if person < 4 else 95}})
        control.end(db, made.id)
        return made

    return save(hold)


def planned(made: Made) -> list[list[str]]:
    """The kinds on the agendas of what is planned."""
    with open_store() as db:
        found = [each for each in meetings.of_community(db, made.community_id) if each.phase == "planned"]
        return [[one.kind for one in activities.of_meeting(db, each.id)] for each in found]


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_the_last_meeting_left_is_proposed_with_why(language: str) -> None:
    made = held()
    told = said(open_tab(HISTORY, made.account_id, lang=language))
    assert t(language, "prepare.why_skipped") in told
    stem = LINES["lines"][0]["stem"][language]
    assert t(language, "prepare.why_contested", names=t(language, "prepare.name", name=stem)) in told
    assert t(language, "prepare.total", minutes=24) in told


def test_one_click_makes_the_meeting_and_goes_to_its_agenda() -> None:
    made = held()
    tab = open_tab(HISTORY, made.account_id)
    tab.button(key="prepare-make").click().run()
    assert not tab.exception
    assert planned(made) == [["talk", "ranking", "spectrum", "reflection"]]


def test_what_is_ticked_off_stays_away_and_takes_no_minutes() -> None:
    made = held()
    tab = open_tab(HISTORY, made.account_id)
    [ranking] = [each for each in tab.checkbox if str(each.key).endswith("-skipped")]
    ranking.uncheck().run()
    assert t("en", "prepare.total", minutes=19) in said(tab)
    tab.button(key="prepare-make").click().run()
    assert planned(made) == [["talk", "spectrum", "reflection"]]


def test_who_left_the_community_makes_no_meeting() -> None:
    made = held()
    bea = save(lambda db: make_account(db, "bea"))
    save(lambda db: communities.add_member(db, made.community_id, bea, "facilitator"))
    tab = open_tab(HISTORY, bea)
    save(lambda db: communities.remove_member(db, made.community_id, bea))
    tab.button(key="prepare-make").click().run()
    assert planned(made) == []


def test_the_list_of_meetings_leads_there_once_there_is_a_past() -> None:
    made = held()
    keys = [each.key for each in open_tab("facilitator/meetings.py", made.account_id).button]
    assert "prepare-next" in keys
    save(lambda db: meetings.change(db, made.id, is_left_out=1))
    keys = [each.key for each in open_tab("facilitator/meetings.py", made.account_id).button]
    assert "prepare-next" not in keys


@pytest.mark.parametrize("page", [HISTORY, "facilitator/meetings.py"])
def test_a_theme_that_came_back_is_on_the_proposed_agenda(page: str) -> None:
    def hold(db: Store) -> Made:
        first = sorted_before(db, BUSES)
        theme = make(db, first, "Getting there", *BUSES[:3])
        later = next_meeting(db, first, {"reflection": ASKED})
        write(db, later, ["No bus", "Bus", "Late bus", "Bus stop", "Food"])
        control.end(db, later.id)
        cards = with_text(board_of(db, later), "No bus", "Bus", "Late bus")
        does(db, later, Move(new_id(), "move", theme, cards=cards))
        return first

    tab = open_tab(page, save(hold).account_id)
    if page != HISTORY:
        tab.button(key="prepare-next").click().run()
    assert t("en", "prepare.why_themes", names=t("en", "prepare.name", name="Getting there")) in said(tab)
