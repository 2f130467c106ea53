"""Goals in a report for organizers: how far each has come, as the page of the goals says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.activities.written import clean
from components.goals.aims import Aims, aims_of
from components.goals.gauges import gauges_of
from components.goals.words import sentence, unit_of, with_unit
from components.history.summaries import Summary
from components.reports.report import Part
from components.text import say, t
from components.text.days import day
from db.engine import Store
from db.goals import Goal, Metric
from db.history import Attendance


def goal_parts(
    db: Store, community_id: str, found: Sequence[Summary], attended: Sequence[Attendance], language: str
) -> list[Part]:  # fmt: skip
    """One part about all goals, out of what all meetings came to; none without a goal.

    It has a sentence for each metric, and the table of where it began, where it shall be and where it is.
    """
    aims = aims_of(db, community_id, gauges_of(found, attended))
    if not aims.active:
        return []
    metrics = [metric for goal in aims.active for metric in aims.metrics_of(goal)]
    told = [
        sentence(aims.progress(each), unit_of(aims.progress(each), aims.gauge_of(each), language), language)
        for each in metrics
    ]
    rows = [row for goal in aims.active for row in _rows(goal, aims, language)]
    return [Part(t(language, "goals.report_head"), items=tuple(map(clean, told)), rows=rows)]


def _rows(goal: Goal, aims: Aims, language: str) -> Iterator[dict[str, str]]:
    about = {t(language, "goals.column_goal"): clean(say(goal.title, language))}
    metrics = aims.metrics_of(goal)
    if not metrics:
        yield about
    for metric in metrics:
        yield about | _row(metric, aims, language)


def _row(metric: Metric, aims: Aims, language: str) -> dict[str, str]:
    progress = aims.progress(metric)
    unit = unit_of(progress, aims.gauge_of(metric), language)

    def told(value: float | None) -> str:
        return "" if value is None else clean(with_unit(value, unit, language))

    latest = progress.latest if progress.points else None
    return {
        t(language, "goals.column_metric"): clean(say(metric.name, language)),
        t(language, "goals.baseline"): told(metric.baseline),
        t(language, "goals.target"): told(metric.target),
        t(language, "goals.column_latest"): told(latest.value) if latest else "",
        t(language, "goals.day"): day(latest.day, language) if latest else "",
        t(language, "goals.due"): day(metric.due, language) if metric.due else "",
    }
