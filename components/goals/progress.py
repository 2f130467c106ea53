"""How far a metric has come from where it began to where it shall be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.goals.gauges import Gauge
from db.goals import Metric
from db.measurements import Measurement


@dataclass(frozen=True)
class Point:
    """What a metric was on an ISO day; `people` is None where somebody wrote the number down."""

    day: str
    value: float
    note: str = ""
    people: int | None = None


@dataclass(frozen=True)
class Progress:
    """A metric with its points, the earliest day first, and `state`: `none`, `reached`, `nearer`, `same`, `further` or,
    without a target, `followed`. `way` is how much of the way is behind it, 0..1, None where that says nothing."""

    metric: Metric
    points: tuple[Point, ...]
    state: str
    way: float | None = None

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def start(self) -> float:
        """Where it began: the baseline, or the first measurement where nobody gave one."""
        return self.points[0].value if self.metric.baseline is None else self.metric.baseline


def points_of(metric: Metric, written: Sequence[Measurement], gauge: Gauge | None) -> tuple[Point, ...]:
    """A metric's points: what was written down, or what meetings measured where it comes from them."""
    if metric.source:
        return tuple(Point(each.measured_on, each.value, "", each.people) for each in gauge.readings) if gauge else ()
    return tuple(Point(each.measured_on, each.value, each.note) for each in written)


def progress_of(metric: Metric, points: tuple[Point, ...]) -> Progress:
    """Where a metric stands. A target below the start is reached by going down."""
    if not points:
        return Progress(metric, points, "none")
    if metric.target is None:
        return Progress(metric, points, "followed")
    start = points[0].value if metric.baseline is None else metric.baseline
    last, whole = points[-1].value, metric.target - start
    is_reached = last >= metric.target if whole >= 0 else last <= metric.target
    if is_reached:
        return Progress(metric, points, "reached", 1.0)
    way = (last - start) / whole if whole else 0.0
    state = "same" if abs(way) < 0.01 else "nearer" if way > 0 else "further"
    return Progress(metric, points, state, min(1.0, max(0.0, way)))
