"""The time axis that all charts of a community's history share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_skeleton

from components.charts.drawing import Drawing
from components.charts.picture import Look
from components.charts.template import colours, measures

_MOST_LABELS = 5.5


def places(days: Sequence[str], span: tuple[str, str] | None = None) -> list[datetime]:
    """Where meetings held on these ISO days lie, in the order given; those of one day lie side by side."""
    room = _room(days, span)
    found: list[datetime] = []
    for index, day in enumerate(days):
        same = list(days[:index]).count(day)
        found.append(_start(day) + same * room / 30)
    return found


def step(days: Sequence[str], span: tuple[str, str] | None = None) -> timedelta:
    """The room a meeting has to its right: the smallest gap between two, at most a fifth of the axis."""
    room = _room(days, span)
    at = sorted(places(days, span))
    gaps = [later - earlier for earlier, later in zip(at, at[1:], strict=False)]
    return max(min([room / 5, *gaps]), room / 40)


def set_time_axis(
    figure: Drawing, days: Sequence[str], look: Look, span: tuple[str, str] | None = None, right: float = 0.06
) -> None:
    """Give the figure its time axis, with days in the look's language; `right` is the share left free at the end."""
    room = _room(days, span)
    first, last = _ends(days, span)
    labelled = _spaced(sorted(set(days)), room * (1 + right) / _MOST_LABELS)
    figure.update_xaxes(
        type="date",
        range=[_iso(first - room * 0.07), _iso(last + room * right)],
        tickvals=[_iso(_start(day)) for day in labelled],
        ticktext=_labels(labelled, look.language),
        tickangle=0,
        ticks="outside",
        ticklen=6,
        tickcolor=colours(look).hairline,
        tickfont={"size": measures(look).small},
    )


def iso(moment: datetime) -> str:
    """A place on the axis, as plotly reads it."""
    return _iso(moment)


@lru_cache(maxsize=4096)
def day_in_words(day: str, language: str) -> str:
    """`2026-03-12` as people say it: "Mar 12, 2026", "12 mar 2026"."""
    return str(format_skeleton("yMMMd", date.fromisoformat(day[:10]), locale=language))


def _labels(days: Sequence[str], language: str) -> list[str]:
    """Day and month, and under the first of each year the year."""
    texts = []
    for index, day in enumerate(days):
        text = str(format_skeleton("MMMd", date.fromisoformat(day[:10]), locale=language))
        is_new = index == 0 or days[index - 1][:4] != day[:4]
        texts.append(f"{text}<br>{day[:4]}" if is_new else text)
    return texts


def _spaced(days: Sequence[str], apart: timedelta) -> list[str]:
    """As many days as have room for a label, the last one always."""
    kept: list[str] = []
    for day in reversed(days):
        if not kept or _start(kept[-1]) - _start(day) >= apart:
            kept.append(day)
    return kept[::-1]


def _ends(days: Sequence[str], span: tuple[str, str] | None) -> tuple[datetime, datetime]:
    first, last = span or (min(days), max(days))
    return _start(min(first, *days)), _start(max(last, *days))


def _room(days: Sequence[str], span: tuple[str, str] | None) -> timedelta:
    first, last = _ends(days, span)
    return max(last - first, timedelta(days=28))


def _start(day: str) -> datetime:
    return datetime.fromisoformat(day[:10])


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
