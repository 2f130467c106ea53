"""When a goal is met: every number with a target has reached it."""

from __future__ import annotations

import pytest

from components.goals.gauges import PARTICIPATION
from components.goals.met import goals_met
from components.live import control
from db import goals, measurements
from db.engine import Store
from db.goals import Goal, Metric
from db.measurements import Measurement
from tests.rooms import LINES, answer, make_meeting, open_activity

DAY = "2026-05-04"


@pytest.fixture
def community(store: Store) -> str:
    return make_meeting(store, configs={"spectrum": LINES}).community_id


def aim(db: Store, community_id: str, **numbers: float | None) -> str:
    """A goal with a metric for each name, all with the target 10; None is no measurement."""
    goal_id = goals.put(db, community_id, Goal("", {"en": "More buses"}))
    for name, number in numbers.items():
        metric_id = goals.put_metric(db, community_id, Metric("", goal_id, {"en": name}, {}, 0, 10))
        if number is not None:
            measurements.add(db, community_id, [Measurement("", metric_id, DAY, number)], "Ana")
    return goal_id


def test_a_goal_is_met_when_all_its_numbers_have_reached_their_targets(store: Store, community: str) -> None:
    met = aim(store, community, lines=10, riders=12)
    aim(store, community, lines=10, riders=9)
    aim(store, community, lines=10, riders=None)
    assert goals_met(store, community) == [met]


def test_a_goal_without_a_target_is_never_met(store: Store, community: str) -> None:
    goal_id = aim(store, community)
    metric_id = goals.put_metric(store, community, Metric("", goal_id, {"en": "lines"}, {}))
    measurements.add(store, community, [Measurement("", metric_id, DAY, 100)], "Ana")
    assert goals_met(store, community) == []


def test_what_was_put_away_does_not_count(store: Store, community: str) -> None:
    met, away = aim(store, community, lines=10), aim(store, community, lines=10)
    mixed = aim(store, community, lines=10, riders=1)
    goals.put_away(store, community, away)
    assert goals_met(store, community) == [met]
    [missed] = [each for each in goals.metrics(store, community) if each.name == {"en": "riders"}]
    goals.put_metric_away(store, community, missed.id)
    assert goals_met(store, community) == [met, mixed]


def test_a_number_that_comes_from_meetings_counts_as_well(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    goal_id = aim(store, made.community_id)
    goals.put_metric(store, made.community_id, Metric("", goal_id, {"en": "people"}, {}, 0, 7, None, PARTICIPATION))
    round_id = open_activity(store, made, "spectrum")
    for person in range(7):
        answer(store, made, round_id, f"phone {person}", {"lines": {"expertise": 1}})
    assert goals_met(store, made.community_id) == []
    control.end(store, made.id)
    assert goals_met(store, made.community_id) == [goal_id]
