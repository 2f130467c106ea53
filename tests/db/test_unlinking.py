"""Answers lose what ties them to phones, to people and to other meetings, and nothing of what a meeting came to."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from components.history.groups import BACK, NEW, PRESENCE, broken_down, crowd_of
from components.history.replay import replay_of
from components.history.story import changes_of
from components.history.summaries import past_of
from components.live import control, keeping_time, past, sweeping
from db import answers, communities, corrections, history, meetings, participants, summaries, unlinking
from db.engine import Store
from db.ids import now
from tests.rooms import EXIT, LINES, Made, answer, make_account, make_meeting, next_meeting, open_activity

CONFIGS = {"spectrum": LINES, "reflection": EXIT}
PEOPLE = 12
TODAY = datetime.now(UTC).date()


def hold(db: Store, made: Made, held_on: str, shift: int) -> Made:
    """Twelve phones answer everything, two of them twice, and one takes its answer back; then the meeting ends."""
    rnd = open_activity(db, made, "spectrum")
    for n in range(PEOPLE):
        answer(db, made, rnd, f"phone-{n}", {"lines": {"expertise": 5 * n + shift}})
    for n in range(2):
        answer(db, made, rnd, f"phone-{n}", {"lines": {"expertise": 50 + n + shift}})
    control.close(db, made.id, seconds=0)
    rnd = open_activity(db, made, "reflection")
    for n in range(PEOPLE):
        answer(db, made, rnd, f"phone-{n}", {"useful": 1 + n % 5, "try": f"Thing {n}", "share": ["try"]})
    control.close(db, made.id, seconds=0)
    control.end(db, made.id)
    meetings.change(db, made.id, held_on=held_on)
    return made


@pytest.fixture
def two(store: Store) -> tuple[Made, Made]:
    """The same people at two meetings of a community, long ago and today."""
    first = make_meeting(store, configs=CONFIGS, show="at_five")
    hold(store, first, f"{TODAY.year - 2}-03-04", 0)
    person = participants.find(store, first.community_id, "phone-0")
    assert person
    participants.set_attributes(store, person, json.dumps({"sector": "health", "organization": "Clinic of Ana"}))
    second = next_meeting(store, first, CONFIGS)
    return first, hold(store, second, TODAY.isoformat(), 20)


def tallies(db: Store, made: Made) -> list[object]:
    return [each.tally for each in past_of(db, made.community_id).summaries]


def test_every_picture_stays_and_no_id_is_in_two_meetings(store: Store, two: tuple[Made, Made]) -> None:
    first, second = two
    before, attended = tallies(store, first), history.present(store, first.community_id)
    assert len(attended[first.id] & attended[second.id]) == PEOPLE
    assert unlinking.unlink(store, first.id) == PEOPLE
    assert tallies(store, first) == before
    attended = history.present(store, first.community_id)
    assert [len(attended[made.id]) for made in two] == [PEOPLE, PEOPLE]
    assert attended[first.id] & attended[second.id] == set()
    within = [frozenset(each.participant_id for each in kept.answers)
              for kept in history.rounds_of_meeting(store, first.id)]  # fmt: skip
    assert set(within) == {attended[first.id]}


def test_nothing_leads_from_a_phone_to_what_it_said(store: Store, two: tuple[Made, Made]) -> None:
    first, second = two
    old = {row["participant_id"] for row in store.query("SELECT participant_id FROM answers")}
    order = [row["id"] for row in store.query("SELECT id FROM answers ORDER BY seq")]
    summaries.keep(store, past_of(store, first.community_id).fresh)
    unlinking.unlink(store, first.id)
    assert not participants.took_part(store, first.id, "phone-0")
    assert participants.took_part(store, second.id, "phone-0")
    rows = store.query(
        """SELECT n.* FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
           WHERE a.meeting_id = :m ORDER BY n.seq""", m=first.id)  # fmt: skip
    assert len(rows) == 2 * PEOPLE
    assert {row["at"][10:] for row in rows} == {"T00:00:00.000Z"}
    assert not old & {row["participant_id"] for row in rows}
    assert [row["id"] for row in rows] != [each for each in order if each in {row["id"] for row in rows}]
    assert {row["id"][14] for row in store.query("SELECT id FROM participants")} == {"4", "7"}  # random ones and others
    assert store.query("SELECT * FROM summaries WHERE round_id IN (SELECT r.id FROM rounds r JOIN activities a"
                       " ON a.id = r.activity_id WHERE a.meeting_id = :m)", m=first.id) == []  # fmt: skip
    assert "Clinic of Ana" in str(store.query("SELECT * FROM participants"))  # of the second meeting, which is linked
    unlinking.unlink(store, second.id)
    assert "Clinic of Ana" not in str(store.query("SELECT * FROM participants"))
    assert not participants.is_known(store, "phone-0")
    said = [json.loads(row["attributes"]) for row in store.query("SELECT attributes FROM participants")]
    assert said.count({"sector": "health"}) == 2


def test_who_changed_their_minds_is_lost_and_how_many_came_back_stays(store: Store, two: tuple[Made, Made]) -> None:
    first, _ = two
    moments = past_of(store, first.community_id).by_kind()
    assert any(change.split for change in changes_of(moments))
    assert [each.returning for each in history.attendance(store, first.community_id)] == [0, PEOPLE]
    rnd = past.agenda_of(store, _meeting(store, first))[0].rounds[-1]
    assert replay_of(store, rnd)
    by_presence = broken_by_presence(store, first)
    assert {group for _, groups in by_presence for group in groups} == {NEW, BACK}
    unlinking.unlink(store, first.id)
    assert broken_by_presence(store, first) == by_presence
    changed = changes_of(past_of(store, first.community_id).by_kind())
    assert changed
    assert not any(change.split for change in changed)
    assert [each.returning for each in history.attendance(store, first.community_id)] == [0, PEOPLE]
    rnd = past.agenda_of(store, _meeting(store, first))[0].rounds[-1]
    assert replay_of(store, rnd) == []


def broken_by_presence(db: Store, made: Made) -> list[tuple[str, dict[str, float]]]:
    """What new people and those who had been there before said of each thing asked, at its first meeting and last."""
    community = communities.by_id(db, made.community_id)
    assert community
    found = broken_down(past_of(db, community.id).summaries, crowd_of(db, community), PRESENCE)
    return [(meeting.id, {name: mean.mean for name, mean in groups.items()})
            for each in found for meeting, groups in each.rows]  # fmt: skip


def came_back(db: Store, made: Made) -> list[tuple[int, int]]:
    return [(each.returning, each.present) for each in history.attendance(db, made.community_id)]


def test_who_comes_later_is_new_unless_they_were_at_a_meeting_that_is_still_linked(
    store: Store, two: tuple[Made, Made]
) -> None:
    first, second = two
    away, stays = "phone-0", "phone-1"
    person = participants.find(store, first.community_id, away)
    store.execute("DELETE FROM answers WHERE participant_id = :p AND round_id IN (SELECT r.id FROM rounds r JOIN"
                  " activities a ON a.id = r.activity_id WHERE a.meeting_id = :m)", p=person, m=second.id)  # fmt: skip
    store.execute("DELETE FROM attendances WHERE participant_id = :p AND meeting_id = :m", p=person, m=second.id)
    unlinking.unlink(store, first.id)
    third = next_meeting(store, first, CONFIGS)
    rnd = open_activity(store, third, "spectrum")
    for device in (away, stays):
        answer(store, third, rnd, device, {"lines": {"expertise": 1}})
    control.end(store, third.id)
    assert came_back(store, first) == [(0, PEOPLE), (PEOPLE - 1, PEOPLE - 1), (1, 2)]
    first_at = history.first_meetings(store, first.community_id)
    assert first_at[participants.find(store, first.community_id, away) or ""] == third.id
    assert first_at[participants.find(store, first.community_id, stays) or ""] == ""
    unlinking.unlink(store, second.id)
    assert came_back(store, first) == [(0, PEOPLE), (PEOPLE - 1, PEOPLE - 1), (1, 2)]


def test_what_is_due_goes_one_meeting_at_a_time_and_is_written_down_and_what_is_not_stays(
    store: Store, two: tuple[Made, Made]
) -> None:
    first, second = two
    assert unlinking.due(store) == []
    assert not sweeping.forget_next(store)
    assert keeping_time.concerned(store, first.community_id, 12) == 1
    keeping_time.set_after(store, "Rosa", first.community_id, 12)
    assert [each.id for each in unlinking.due(store)] == [first.id]
    assert [each.id for each, _ in keeping_time.when(store, first.community_id)] == [second.id, first.id]
    assert sweeping.forget_next(store)
    assert not sweeping.forget_next(store)
    assert _meeting(store, first).unlinked_at
    assert _meeting(store, second).unlinked_at is None
    logged = corrections.of_community(store, first.community_id)
    assert [(each.what, each.by_name) for each in logged] == [("unlinked", ""), ("unlink_after", "Rosa")]


def test_a_meeting_that_goes_on_and_another_community_are_left_alone(store: Store, two: tuple[Made, Made]) -> None:
    first, _ = two
    meetings.change(store, first.id, phase="live")
    other = make_meeting(store, configs=CONFIGS, account=make_account(store, "bea"))
    hold(store, other, f"{TODAY.year - 3}-01-01", 0)
    communities.unlink_after(store, first.community_id, 6)
    assert unlinking.due(store) == []
    before = store.query("SELECT * FROM participants WHERE community_id = :c ORDER BY id", c=other.community_id)
    unlinking.unlink(store, first.id)
    assert store.query("SELECT * FROM participants WHERE community_id = :c ORDER BY id", c=other.community_id) == before


def test_a_number_is_dealt_to_each_answer_and_later_ones_go_on_from_there(store: Store, two: tuple[Made, Made]) -> None:
    first, second = two
    unlinking.unlink(store, first.id)
    meetings.change(store, second.id, phase="live")
    highest = store.query("SELECT MAX(seq) AS n FROM answers")[0]["n"]
    rnd = open_activity(store, second, "spectrum")
    answer(store, second, rnd, "new", {"lines": {"expertise": 1}})
    assert answers.current(store, rnd)[0].seq > highest


@pytest.mark.parametrize(
    ("held_on", "months", "on"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-30", 1, "2026-12-30"),
     ("2026-12-31", 2, "2027-02-28"), ("2025-06-15", 6, "2025-12-15"), ("2025-06-15", 36, "2028-06-15")],
)  # fmt: skip
def test_months_end_where_the_calendar_has_a_day(held_on: str, months: int, on: str) -> None:
    assert unlinking.due_on(held_on, months) == on


def _meeting(db: Store, made: Made) -> meetings.Meeting:
    found = meetings.by_id(db, made.id)
    assert found
    assert found.held_on <= now()
    return found
