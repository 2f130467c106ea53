"""The time axis of a community's history."""

from __future__ import annotations

from components.charts import Look
from components.charts.drawing import Drawing
from components.charts.timeline import day_in_words, places, set_time_axis, step

DAYS = ["2025-09-18", "2025-11-06", "2026-01-22", "2026-03-12", "2026-05-14", "2026-06-18"]


def test_meetings_lie_at_their_days() -> None:
    assert [place.date().isoformat() for place in places(DAYS)] == DAYS


def test_two_meetings_of_one_day_lie_side_by_side() -> None:
    first, second = places(["2026-01-22", "2026-01-22"])
    assert first < second
    assert step(["2026-01-22", "2026-01-22"]) <= second - first


def test_days_are_written_in_the_readers_language() -> None:
    assert day_in_words("2026-01-22", "en") == "Jan 22, 2026"
    assert day_in_words("2026-01-22", "es") == "22 ene 2026"


def test_labels_that_would_touch_are_left_out_but_never_the_last() -> None:
    figure = Drawing()
    set_time_axis(figure, DAYS, Look("en"))
    shown = [value[:10] for value in figure.layout["xaxis"]["tickvals"]]
    assert shown[-1] == DAYS[-1]
    assert set(shown) < set(DAYS)


def test_a_given_span_makes_charts_share_their_axis() -> None:
    whole, part = Drawing(), Drawing()
    set_time_axis(whole, DAYS, Look("en"))
    set_time_axis(part, DAYS[2:4], Look("en"), span=(DAYS[0], DAYS[-1]))
    assert whole.layout["xaxis"]["range"] == part.layout["xaxis"]["range"]
