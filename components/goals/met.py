"""Which of a community's goals are met."""

from __future__ import annotations

from components.goals.gauges import Gauge, gauges_of
from components.goals.progress import points_of, progress_of
from components.history.summaries import past_of
from db import goals, history, measurements
from db.engine import Store


def goals_met(db: Store, community_id: str) -> list[str]:
    """The ids of the goals whose numbers have all reached their targets; one without a target is never met.

    What was put away counts neither as a goal nor as a number of one.
    """
    metrics = [each for each in goals.metrics(db, community_id) if each.target is not None and not each.is_away]
    written = measurements.of_community(db, community_id)
    gauges = _gauges(db, community_id) if any(each.source for each in metrics) else {}
    reached = {
        each.id: progress_of(each, points_of(each, written.get(each.id, []), gauges.get(each.source))).state
        == "reached"
        for each in metrics
    }
    by_goal: dict[str, list[bool]] = {}
    for each in metrics:
        by_goal.setdefault(each.goal_id, []).append(reached[each.id])
    own = goals.of_community(db, community_id)
    return [goal.id for goal in own if not goal.is_away and all(by_goal.get(goal.id, [False]))]


def _gauges(db: Store, community_id: str) -> dict[str, Gauge]:
    return gauges_of(past_of(db, community_id).summaries, history.attendance(db, community_id))
