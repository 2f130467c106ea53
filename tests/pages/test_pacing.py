"""What a facilitator does about time, on the control and on the agenda."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.live import control, pace, plans
from components.live.room import read
from components.live.schedule import state_of
from components.live.store import open_store, save
from components.text import t
from db import activities, meetings, rounds
from db.activities import Activity
from db.ids import now
from tests.rooms import EXIT, LINES, TALK, WORD, Made, make_meeting, next_meeting
from tests.tabs import open_tab, primary, said

AGENDA = {"talk": TALK, "icebreaker": WORD, "spectrum": LINES, "reflection": EXIT}

pytestmark = pytest.mark.usefixtures("database")


def meeting_late_by(minutes: int) -> Made:
    made = save(lambda db: make_meeting(db, configs=AGENDA))
    save(lambda db: control.show(db, made.id, made.activity_ids["talk"]))
    save(lambda db: meetings.change(db, made.id, live_at=now(later=-60 * minutes)))
    return made


def desk(made: Made) -> AppTest:
    return open_tab("facilitator/control.py", made.account_id, meeting=made.id)


def press(tab: AppTest, name: str, made: Made | None = None, kind: str = "") -> AppTest:
    """The button with this key; of an activity where one is named."""
    return tab.button(key=f"{name}-{made.activity_ids[kind]}" if made else name).click().run()


def keys(tab: AppTest) -> set[str | None]:
    return {button.key for button in tab.button}


def states(made: Made) -> list[str]:
    with open_store() as db:
        room = read(db, made.id)
        on_phones = {each.activity.id for each in room.still_open}
        return [state_of(each, room.meeting.activity_id, on_phones) for each in room.agenda]


def agenda(meeting_id: str) -> list[Activity]:
    with open_store() as db:
        return activities.of_meeting(db, meeting_id)


def test_a_meeting_in_good_time_says_nothing_of_it() -> None:
    made = meeting_late_by(0)
    tab = desk(made)
    assert "pace-toggle" not in keys(tab)
    press(tab, "pace-ways")
    assert t("en", "control.in_time") in said(tab)


def test_three_taps_drop_two_activities_and_each_comes_back_with_one() -> None:
    made = meeting_late_by(15)
    tab = desk(made)
    assert t("en", "control.behind", n=15) in said(tab)
    press(tab, "pace-toggle")
    press(tab, "skip", made, "icebreaker")
    press(tab, "skip", made, "spectrum")
    assert states(made) == ["now", "skipped", "skipped", "coming"]
    assert t("en", "control.behind", n=5) in said(tab)
    press(tab, "unskip", made, "spectrum")
    assert states(made) == ["now", "skipped", "coming", "coming"]


def test_the_rest_is_shortened_and_the_minutes_given_back() -> None:
    made = meeting_late_by(9)
    tab = press(desk(made), "pace-toggle")
    press(tab, "shorten")
    assert [each.minutes for each in agenda(made.id)] == [5, 2, 2, 2]
    assert t("en", "control.in_time") in said(tab)
    press(tab, "unshorten")
    assert [each.minutes for each in agenda(made.id)] == [5, 5, 5, 5]


def test_what_is_left_to_phones_by_mistake_is_still_to_come() -> None:
    made = meeting_late_by(15)
    tab = press(desk(made), "pace-toggle")
    press(tab, "finish_on_phones", made, "reflection")
    assert states(made) == ["now", "coming", "coming", "on_phones"]
    press(tab, "take_back", made, "reflection")
    assert states(made) == ["now", "coming", "coming", "coming"]
    with open_store() as db:
        assert rounds.of_meeting(db, made.id) == []


def test_what_asks_nothing_is_not_offered_for_phones() -> None:
    made = meeting_late_by(15)
    tab = press(desk(made), "pace-toggle")
    assert f"finish_on_phones-{made.activity_ids['talk']}" not in keys(tab)
    assert f"skip-{made.activity_ids['talk']}" not in keys(tab)


def test_the_big_button_opens_after_the_time_to_think_and_again_opens_at_once() -> None:
    made = meeting_late_by(0)
    save(lambda db: meetings.change(db, made.id, think_seconds=20))
    save(lambda db: control.show(db, made.id, made.activity_ids["icebreaker"]))
    tab = desk(made)
    assert primary(tab).label == t("en", "control.do_open_thinking", n=20)
    primary(tab).click().run()
    with open_store() as db:
        assert read(db, made.id).thinking
    assert t("en", "control.stands_thinking") in said(tab)
    assert t("en", "control.do_draw_another") not in {button.label for button in tab.button}
    primary(tab).click().run()
    with open_store() as db:
        room = read(db, made.id)
    assert room.round
    assert (room.thinking, room.round.phase) == (None, "open")


def test_after_the_end_the_control_says_what_is_still_open() -> None:
    made = meeting_late_by(0)
    save(lambda db: pace.finish_on_phones(db, made.id, made.activity_ids["reflection"]))
    save(lambda db: control.end(db, made.id))
    assert "Phones that took part can still answer until" in said(desk(made))


def test_what_was_skipped_is_offered_for_the_next_agenda_until_it_is_taken_up() -> None:
    made = meeting_late_by(9)
    save(lambda db: pace.shorten(db, made.id))
    save(lambda db: pace.skip(db, made.id, made.activity_ids["spectrum"]))
    save(lambda db: control.end(db, made.id))
    following = save(lambda db: next_meeting(db, made, {"talk": TALK}, live=False))
    tab = open_tab("facilitator/agenda.py", made.account_id, meeting=following.id)
    press(tab, "take-up", made, "spectrum")
    taken = agenda(following.id)[-1]
    assert (taken.kind, taken.minutes, taken.config) == ("spectrum", 5, agenda(made.id)[2].config)
    assert t("en", "facilitator.left_out") not in said(tab)
    press(tab, f"remove-{taken.id}")
    assert t("en", "facilitator.left_out") in said(tab)
    tab.button(key="undo-activity").click().run()
    assert t("en", "facilitator.left_out") not in said(tab)


def test_an_activity_is_given_its_own_time_to_think() -> None:
    made = meeting_late_by(0)
    spectrum = made.activity_ids["spectrum"]
    tab = open_tab("facilitator/agenda.py", made.account_id, meeting=made.id, activity=spectrum)
    [field] = [each for each in tab.selectbox if each.label == t("en", "facilitator.think")]
    field.set_value(45).run()
    press(tab, "save-activity")
    assert agenda(made.id)[2].think_seconds == 45


def test_a_talk_has_no_time_to_think() -> None:
    made = meeting_late_by(0)
    talk = made.activity_ids["talk"]
    tab = open_tab("facilitator/agenda.py", made.account_id, meeting=made.id, activity=talk)
    assert t("en", "facilitator.think") not in [each.label for each in tab.selectbox]


def test_a_copy_keeps_the_time_to_think_and_the_minutes_it_was_planned_with() -> None:
    made = meeting_late_by(9)
    save(lambda db: meetings.change(db, made.id, think_seconds=60))
    save(lambda db: activities.set_thinking(db, agenda(made.id)[1], 0))
    save(lambda db: pace.shorten(db, made.id))
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
    assert meeting
    copied = save(lambda db: plans.copy(db, meeting, title={"en": "Again"}, held_on="2031-01-02"))
    with open_store() as db:
        copy = meetings.by_id(db, copied)
    assert copy
    assert copy.think_seconds == 60
    assert [(each.minutes, each.think_seconds) for each in agenda(copied)] == [(5, None), (5, 0), (5, None), (5, None)]
