"""The page for reports, as a tab shows it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from components.live.store import open_store, save
from components.text import t
from db import communities, shared_reports
from tests.reports.reported import agree, two_meetings
from tests.rooms import Made, make_account, make_meeting
from tests.tabs import go_to, open_tab, said

PAGE = "organizer/reports.py"


@pytest.fixture
def made(database: str) -> Made:
    return save(two_meetings)


def test_an_organizer_may_make_every_file(made: Made) -> None:
    tab = open_tab(PAGE, made.account_id)
    assert t("en", "reports.lead") in said(tab)
    makers = [button.key for button in tab.button if str(button.key).startswith("make-")]
    assert {"make-html", "make-pptx", "make-xlsx", "make-csv", "make-json"} <= set(makers)


def test_a_facilitator_is_told_whom_to_ask(made: Made) -> None:
    helper = save(lambda db: make_account(db, "helper"))
    save(lambda db: communities.add_member(db, made.community_id, helper, "facilitator"))
    tab = open_tab(PAGE, helper)
    assert t("en", "reports.organizers_only") in said(tab)
    assert [button.key for button in tab.button if str(button.key).startswith(("make-", "share-"))] == []
    assert t("en", "reports.take_along") not in said(go_to(tab, "organizer/history.py"))


@pytest.mark.parametrize("audience", ["agency", "funder"])
def test_nothing_is_made_for_outsiders_before_the_group_agreed(made: Made, audience: str) -> None:
    tab = open_tab(PAGE, made.account_id)
    tab.radio(key="report-audience").set_value(audience).run()
    assert t("en", "errors.report_not_agreed") in said(tab)
    assert [button.key for button in tab.button if str(button.key).startswith(("make-", "share-"))] == []
    save(lambda db: agree(db, made, "sent"))
    tab.run()
    assert "make-html" in [button.key for button in tab.button]
    assert "make-xlsx" not in [button.key for button in tab.button], "a sheet of paper, and no tables"


def test_a_link_pressed_right_after_a_choice_shows_what_was_chosen(made: Made) -> None:
    """A hurried hand: the page has not yet drawn itself anew for the choice when the button is pressed."""
    tab = open_tab(PAGE, made.account_id)
    tab.radio(key="report-audience").set_value("families")
    tab.button_group(key="share-days").set_value(7)
    tab.button(key="share-report").click()
    tab.run()
    with open_store() as db:
        [shared] = shared_reports.of_community(db, made.community_id)
    assert shared.audience == "families"
    assert (datetime.fromisoformat(shared.expires_at) - datetime.now(UTC)).days < 7


def test_a_file_asked_for_right_after_a_choice_is_of_what_was_chosen(made: Made) -> None:
    tab = open_tab(PAGE, made.account_id)
    tab.radio(key="report-audience").set_value("families")
    tab.button(key="make-html").click()
    tab.run()
    order, work = tab.session_state["report-making"]
    work.cancel()
    assert order.audience == "families"


def test_before_a_meeting_has_ended_the_page_says_what_is_to_come(database: str) -> None:
    made = save(make_meeting)
    assert t("en", "history.history_empty") in said(open_tab(PAGE, made.account_id))


def test_it_speaks_spanish(made: Made) -> None:
    tab = open_tab(PAGE, made.account_id)
    tab.button(key="attune-in-es").click().run()
    assert t("es", "reports.lead") in said(tab)
