"""A meeting's page, run as a tab runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import account_cookie
from components.exports import ExportRefused
from components.live import control, past
from components.live.past import PastActivity
from components.live.room import UnknownMeeting
from components.live.store import open_store, save
from components.text import t
from components.ui.results import export_file
from components.ui.rounds import movement
from db import accounts, answers, meetings, participants
from db.engine import Store
from tests.rooms import CARDS, EXIT, ITEMS, LINES, Made, answer, make_account, make_meeting, open_activity
from tests.tabs import figures

PAGE = Path(__file__).parents[2] / "pages" / "facilitator" / "results.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def opened(account_id: str, meeting_id: str, language: str = "en") -> AppTest:
    with open_store() as db:
        account = accounts.by_id(db, account_id)
    assert account
    tab = AppTest.from_file(str(PAGE), default_timeout=60)
    tab.session_state["account_sign_in"] = account_cookie.claims_of(account)
    tab.query_params["meeting"] = meeting_id
    tab.query_params["lang"] = language
    tab.run()
    assert not tab.exception
    return tab


def told(tab: AppTest) -> str:
    """Everything the page says, joined."""
    kinds = (tab.markdown, tab.info, tab.caption, tab.text)
    words = [str(element.value) for kind in kinds for element in kind]
    return "\n".join([*words, *(element.proto.body for element in tab.get("html"))])


def labels(tab: AppTest) -> list[str]:
    return [expander.label for expander in tab.expander]


def downloads(tab: AppTest) -> list[str]:
    return [button.proto.label for button in tab.get("download_button")]


def answered(db: Store, made: Made, kind: str, values: list[dict[str, Any]], step: str | None = None) -> str:
    round_id = open_activity(db, made, kind, step)
    for person, value in enumerate(values):
        answer(db, made, round_id, f"phone {person}", value)
    control.close(db, made.id, seconds=0)
    return round_id


def places(*at: int) -> list[dict[str, Any]]:
    return [{"lines": {"expertise": place}} for place in at]


def test_every_activity_has_its_picture_and_sentence() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db)
        answered(db, made, "spectrum", places(10, 80, 85, 90, 95))
        answered(db, made, "ranking", [{"order": ["housing", "transport"]}] * 5)
        answered(db, made, "icebreaker", [{"word": "hope"}] * 5)
        answered(db, made, "reflection", [{"useful": 4, "try": "Call back"}] * 5)
        control.end(db, made.id)
        return made

    made = save(hold)
    tab = opened(made.account_id, made.id)
    assert len(figures(tab)) == 4 + 3, "one for each kind and three other ways to count a ranking"
    assert "Most of us sit towards “Lived experience”" in told(tab)
    assert labels(tab).count(t("en", "history.numbers")) == 4
    assert t("en", "history.more_ways") in labels(tab)
    assert "Welcome" not in labels(tab)
    assert downloads(tab)[-2:] == [t("en", "history.download_csv"), t("en", "history.download_json")]


def test_a_second_round_stands_in_front_and_the_first_one_click_away() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES})
        answered(db, made, "spectrum", places(10, 20, 30, 40, 50, 60))
        answered(db, made, "spectrum", places(90, 90, 90, 90, 50, 60))
        return made

    made = save(hold)
    tab = opened(made.account_id, made.id)
    assert "4 of 6 moved" in told(tab)
    assert t("en", "history.earlier_rounds", n=1) in labels(tab)
    assert len(figures(tab)) == 2


def test_passes_and_answers_for_others_are_counted() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES})
        round_id = answered(db, made, "spectrum", [*places(10, 20, 30), {"pass": True}])
        answers.mark_on_behalf(db, answers.current(db, round_id)[0].id)
        return made

    made = save(hold)
    assert "3 answers · 1 passed · 1 given for somebody without a device" in told(opened(made.account_id, made.id))


def test_below_five_answers_nothing_is_shown() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, show="at_five", configs={"spectrum": LINES, "reflection": EXIT})
        answered(db, made, "spectrum", places(10, 20, 30, 40))
        answered(db, made, "reflection", [{"useful": 2, "try": "Whisper"}] * 4)
        return made

    made = save(hold)
    tab = opened(made.account_id, made.id)
    assert told(tab).count(t("en", "history.few", least=5)) == 2
    assert not figures(tab)
    assert not tab.expander
    assert "Whisper" not in told(tab)


def test_texts_of_a_reflection_say_which_may_be_read_aloud() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"reflection": EXIT})
        answered(db, made, "reflection", [{"try": "Read me", "share": ["try"]}, {"try": "Between us"}])
        return made

    made = save(hold)
    tab = opened(made.account_id, made.id)
    mark = t("en", "history.may_be_read")
    assert f'Read me<span class="attune-tag on">{mark}</span>' in told(tab)
    assert "<p>Between us</p>" in told(tab)


def test_hidden_texts_stay_hidden() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"reflection": EXIT, "icebreaker": CARDS}, texts_at_once=True)
        answered(db, made, "reflection", [{"try": "Names somebody"}, {"try": "Fine"}])
        answered(db, made, "icebreaker", [{"text": "Names somebody"}, {"text": "Kind"}])
        for row in db.query("SELECT id, value FROM answers WHERE value LIKE '%Names%'"):
            answers.moderate(db, row["id"], next(iter(json.loads(row["value"]))), is_hidden=1)
        return made

    made = save(hold)
    said = told(opened(made.account_id, made.id))
    assert "Fine" in said
    assert "Kind" in said
    assert "Names somebody" not in said


def test_what_people_write_is_only_ever_text() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"icebreaker": CARDS}, texts_at_once=True)
        answered(db, made, "icebreaker", [{"text": "<img src=x onerror=alert(1)>"}])
        return made

    made = save(hold)
    said = told(opened(made.account_id, made.id))
    assert "&lt;img src=x" in said
    assert "<img" not in said


def test_an_open_round_waits_until_it_is_closed() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES, "ranking": ITEMS})
        answered(db, made, "ranking", [{"order": ["housing"]}])
        round_id = open_activity(db, made, "spectrum")
        answer(db, made, round_id, "a", places(10)[0])
        return made

    made = save(hold)
    tab = opened(made.account_id, made.id)
    assert t("en", "history.still_open") in told(tab)
    assert t("en", "history.going_on") in told(tab)


def test_a_rehearsal_is_marked_and_cannot_be_taken_along() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, live=False, configs={"spectrum": LINES})
        control.rehearse(db, made.id)
        answered(db, made, "spectrum", places(10))
        return made

    made = save(hold)
    tab = opened(made.account_id, made.id)
    assert t("en", "history.rehearsal") in told(tab)
    assert not downloads(tab)
    with pytest.raises(ExportRefused):
        export_file(made.account_id, made.id, "en", "csv")


def test_a_meeting_without_answers_says_what_to_do() -> None:
    made = save(lambda db: make_meeting(db, live=False))
    tab = opened(made.account_id, made.id)
    assert t("en", "history.nothing_yet") in told(tab)
    assert not downloads(tab)


def test_somebody_elses_meeting_looks_like_none() -> None:
    made = save(make_meeting)
    stranger = save(lambda db: make_account(db, "eve"))
    said = {told(opened(stranger, meeting_id)) for meeting_id in (made.id, "no-such-meeting")}
    assert len(said) == 1
    assert "Spring meeting" not in said.pop()


def test_an_export_asks_again_who_may_have_it() -> None:
    made = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    stranger = save(lambda db: make_account(db, "eve"))
    save(lambda db: answered(db, made, "spectrum", places(11, 22)))
    assert b"expertise,11" in export_file(made.account_id, made.id, "en", "csv")
    assert [row["field"] for row in json.loads(export_file(made.account_id, made.id, "en", "json"))] == [
        "expertise"
    ] * 2
    with pytest.raises(UnknownMeeting):
        export_file(stranger, made.id, "en", "csv")


def test_who_is_not_signed_in_gets_the_form() -> None:
    made = save(make_meeting)
    tab = AppTest.from_file(str(PAGE), default_timeout=60)
    tab.query_params["meeting"] = made.id
    tab.run()
    assert len(tab.text_input) == 2
    assert "Spring meeting" not in told(tab)


def test_the_page_speaks_spanish() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES})
        answered(db, made, "spectrum", places(10, 20))
        meetings.change(db, made.id, held_on="2026-05-04")
        return made

    made = save(hold)
    said = told(opened(made.account_id, made.id, "es"))
    assert "4 de mayo de 2026 · Costa Norte · participaron 2" in said
    assert "2 respuestas" in said


def test_what_only_families_saw_is_marked_and_so_is_what_was_shown_to_everybody_afterwards() -> None:
    made = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))

    def hold(db: Store) -> None:
        db.execute("UPDATE activities SET whom = 'families_first' WHERE meeting_id = :id", id=made.id)
        round_id = open_activity(db, made, "spectrum")
        answer(db, made, round_id, family_phone(db, made), {"lines": {"expertise": 70}})
        control.reveal(db, made.id)

    save(hold)
    assert t("en", "history.families") in told(opened(made.account_id, made.id))
    save(lambda db: control.share(db, made.id))
    assert t("en", "history.families_shared") in told(opened(made.account_id, made.id))


def family_phone(db: Store, made: Made) -> str:
    """A phone on which somebody said that they are family."""
    person = participants.find_or_create(db, made.community_id, "a-family")
    participants.set_attributes(db, person, json.dumps({"family": "yes"}))
    return "a-family"


def rounds_of(made: Made) -> PastActivity:
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
        assert meeting
        return past.agenda_of(db, meeting)[0]


def test_any_two_rounds_say_how_the_same_people_moved_as_counts() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, show="at_five", configs={"spectrum": LINES})
        answered(db, made, "spectrum", places(10, 20, 30, 40, 50, 60))
        answered(db, made, "spectrum", places(10, 20, 30, 40, 50, 60))
        answered(db, made, "spectrum", places(90, 90, 90, 90, 50, 60))
        return made

    activity = rounds_of(save(hold))
    first, second, third = activity.rounds
    assert movement(activity, first, second, "en") == [t("en", "charts.nobody_moved")]
    [told] = movement(activity, first, third, "en")
    assert told.startswith("4 of 6 moved towards “Lived experience”")


def test_where_too_few_answered_two_rounds_nothing_is_said_of_how_they_moved() -> None:
    def hold(db: Store) -> Made:
        made = make_meeting(db, show="at_five", configs={"spectrum": LINES})
        answered(db, made, "spectrum", places(10, 20, 30, 40, 50, 60))
        round_id = open_activity(db, made, "spectrum")
        for person, value in enumerate(places(90, 90, 90, 90, 50, 60), start=3):
            answer(db, made, round_id, f"phone {person}", value)
        control.close(db, made.id, seconds=0)
        return made

    activity = rounds_of(save(hold))
    first, second = activity.rounds
    assert not second.is_hidden
    assert movement(activity, first, second, "en") == []
