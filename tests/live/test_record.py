"""What is put right about meetings that have ended, and what is written down about it."""

from __future__ import annotations

import json

import pytest

from components.activities.registry import kind_of
from components.live import control, past, record
from components.live.control import CannotControl
from components.live.mine import mine
from components.live.plans import Plan, change_facts
from components.live.recall import recall
from components.live.room import read
from db import answers, contacts, corrections, history, meetings, participants
from db.engine import Store
from db.meetings import Meeting
from tests.rooms import EXIT, LINES, Made, answer, make_meeting, next_meeting, open_activity

COMMIT = {"questions": [{"id": "will", "text": {"en": "What will you try?"}, "type": "commitment"}]}
DAY = "2026-03-12"


def place(at: int) -> dict[str, dict[str, int]]:
    return {"lines": {"expertise": at}}


def held(store: Store, *values: int) -> tuple[Made, list[str]]:
    """A meeting that has ended, with the ids of the answers of its people."""
    made = make_meeting(store, configs={"spectrum": LINES})
    meetings.change(store, made.id, held_on=DAY)
    round_id = open_activity(store, made, "spectrum")
    ids = [answer(store, made, round_id, f"phone {n}", place(value)).id for n, value in enumerate(values)]
    control.end(store, made.id)
    return made, ids


def meeting_of(store: Store, made: Made) -> Meeting:
    found = meetings.by_id(store, made.id)
    assert found
    return found


def dots(store: Store, made: Made) -> list[int]:
    [activity] = past.agenda_of(store, meeting_of(store, made))
    assert activity.final
    found: list[int] = activity.final.tally["lines"]["expertise"]["dots"]
    return found


def logged(store: Store, made: Made) -> list[str]:
    return [each.what for each in corrections.of_community(store, made.community_id)]


def test_a_meeting_gets_another_day_and_both_days_are_written_down(store: Store) -> None:
    made, _ = held(store, 10)
    before = meeting_of(store, made).revision
    record.move(store, "Ana", made.id, "2026-03-19")
    assert meeting_of(store, made).held_on == "2026-03-19"
    assert meeting_of(store, made).revision > before
    [told] = corrections.of_community(store, made.community_id)
    assert (told.what, told.by_name, told.words["old"], told.words["new"]) == ("date", "Ana", DAY, "2026-03-19")


def test_a_day_changed_beside_the_agenda_is_written_down_too(store: Store) -> None:
    made, _ = held(store, 10)
    plan = Plan({"en": "Spring"}, "2026-03-20", ("en",), "at_once")
    change_facts(store, meeting_of(store, made), plan, "Ana")
    change_facts(store, meeting_of(store, made), plan, "Ana")
    assert logged(store, made) == ["date"]


def test_a_meeting_that_is_left_out_is_in_no_history_until_it_is_taken_back_in(store: Store) -> None:
    made, _ = held(store, 10, 20)
    later = next_meeting(store, made, {"spectrum": LINES})
    answer(store, later, open_activity(store, later, "spectrum"), "phone 0", place(30))
    control.end(store, later.id)
    record.leave_out(store, "Ana", made.id, True)
    assert [each.meeting.id for each in history.final_rounds(store, made.community_id)] == [later.id]
    assert [(each.present, each.returning) for each in history.attendance(store, made.community_id)] == [(1, 0)]
    assert dots(store, made) == [10, 20]
    record.leave_out(store, "Ana", made.id, False)
    assert len(history.final_rounds(store, made.community_id)) == 2
    assert logged(store, made) == ["taken_in", "left_out"]


def test_what_is_so_already_is_not_written_down_again(store: Store) -> None:
    made, _ = held(store, 10)
    record.move(store, "Ana", made.id, DAY)
    record.leave_out(store, "Ana", made.id, False)
    assert logged(store, made) == []


def test_a_meeting_that_goes_on_or_is_a_rehearsal_has_no_record_to_correct(store: Store) -> None:
    live = make_meeting(store, configs={"spectrum": LINES})
    rehearsal = make_meeting(store, configs={"spectrum": LINES}, live=False, account=live.account_id)
    control.rehearse(store, rehearsal.id)
    control.end(store, rehearsal.id)
    for made in (live, rehearsal):
        with pytest.raises(CannotControl):
            record.move(store, "Ana", made.id, "2026-01-01")
        with pytest.raises(CannotControl):
            record.leave_out(store, "Ana", made.id, True)
        with pytest.raises(CannotControl):
            record.withdraw(store, "Ana", made.id, "x")


def test_a_withdrawn_answer_counts_nowhere(store: Store) -> None:
    made, ids = held(store, 10, 20, 90)
    before = meeting_of(store, made).revision
    record.withdraw(store, "Ana", made.id, ids[2])
    assert dots(store, made) == [10, 20]
    assert meeting_of(store, made).revision > before
    [final] = history.final_rounds(store, made.community_id)
    kept = history.kept_round(store, final.round_id)
    assert [each.id for each in kept.answers] == ids[:2]
    assert answers.count(store, kept.round.id) == 2
    person = participants.find(store, made.community_id, "phone 2")
    assert person
    assert mine(read(store, made.id), [(person, 1)]) == []


def test_an_answer_that_was_replaced_does_not_come_back_with_the_one_withdrawn(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    round_id = open_activity(store, made, "spectrum")
    answer(store, made, round_id, "a", place(10))
    latest = answer(store, made, round_id, "a", place(90))
    answer(store, made, round_id, "b", place(50))
    control.end(store, made.id)
    record.withdraw(store, "Ana", made.id, latest.id)
    assert dots(store, made) == [50]
    record.put_back(store, "Ana", made.id, latest.id)
    assert dots(store, made) == [50, 90]


def test_a_round_whose_answers_were_all_withdrawn_is_no_history(store: Store) -> None:
    made, ids = held(store, 10)
    record.withdraw(store, "Ana", made.id, ids[0])
    assert history.final_rounds(store, made.community_id) == []


def test_the_log_says_one_answer_and_not_which(store: Store) -> None:
    made, ids = held(store, 10, 97)
    record.withdraw(store, "Ana", made.id, ids[1])
    [told] = corrections.of_community(store, made.community_id)
    assert (told.what, told.words["activity"]) == ("withdrawn", {"en": "Spectrum", "es": "Spectrum"})
    written = json.dumps(store.query("SELECT * FROM corrections"))
    person = participants.find(store, made.community_id, "phone 1")
    assert "97" not in json.dumps(told.words)
    assert not any(secret in written for secret in (*ids, str(person), "phone"))


def test_what_was_withdrawn_longer_than_a_day_ago_stays_withdrawn(store: Store) -> None:
    made, ids = held(store, 10, 20)
    record.withdraw(store, "Ana", made.id, ids[1])
    assert [each.answer_id for each in record.withdrawn_lately(store, made.id)] == [ids[1]]
    store.execute("UPDATE answers SET withdrawn_at = '2026-01-01T10:00:00.000Z' WHERE withdrawn_at IS NOT NULL")
    assert record.withdrawn_lately(store, made.id) == []
    with pytest.raises(CannotControl):
        record.put_back(store, "Ana", made.id, ids[1])
    assert dots(store, made) == [10]


def test_an_answer_of_another_meeting_cannot_be_withdrawn_here(store: Store) -> None:
    made, _ = held(store, 10)
    _, others = held(store, 20)
    for answer_id in (others[0], "no such answer"):
        with pytest.raises(CannotControl):
            record.withdraw(store, "Ana", made.id, answer_id)


def test_how_somebody_can_be_reached_goes_with_the_answer(store: Store) -> None:
    made, ids = held(store, 10)
    contacts.keep(store, ids[0], "ana@example.org")
    record.withdraw(store, "Ana", made.id, ids[0])
    assert contacts.of_meeting(store, made.id) == {}


def test_a_commitment_that_was_withdrawn_is_not_asked_about_again(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": COMMIT})
    saved = answer(store, made, open_activity(store, made, "reflection"), "a", {"will": "Call the school"})
    control.end(store, made.id)
    later = next_meeting(store, made, {"reflection": EXIT})
    person = participants.find(store, made.community_id, "a")
    assert person
    checkin = kind_of("checkin")
    assert "Call the school" in json.dumps(recall(store, later.id, checkin, [person]))
    record.withdraw(store, "Ana", made.id, saved.id)
    assert "Call the school" not in json.dumps(recall(store, later.id, checkin, [person]))


def test_a_forgotten_meeting_can_be_brought_back_and_both_are_written_down(store: Store) -> None:
    made, ids = held(store, 10, 20)
    record.withdraw(store, "Ana", made.id, ids[0])
    removed = record.forget(store, "Ana", made.id)
    assert meetings.by_id(store, made.id) is None
    record.bring_back(store, "Ana", made.id, removed)
    assert dots(store, made) == [20]
    assert logged(store, made) == ["brought_back", "forgotten", "withdrawn"]


def test_a_plan_that_is_thrown_away_is_nothing_to_write_down(store: Store) -> None:
    made = make_meeting(store, live=False)
    record.bring_back(store, "Ana", made.id, record.forget(store, "Ana", made.id))
    assert logged(store, made) == []


def test_a_meeting_knows_the_stage_its_community_was_in(store: Store) -> None:
    made, _ = held(store, 10)
    assert meeting_of(store, made).stage == "getting_started"
