"""Every kind says its chart in numbers, so that a report and its slides can hold it."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pytest
from pptx import Presentation

from components.activities.base import ActivityKind, Entry, Json, count
from components.activities.registry import ACTIVITIES, chart_of
from components.charts import Moment
from components.charts.editable import Editable
from components.reports.report import Article, Part, Report
from components.reports.slides import slides
from components.reports.svg import draw
from components.text import LANGUAGES
from tests.kinds import all_examples
from tests.rooms import CONFIGS

KNOWN: list[tuple[ActivityKind, Json]] = [
    (ACTIVITIES[name], config)
    for name, config in [
        *((name, kind.starter()) for name, kind in ACTIVITIES.items()), *CONFIGS.items(), *all_examples().values()
    ]
    if ACTIVITIES[name].steps
]  # fmt: skip
EXAMPLES = [pytest.param(kind, config, id=f"{kind.name}-{number}") for number, (kind, config) in enumerate(KNOWN)]


def moments(kind: ActivityKind, config: Json, meetings: int, people: int = 12) -> list[Moment]:
    """Meetings that people answered believably."""
    step, parsed = kind.steps[-1], kind.parse_config(config)
    if not kind.can_open(parsed, step):
        return []
    found = []
    for number in range(meetings):
        rng = Random(number)
        values = [kind.pretend(parsed, step, rng, 0.3) for _ in range(people)]
        entries = [
            Entry(f"p{index}", f"{number}-{index}", kind.parse_answer(parsed, step, value))
            for index, value in enumerate(values)
        ]
        tally = count(kind, parsed, step, entries, 5)
        found.append(Moment(f"m{number}", f"Meeting {number}", f"2026-0{number + 1}-11", config, step, tally))
    return found


def charts_of(kind: ActivityKind, found: list[Moment], language: str = "en") -> list[Editable]:
    charts: list[Editable] = chart_of(kind.name).editable(found, language)
    return charts


@pytest.mark.parametrize(("kind", "config"), EXAMPLES)
@pytest.mark.parametrize("meetings", [0, 1, 3])
def test_a_chart_has_a_title_and_a_number_for_every_category(kind: ActivityKind, config: Json, meetings: int) -> None:
    for language in LANGUAGES:
        for chart in charts_of(kind, moments(kind, config, meetings), language):
            assert chart.title
            assert chart.series
            if chart.form == "field":
                assert len(chart.categories) == 4
            else:
                assert {len(values) for _, values in chart.series} == {len(chart.categories)}
            assert all(value is None or value >= 0 for _, values in chart.series for value in values)
            assert draw(chart, language).startswith("<svg")


@pytest.mark.parametrize(("kind", "config"), EXAMPLES)
def test_what_is_withheld_has_no_chart(kind: ActivityKind, config: Json) -> None:
    step = kind.steps[-1]
    hidden = [Moment("m", "Meeting", "2026-01-11", config, step, {"hidden": "few"})]
    assert charts_of(kind, hidden) == []


@pytest.mark.parametrize(("kind", "config"), EXAMPLES)
def test_every_chart_goes_onto_a_slide_as_it_is(kind: ActivityKind, config: Json) -> None:
    charts = [*charts_of(kind, moments(kind, config, 1)), *charts_of(kind, moments(kind, config, 3))]
    article = Article("en", "organizers", "North Coast", "Title", "", "", parts=(Part("Part", charts=tuple(charts)),))
    deck: Any = Presentation(io.BytesIO(slides(Report((article,)))))
    drawn = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert [[series.name for series in chart.plots[0].series] for chart in drawn] == [
        [name for name, _ in chart.series] for chart in charts
    ]


def test_most_kinds_have_a_chart_of_what_was_answered() -> None:
    charted = {kind.name for kind, config in KNOWN if charts_of(kind, moments(kind, config, 3))}
    assert charted >= set(ACTIVITIES) - {"talk", "questions"}
