"""A metric in words: its numbers with what they count, and where it stands."""

from __future__ import annotations

from babel.numbers import format_decimal

from components.goals.gauges import Gauge
from components.goals.progress import Progress
from components.text import say, t
from components.text.days import day

_LOCALES = {"es": "es_US"}


def number(value: float, language: str) -> str:
    """A number as people write it, with two decimals at most."""
    return str(format_decimal(value, "#,##0.##", locale=_LOCALES.get(language, "en_US")))


def with_unit(value: float, unit: str, language: str) -> str:
    """A number and what it counts: `12 families`, `40%`."""
    return f"{number(value, language)}{'' if unit == '%' else ' '}{unit}".strip()


def unit_of(progress: Progress, gauge: Gauge | None, language: str) -> str:
    """What somebody wrote, else what fits what meetings measure."""
    own = say(progress.metric.unit, language)
    if own or gauge is None:
        return own
    return t(language, f"goals.unit_{gauge.unit}", high=number(gauge.ends[1], language))


def sentence(progress: Progress, unit: str, language: str) -> str:
    """Where a metric stands, as its picture's title says it."""
    name = say(progress.metric.name, language)
    if not progress.points:
        return t(language, "goals.none_yet", name=name)
    latest = progress.latest
    return t(
        language, f"goals.is_{progress.state}", name=name, value=with_unit(latest.value, unit, language),
        day=day(latest.day, language), target=with_unit(progress.metric.target or 0, unit, language),
        start=with_unit(progress.start, unit, language), way=round(100 * (progress.way or 0)),
    )  # fmt: skip
