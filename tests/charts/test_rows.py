"""Rows of dots: how many people wrote of each thing, and nothing about fewer than three."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts import Look
from components.charts.rows import DotRow, rows_picture
from components.text import t

DAYS = ["2026-03-12", "2026-04-23", "2026-06-01"]
SPAN = (DAYS[0], DAYS[-1])


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_dot_grows_with_its_number_and_fewer_than_three_are_a_ring(language: str, is_dark: bool) -> None:
    rows = [DotRow("<b>Getting there</b> $x$", [None, 3, 12])]
    picture = rows_picture(rows, DAYS, "Title", "Note", Look(language=language, dark=is_dark), SPAN)
    drawn = go.Figure(picture.drawn.to_json())
    [dots] = [trace for trace in drawn.data if trace.meta["part"] == "dots"]
    assert dots.marker.size[0] < dots.marker.size[1] < dots.marker.size[2]
    assert (dots.marker.size[2] / dots.marker.size[1]) ** 2 == pytest.approx(4)
    assert dots.marker.line.width == (2, 0, 0)
    texts = [str(note.text) for note in drawn.layout.annotations]
    assert [text for text in texts if text.isdigit()] == ["3", "12"]
    assert any("&lt;b&gt;Getting there" in text for text in texts)
    day = {"en": "Mar 12, 2026", "es": "12 mar 2026"}[language]
    assert t(language, "themes.told_few", day=day) in picture.alt
    assert "12" in picture.alt


@given(st.lists(st.one_of(st.none(), st.integers(3, 400)), min_size=1, max_size=60))
def test_any_row_can_be_drawn(counts: list[int | None]) -> None:
    days = [f"20{10 + n // 12}-{n % 12 + 1:02d}-01" for n in range(len(counts))]
    picture = rows_picture([DotRow("Food", counts)], days, "Title", "Note", Look(), (days[0], days[-1]))
    assert picture.drawn.layout["meta"]["numbers"] == {"Food": counts}
    assert all(size >= 9 for size in picture.drawn.data[1]["marker"]["size"])
