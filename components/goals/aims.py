"""All of a community's goals together, as its page shows them: each with its metrics and how far they have come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.goals.gauges import Gauge
from components.goals.progress import Progress, points_of, progress_of
from db import goals, measurements, theories
from db.engine import Store
from db.goals import Goal, Metric
from db.measurements import Measurement
from db.theories import Area


@dataclass(frozen=True)
class Aims:
    """All that is known of a community's goals."""

    goals: Sequence[Goal]
    metrics: Sequence[Metric]
    measured: Mapping[str, Sequence[Measurement]]
    areas: Sequence[Area]
    gauges: Mapping[str, Gauge]

    @property
    def active(self) -> list[Goal]:
        """The goals that were not put away."""
        return [goal for goal in self.goals if not goal.is_away]

    def area_of(self, goal: Goal) -> Area | None:
        """The area of practice a goal is in."""
        return next((each for each in self.areas if each.id == goal.area_id), None)

    def metrics_of(self, goal: Goal) -> list[Metric]:
        """The metrics a goal is followed by."""
        return [each for each in self.metrics if each.goal_id == goal.id and not each.is_away]

    def gauge_of(self, metric: Metric) -> Gauge | None:
        """What meetings measure of a metric, where it comes from them and enough people answered."""
        return self.gauges.get(metric.source)

    def progress(self, metric: Metric) -> Progress:
        """How far a metric has come."""
        return progress_of(metric, points_of(metric, self.measured.get(metric.id, []), self.gauge_of(metric)))


def aims_of(db: Store, community_id: str, gauges: Mapping[str, Gauge]) -> Aims:
    """A community's goals as they stand now, with what its meetings measure by themselves."""
    return Aims(
        goals.of_community(db, community_id), goals.metrics(db, community_id),
        measurements.of_community(db, community_id), theories.areas(db, community_id), gauges,
    )  # fmt: skip
