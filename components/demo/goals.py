"""What the demo's community wants to reach, how far it has come, why it should work, and what it tried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from components.demo.goal_words import AREAS, GOALS, THEORY, TRIALS, Aim
from components.goals.gauges import PARTICIPATION
from db import goals, measurements, theories, trials
from db.engine import Store
from db.goals import Goal, Metric
from db.measurements import Measurement
from db.theories import Area, Theory
from db.trials import Trial

_BY = "Rosa"


def write(db: Store, community_id: str, days: Sequence[datetime]) -> None:
    """Two goals with three metrics, one of them measured by the meetings; the theory of change; three small tests."""
    theories.put(db, community_id, Theory(THEORY), _BY)
    area_ids = theories.put_areas(db, community_id, [Area("", name) for name in AREAS])
    due = _day(days[-1], 150)
    goal_ids = []
    for title, area, aims in GOALS:
        goal_id = goals.put(db, community_id, Goal("", title, area_ids[area]))
        goal_ids.append(goal_id)
        for aim in aims:
            follow(db, community_id, goal_id, aim, due, days)
    for goal, index, decision, words in TRIALS:
        decided = _day(days[index], 38) if decision else None
        trial = Trial("", goal_ids[goal], words, decision, _day(days[index], 4), decided)
        trials.put(db, community_id, trial, _BY)


def follow(db: Store, community_id: str, goal_id: str, aim: Aim, due: str, days: Sequence[datetime]) -> None:
    """A metric with what was measured a week after each meeting, or with what the meetings themselves say."""
    source = "" if aim.measured else PARTICIPATION
    metric = Metric("", goal_id, aim.name, aim.unit, aim.baseline, aim.target, due, source)
    metric_id = goals.put_metric(db, community_id, metric)
    measured = [
        Measurement("", metric_id, _day(day, 7), value, aim.notes.get(index, ""))
        for index, (day, value) in enumerate(zip(days, aim.measured, strict=False))
    ]
    measurements.add(db, community_id, measured, _BY)


def _day(moment: datetime, later: int) -> str:
    return (moment + timedelta(days=later)).date().isoformat()
