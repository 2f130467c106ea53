"""How a community's goals are told: numbers with their unit, where a metric stands, and what it is measured by."""

from __future__ import annotations

from collections.abc import Mapping

from components.activities.written import clean
from components.charts import Figure, Look
from components.charts.progress import Line, progress_picture
from components.goals.gauges import PARTICIPATION, Gauge
from components.goals.progress import Progress
from components.goals.words import number, sentence, with_unit
from components.text import say, t
from components.text.days import day


def in_tongue(before: Mapping[str, str], language: str, text: str) -> dict[str, str]:
    """What was written, with a text put in for a language, or nothing in it where it is empty."""
    rest = {tongue: words for tongue, words in before.items() if tongue != language}
    kept = clean(text, lines=True)
    return {**rest, language: kept} if kept else rest if text.strip() else {}


def gauge_name(gauge: Gauge, language: str) -> str:
    """What meetings measure, for a list to choose from."""
    if gauge.id == PARTICIPATION:
        return t(language, "goals.gauge_people")
    words, chosen = say(gauge.words, language), say(gauge.of or {}, language)
    return f"{words} · {chosen}" if chosen and chosen != words else words


def progress_figure(progress: Progress, unit: str, look: Look) -> Figure:
    """The picture of a metric that was measured at least once."""
    metric, language = progress.metric, look.language
    told = sentence(progress, unit, language)
    lines = []
    if metric.baseline is not None:
        lines.append(Line(metric.baseline, _level("baseline_line", metric.baseline, unit, language)))
    if metric.target is not None:
        lines.append(Line(metric.target, _level("target_line", metric.target, unit, language), is_target=True))
    each = [f"{day(point.day, language)}: {with_unit(point.value, unit, language)}" for point in progress.points]
    return progress_picture(
        [point.day for point in progress.points], [point.value for point in progress.points],
        [number(point.value, language) for point in progress.points], lines,
        " ".join([told, *(f"{line.words}." for line in lines), "; ".join(each) + "."]), look, metric.due,
    )  # fmt: skip


def _level(name: str, value: float, unit: str, language: str) -> str:
    return t(language, f"goals.{name}", value=with_unit(value, unit, language))


def how(gauge: Gauge | None, source: str, language: str) -> str:
    """How a metric's numbers came about."""
    if not source:
        return t(language, "goals.how_hand")
    if gauge is None:
        return t(language, "goals.how_waiting")
    return t(language, f"goals.how_{gauge.unit}") + " " + t(language, "goals.how_few")
