"""How a meeting ends, as its facilitator prepares it, and what its page gives away."""

from __future__ import annotations

import re
from datetime import date, time
from functools import partial
from html import unescape

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from components.live.closing import closing_of
from components.live.plans import untold
from components.live.room import UnknownMeeting
from components.live.store import open_store, save
from components.text import t
from components.ui.keepsakes import keepsake
from db import changes, meetings, next_meetings
from db.changes import Change
from db.engine import Store
from db.meetings import Meeting
from db.next_meetings import NextMeeting
from tests.rooms import TALK, Made, make_account, make_meeting, next_meeting
from tests.tabs import one, open_tab, said
from tests.takeaway.held import AGREED, ECHOES, hold

PAGE = "facilitator/closing.py"
BUS = Change({"en": "The bus comes too late"}, {"en": "We begin at ten"})


@pytest.fixture
def made(database: str) -> Made:
    return save(hold)


def opened(made: Made, page: str = PAGE, language: str = "en") -> AppTest:
    return open_tab(page, made.account_id, meeting=made.id, lang=language)


def meeting_of(made: Made) -> Meeting:
    with open_store() as db:
        found = meetings.by_id(db, made.id)
    assert found
    return found


def echoes(made: Made) -> set[str]:
    with open_store() as db:
        return {echo.text for echo in closing_of(db, meeting_of(made)).echoes}


def agreed(made: Made) -> NextMeeting | None:
    with open_store() as db:
        return next_meetings.of_meeting(db, made.id)


def waiting(made: Made) -> list[Change]:
    with open_store() as db:
        return changes.waiting(db, made.community_id)


def test_only_what_may_be_read_aloud_can_be_let_through(made: Made) -> None:
    tab = opened(made)
    told = [re.sub(r" :gray.*", "", box.label) for box in tab.checkbox]
    assert sorted(told) == sorted([*ECHOES, "Coffee"])
    assert {box.label for box in tab.checkbox if not box.value} == {
        f"Coffee :gray[· {t('en', 'closing_phone.side_worked')}]"
    }
    next(box for box in tab.checkbox if not box.value).check().run()
    assert echoes(made) == {*ECHOES, "Coffee"}
    next(box for box in tab.checkbox if box.label == "More pairs").uncheck().run()
    assert echoes(made) == {"Visit one family", "Letters", "Coffee"}


def test_words_stand_below_the_question_they_answer(made: Made) -> None:
    tab = opened(made)
    heads = [unescape(head) for head in re.findall(r'<h3 class="attune-round">(.*?)</h3>', said(tab))]
    assert heads[:3] == ["What else?", "One thing I'll try", "A lesson"]


def test_one_press_lets_all_of_them_through(made: Made) -> None:
    tab = opened(made)
    one(tab.button, t("en", "closing.all_echoes")).click().run()
    assert echoes(made) == {*ECHOES, "Coffee"}
    assert t("en", "closing.all_echoes") not in [button.label for button in tab.button]


def test_before_anybody_shared_something_the_page_says_what_will_be_there(database: str) -> None:
    tab = opened(save(make_meeting))
    assert t("en", "closing.no_echoes") in said(tab)
    assert not tab.checkbox


def test_the_next_date_is_shown_changed_and_taken_back(made: Made) -> None:
    tab = opened(made)
    assert tab.date_input[0].value == date(2031, 6, 5)
    tab.date_input[0].set_value(date(2031, 6, 12))
    tab.time_input[1].set_value(time(20, 0))
    one(tab.button, t("en", "closing.next_save")).click().run()
    assert agreed(made) == NextMeeting("2031-06-12", "18:00", "20:00", AGREED.zone, AGREED.place)
    one(tab.button, t("en", "closing.next_none")).click().run()
    assert agreed(made) is None


@pytest.mark.parametrize(
    ("begins", "ends", "problem"),
    [(None, "19:00", "next_no_begin"), ("19:00", "18:00", "next_ends_early"), ("19:00", "19:00", "next_ends_early")],
)
def test_hours_that_cannot_be_are_said_in_a_sentence(made: Made, begins: str | None, ends: str, problem: str) -> None:
    before = NextMeeting("2031-06-05", begins)
    save(lambda db: next_meetings.put(db, made.id, before))
    tab = opened(made, language="es")
    tab.time_input[1].set_value(time.fromisoformat(ends))
    one(tab.button, t("es", "closing.next_save")).click().run()
    assert t("es", f"closing.{problem}") in said(tab)
    assert agreed(made) == before


def test_a_date_needs_a_day(database: str) -> None:
    made = save(make_meeting)
    tab = opened(made)
    one(tab.button, t("en", "closing.next_save")).click().run()
    assert t("en", "closing.next_no_day") in said(tab)
    assert agreed(made) is None


def test_a_line_begins_with_what_somebody_allowed_to_be_said_and_waits_for_its_other_half(made: Made) -> None:
    tab = opened(made)
    expander = t("en", "closing.take_up_from", n=3)
    assert expander in [each.label for each in tab.expander], "a commitment is nothing to be changed"
    [button] = [each for each in tab.button if each.key and each.key.endswith(f"take.{_text_of(made, 'More pairs')}")]
    button.click().run()
    assert "More pairs" in [field.value for field in tab.text_input]
    one(tab.button, t("en", "closing.changed_save")).click().run()
    assert waiting(made) == [Change({"en": "More pairs"}, {})]
    assert t("en", "closing.half_waits") in said(tab)
    with open_store() as db:
        assert changes.ready(db, made.community_id) == []


def _text_of(made: Made, text: str) -> str:
    """The id under which a shared text stands on the page."""
    with open_store() as db:
        return next(echo.id for echo in closing_of(db, meeting_of(made)).echoes if echo.text == text)


def test_the_next_agenda_offers_what_was_changed_until_it_is_on_it(made: Made) -> None:
    save(lambda db: changes.keep(db, made.community_id, [BUS, Change({"en": "Half"}, {})]))
    after = save(lambda db: next_meeting(db, made, {"talk": TALK}, live=False))
    tab = opened(after, "facilitator/agenda.py")
    assert t("en", "closing.untold_one") in said(tab)
    one(tab.button, t("en", "closing.open_with")).click().run()
    assert t("en", "closing.untold_one") not in said(tab)
    with open_store() as db:
        assert untold(db, meeting_of(after)) == []
    assert waiting(made) == [Change({"en": "Half"}, {})]


def test_what_people_wrote_for_facilitators_can_be_read_there(made: Made) -> None:
    tab = opened(made)
    assert t("en", "closing.written", n=18) in [each.label for each in tab.expander]
    assert "Names somebody" in said(tab)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_ended_meeting_s_page_has_its_digest_and_files(made: Made, language: str) -> None:
    tab = opened(made, "facilitator/results.py", language)
    assert "“More pairs”" in tab.code[0].value
    assert "«More pairs»" in tab.code[0].value, "in each of the meeting's languages"
    assert "Names somebody" not in tab.code[0].value
    files = [button.proto.label for button in tab.get("download_button")]
    assert t(language, "closing.get_paper") in files
    assert t(language, "closing.get_calendar", language="English") in files
    assert t(language, "closing.get_calendar", language="Español") in files


def test_a_rehearsal_and_a_meeting_that_goes_on_have_nothing_to_give_away(made: Made) -> None:
    for rehearsal, phase in ((1, "ended"), (0, "live")):
        save(partial(_change, made=made, rehearsal=rehearsal, phase=phase))
        tab = opened(made, "facilitator/results.py")
        assert t("en", "closing.take_along") not in said(tab)
        assert not tab.code


def _change(db: Store, made: Made, rehearsal: int, phase: str) -> None:
    meetings.change(db, made.id, is_rehearsal=rehearsal, phase=phase)


def test_without_a_next_date_there_is_no_calendar_file(made: Made) -> None:
    assert Calendar.from_ical(keepsake(made.account_id, made.id, "es")).walk("VEVENT")
    save(lambda db: next_meetings.put(db, made.id, None))
    tab = opened(made, "facilitator/results.py")
    assert t("en", "closing.no_next") in said(tab)
    with pytest.raises(UnknownMeeting):
        keepsake(made.account_id, made.id, "en")


@pytest.mark.parametrize("form", ["txt", "md", "html", "paper", "en"])
def test_nobody_else_gets_a_file_not_even_by_its_id(made: Made, form: str) -> None:
    other = save(lambda db: make_account(db, "bea"))
    assert keepsake(made.account_id, made.id, form)
    with pytest.raises(UnknownMeeting):
        keepsake(other, made.id, form)
    with pytest.raises(UnknownMeeting):
        keepsake(made.account_id, "no such meeting", form)
