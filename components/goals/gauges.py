"""What meetings measure by themselves: a number for each meeting out of what was asked there, never of few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from components.activities.measure import Measure, Words
from components.history.summaries import Summary
from components.stats.disclosure import safe_groups
from db.history import Attendance

LEAST = 5
PARTICIPATION = "participation"


@dataclass(frozen=True)
class Reading:
    """What a gauge was at a meeting, and from how many people."""

    measured_on: str
    value: float
    people: int


@dataclass(frozen=True)
class Gauge:
    """One thing that meetings ask, with its reading at each meeting that asked it, the oldest first.

    `unit` is that of its `Measure`, or `people` for how many came.
    """

    id: str
    words: Words
    unit: str
    readings: tuple[Reading, ...]
    of: Words | None = None
    ends: tuple[int, int] = (0, 100)


def gauges_of(summaries: Sequence[Summary], attended: Sequence[Attendance]) -> dict[str, Gauge]:
    """All gauges of a community by their ids. A meeting where fewer than five people gave a number has no reading."""
    found: dict[str, list[tuple[str, Measure]]] = {}
    for summary in summaries:
        for measure in summary.measures:
            if safe_groups(measure.values, {"all": tuple(measure.values)}, LEAST):
                found.setdefault(f"{summary.kind}:{measure.id}", []).append((summary.meeting.held_on, measure))
    gauges = {name: _gauge(name, each) for name, each in found.items()}
    came = tuple(
        Reading(each.meeting.held_on, each.present, each.present) for each in attended if each.present >= LEAST
    )  # fmt: skip
    if came:
        gauges[PARTICIPATION] = Gauge(PARTICIPATION, {}, "people", came)
    return gauges


def _gauge(name: str, asked: Sequence[tuple[str, Measure]]) -> Gauge:
    latest = asked[-1][1]
    readings = tuple(Reading(day, _value(measure), len(measure.values)) for day, measure in asked)
    return Gauge(name, latest.words, latest.unit, readings, latest.of or None, latest.ends)


def _value(measure: Measure) -> float:
    """The middle answer between two poles, the average level on its own scale, else the average of all."""
    if measure.unit == "poles":
        return round(median(measure.values.values()))
    if measure.unit == "rating":
        low, high = measure.ends
        return round(low + measure.mean * (high - low) / 100, 1)
    return round(measure.mean)
