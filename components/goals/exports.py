"""The goals to take along, as a spreadsheet or as data: what their page shows, and no more."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from components.exports import Cell, inert
from components.goals.aims import Aims
from components.goals.progress import Point
from components.goals.words import unit_of
from components.text import say
from db.goals import Goal, Metric

Row = dict[str, Cell]
_ABOUT = ("goal", "area", "metric", "unit", "baseline", "target", "due", "measured_by")
_MEASURED = ("day", "value", "people", "note")


def to_csv(aims: Aims, language: str) -> bytes:
    """A row for each measurement; a metric that was not measured yet, and a goal without a metric, have one too."""
    out = io.StringIO(newline="")
    sheet = csv.DictWriter(out, (*_ABOUT, *_MEASURED))
    sheet.writeheader()
    for row in _rows(aims, language):
        sheet.writerow({name: inert(cell) for name, cell in row.items()})
    return out.getvalue().encode("utf-8-sig")


def to_json(aims: Aims, language: str) -> bytes:
    """Each goal with its metrics, each of them with its measurements, the earliest day first."""
    told = [
        {**_goal(goal, aims, language), "metrics": [_followed(each, aims, language) for each in aims.metrics_of(goal)]}
        for goal in aims.active
    ]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


FORMS: Mapping[str, tuple[Callable[[Aims, str], bytes], str]] = {
    "csv": (to_csv, "text/csv"),
    "json": (to_json, "application/json"),
}


def _rows(aims: Aims, language: str) -> Iterator[Row]:
    for goal in aims.active:
        about = _goal(goal, aims, language)
        metrics = aims.metrics_of(goal)
        if not metrics:
            yield about
        for metric in metrics:
            told = about | _metric(metric, aims, language)
            yield from [told | _point(each) for each in aims.progress(metric).points] or [told]


def _followed(metric: Metric, aims: Aims, language: str) -> dict[str, object]:
    points = [_point(each) for each in aims.progress(metric).points]
    return {**_metric(metric, aims, language), "measurements": points}


def _goal(goal: Goal, aims: Aims, language: str) -> Row:
    area = aims.area_of(goal)
    return {"goal": say(goal.title, language), "area": say(area.name, language) if area else ""}


def _metric(metric: Metric, aims: Aims, language: str) -> Row:
    unit = unit_of(aims.progress(metric), aims.gauge_of(metric), language)
    return {
        "metric": say(metric.name, language), "unit": unit, "baseline": _plain(metric.baseline),
        "target": _plain(metric.target), "due": metric.due, "measured_by": "meetings" if metric.source else "hand",
    }  # fmt: skip


def _point(point: Point) -> Row:
    return {"day": point.day, "value": _plain(point.value), "people": point.people, "note": point.note}


def _plain(value: float | None) -> Cell:
    return int(value) if value is not None and value == int(value) else value
