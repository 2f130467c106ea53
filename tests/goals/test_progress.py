"""Where a metric stands, and what meetings measure by themselves."""

from __future__ import annotations

import pytest

from components.activities.measure import Measure
from components.goals.gauges import gauges_of
from components.goals.progress import Point, points_of, progress_of
from components.history.summaries import Summary
from db.goals import Metric
from db.meetings import Meeting
from tests.rooms import make_meeting


def metric(baseline: float | None, target: float | None) -> Metric:
    return Metric("m", "g", {"en": "Places"}, {}, baseline, target)


@pytest.mark.parametrize(
    ("baseline", "target", "values", "state", "way"),
    [(10, 20, (15,), "nearer", 0.5), (10, 20, (20,), "reached", 1), (20, 10, (9,), "reached", 1),
     (20, 10, (15,), "nearer", 0.5), (10, 20, (8,), "further", 0), (10, 20, (10,), "same", 0),
     (None, 20, (10, 15), "nearer", 0.5), (10, None, (15,), "followed", None), (10, 20, (), "none", None)],
)  # fmt: skip
def test_a_metric_stands_between_its_start_and_its_target(
    baseline: float | None, target: float | None, values: tuple[float, ...], state: str, way: float | None
) -> None:
    points = tuple(Point(f"2026-05-0{index + 1}", value) for index, value in enumerate(values))
    progress = progress_of(metric(baseline, target), points)
    assert (progress.state, progress.way) == (state, way)


def summary(meeting: Meeting, measure: Measure) -> Summary:
    return Summary(meeting, "a", {"en": "A"}, "spectrum", "answer", {}, {}, len(measure.values), (measure,))


def test_fewer_than_five_people_make_no_reading(meeting: Meeting) -> None:
    few = Measure("line", {"en": "Who?"}, {str(n): 10.0 for n in range(4)})
    enough = Measure("line", {"en": "Who?"}, {str(n): float(n * 10) for n in range(5)})
    gauges = gauges_of([summary(meeting, few), summary(meeting, enough)], [])
    [gauge] = gauges.values()
    assert [(each.value, each.people) for each in gauge.readings] == [(20, 5)]
    assert gauges_of([summary(meeting, few)], []) == {}


def test_a_rating_is_told_on_its_own_scale(meeting: Meeting) -> None:
    rated = Measure("q", {"en": "How?"}, {str(n): 75.0 for n in range(6)}, "rating", ends=(1, 5))
    [gauge] = gauges_of([summary(meeting, rated)], []).values()
    assert gauge.readings[0].value == 4
    sourced = Metric("m", "g", {"en": "R"}, {}, source=gauge.id)
    assert [point.value for point in points_of(sourced, [], gauge)] == [4]
    assert points_of(sourced, [], None) == ()


@pytest.fixture
def meeting(database: str) -> Meeting:
    from components.live.store import open_store, save
    from db import meetings

    made = save(make_meeting)
    with open_store() as db:
        found = meetings.by_id(db, made.id)
    assert found
    return found
