"""What groups answered on average: a row for each, its dot with where the average plausibly lies, and where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import Drawing
from components.charts.palette import data_colour, mix
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.wording import fitted

_ROW, _LINE, _MOST_LINES = 46, 17, 4
"""A row with names of two lines, and how much more it takes for each line more."""
_LABELS = 0.36
"""The share of the width that names of groups have."""
_FOOT = 112
_VALUES = 52


@dataclass(frozen=True)
class GroupRow:
    """A group's average of 0..100 as it is now and as it was first, and where the true one plausibly lies now."""

    label: str
    shown: str
    mean: float
    low: float | None = None
    high: float | None = None
    before: float | None = None


def draw_group_means(
    rows: Sequence[GroupRow], ends: tuple[str, str], title: str, legend: str, look: Look
) -> Drawing:  # fmt: skip
    """The rows from top to bottom on one scale, whose two ends are named."""
    sizes, tones = measures(look), colours(look)
    top, left = heading_room(title, look) + 18, round(sizes.width * _LABELS)
    lines = _lines_for([row.label for row in rows], left - 20, sizes.small)
    height = _ROW + _LINE * (lines - 2)
    figure = drawing(look, round(top + height * len(rows) + _FOOT))
    figure.update_layout(
        margin={"l": left, "r": _VALUES, "t": top, "b": _FOOT},
        xaxis={"range": [-2, 102], "visible": False},
        yaxis={"range": [len(rows) - 0.4, -0.6], "visible": False},
    )
    for x in (0, 50, 100):
        line = {"color": tones.hairline, "width": 1, "dash": "dot" if x == 50 else "solid"}
        figure.add_shape(type="line", x0=x, x1=x, y0=-0.5, y1=len(rows) - 0.5, line=line, layer="below")
    for place, row in enumerate(rows):
        _draw_row(figure, row, place, look)
        figure.add_annotation(
            text=fitted(row.label, left - 20, sizes.small, lines), showarrow=False, align="left", xref="paper", x=0,
            xanchor="left", xshift=8 - left, y=place, font={"size": sizes.small, "color": tones.ink},
        )  # fmt: skip
        figure.add_annotation(
            text=f"<b>{row.shown}</b>", showarrow=False, xref="paper", x=1, xanchor="left", xshift=8, y=place,
            font={"size": sizes.text, "color": tones.ink},
        )  # fmt: skip
    for name, x, anchor in ((ends[0], 0, "left"), (ends[1], 100, "right")):
        figure.add_annotation(
            text=fitted(name, sizes.width * 0.3, sizes.small, 2), showarrow=False, align=anchor, x=x, xanchor=anchor,
            y=len(rows) - 0.5, yanchor="top", yshift=-4, font={"size": sizes.small, "color": tones.muted},
        )  # fmt: skip
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def _lines_for(names: Sequence[str], width: float, size: float) -> int:
    """In how many lines all of them can be read to their end, from two to four."""
    return next(
        (
            lines
            for lines in range(2, _MOST_LINES)
            if not any(fitted(name, width, size, lines).endswith("…") for name in names)
        ),
        _MOST_LINES,
    )


def _draw_row(figure: Drawing, row: GroupRow, place: int, look: Look) -> None:
    hue, tones = data_colour(look.dark), colours(look)
    if row.low is not None and row.high is not None:
        figure.add_scatter(
            x=[max(0.0, row.low), min(100.0, row.high)], y=[place, place], mode="lines", hoverinfo="skip",
            meta={"part": "range"}, line={"color": mix(hue, tones.paper, 0.4), "width": 8},
        )  # fmt: skip
    if row.before is not None:
        figure.add_scatter(
            x=[row.before], y=[place], mode="markers", hoverinfo="skip", meta={"part": "before"}, cliponaxis=False,
            marker={"size": 13, "color": tones.paper, "line": {"color": mix(hue, tones.paper, 0.7), "width": 2}},
        )  # fmt: skip
    figure.add_scatter(
        x=[row.mean], y=[place], mode="markers", hoverinfo="skip", meta={"part": "mean"}, cliponaxis=False,
        marker={"size": 15, "color": hue, "line": {"color": tones.paper, "width": 1.5}},
    )  # fmt: skip
