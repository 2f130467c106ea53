"""How a meeting stands against its agenda, worked out from stored times alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.live.schedule import Schedule, schedule, shares, state_of
from db.activities import Activity
from db.ids import stamp

BEGAN = datetime(2026, 5, 4, 17, 0, tzinfo=UTC)


def at(minutes: float) -> str:
    """So many minutes after the meeting went live."""
    return stamp(BEGAN + timedelta(minutes=minutes))


def activity(name: str, minutes: int, shown: float | None = None, **more: object) -> Activity:
    shown_at = None if shown is None else at(shown)
    return Activity(name, "meeting", 1, "talk", {"en": name}, "{}", minutes, shown_at=shown_at, **more)  # type: ignore[arg-type]


def stand(agenda: list[Activity], current: str, minutes: float, on_phones: tuple[str, ...] = ()) -> Schedule:
    found = schedule(agenda, current, on_phones, at(0), at(minutes))
    assert found
    return found


def test_a_meeting_that_keeps_its_minutes_is_in_good_time() -> None:
    agenda = [activity("welcome", 5, 0), activity("spectrum", 10, 5), activity("exit", 5)]
    for minutes in (5, 9, 15):
        assert stand(agenda, "spectrum", minutes).behind == pytest.approx(0)
        assert stand(agenda, "spectrum", minutes).late == 0


def test_a_meeting_whose_current_activity_runs_over_falls_behind_by_the_minute() -> None:
    agenda = [activity("welcome", 5, 0), activity("spectrum", 10, 5), activity("exit", 5)]
    assert [stand(agenda, "spectrum", minutes).late for minutes in (15, 16.4, 16.5, 21.4)] == [0, 0, 2, 6]


def test_a_late_start_is_behind_from_the_first_minute() -> None:
    agenda = [activity("welcome", 5, 15), activity("spectrum", 10), activity("exit", 5)]
    assert stand(agenda, "welcome", 16).late == 15


def test_what_went_faster_makes_up_time() -> None:
    agenda = [activity("welcome", 5, 0), activity("spectrum", 10, 2), activity("exit", 5)]
    assert stand(agenda, "spectrum", 2).behind == pytest.approx(-3)


def test_leaving_something_out_makes_up_its_minutes() -> None:
    agenda = [activity("welcome", 5, 15), activity("spectrum", 10), activity("exit", 5)]
    without = [agenda[0], activity("spectrum", 10, skipped_at=at(16)), activity("exit", 5, skipped_at=at(16))]
    assert stand(agenda, "welcome", 16).late == 15
    assert stand(without, "welcome", 16).late == 0
    assert stand(without, "welcome", 16).coming == ()


def test_what_is_left_to_phones_takes_no_more_time_in_the_room() -> None:
    agenda = [activity("welcome", 5, 12), activity("spectrum", 10), activity("exit", 5)]
    assert stand(agenda, "welcome", 12, on_phones=("spectrum",)).late == 2


def test_shortened_activities_end_as_planned() -> None:
    agenda = [activity("welcome", 5, 15), activity("spectrum", 20), activity("exit", 10)]
    late = stand(agenda, "welcome", 15)
    assert (late.late, late.can_shorten, late.shares) == (15, True, [10, 5])
    shorter = [agenda[0], activity("spectrum", 10, full_minutes=20), activity("exit", 5, full_minutes=10)]
    assert stand(shorter, "welcome", 15).late == 0


def test_a_look_back_at_what_is_done_is_no_delay() -> None:
    agenda = [activity("welcome", 5, 0), activity("spectrum", 10, 5), activity("exit", 5)]
    assert stand(agenda, "welcome", 15).behind == pytest.approx(0)
    assert stand(agenda, "spectrum", 15).behind == pytest.approx(0)


def test_what_was_jumped_over_is_still_to_come() -> None:
    agenda = [activity("welcome", 5, 0), activity("spectrum", 10), activity("exit", 5, 5)]
    found = stand(agenda, "exit", 5)
    assert [each.id for each in found.coming] == ["spectrum"]
    assert found.behind == pytest.approx(0)


def test_there_is_nothing_to_say_before_the_first_activity() -> None:
    agenda = [activity("welcome", 5)]
    assert schedule(agenda, None, (), at(0), at(5)) is None
    assert schedule(agenda, "welcome", (), None, at(5)) is None
    assert not stand([activity("welcome", 5, 0), activity("exit", 5)], "welcome", 1).has_begun


def test_an_activity_is_in_one_state() -> None:
    skipped = activity("a", 5, skipped_at=at(3))
    assert state_of(skipped, None, ()) == "skipped"
    assert state_of(activity("a", 5, 2), "a", ("a",)) == "now"
    assert state_of(activity("a", 5, 2), None, ("a",)) == "on_phones"
    assert state_of(activity("a", 5, 2), None, ()) == "done"
    assert state_of(activity("a", 5), None, ()) == "coming"


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(-30, 400))
def test_shares_fit_into_what_is_left_and_nobody_gets_none_or_more_than_planned(minutes: list[int], left: int) -> None:
    found = shares(minutes, left)
    assert all(1 <= share <= planned for share, planned in zip(found, minutes, strict=True))
    assert sum(found) == max(min(sum(minutes), left), len(minutes))


def test_shares_are_in_proportion() -> None:
    assert shares([20, 10, 10], 20) == [10, 5, 5]
    assert shares([20, 1], 10) == [9, 1]
    assert shares([60, 1, 1, 1], 5) == [2, 1, 1, 1]
    assert shares([5, 5], 30) == [5, 5]
    assert shares([], 5) == []
