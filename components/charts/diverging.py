"""Ratings from 1 to 5: high ones above or right of a line, low ones on the other side, the middle apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.palette import DATA, NEUTRAL, mix, readable_on
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis, step
from components.charts.wording import fitted

_ORDER = (4, 5, 2, 1, 3)
"""From the line outwards, high side first; the middle comes last and stands apart."""


@dataclass(frozen=True)
class Ratings:
    """How many people gave 1, 2, 3, 4 and 5: to one question, or at one meeting."""

    label: str
    counts: Sequence[int]
    held_on: str = ""


def _colour(rating: int, look: Look) -> str:
    paper = colours(look).paper
    return {
        1: DATA[4],
        2: mix(DATA[4], paper, 0.5),
        3: mix(NEUTRAL, paper, 0.6),
        4: mix(DATA[5], paper, 0.6),
        5: DATA[0],
    }[rating]


def draw_ratings(rows: Sequence[Ratings], title: str, legend: str, look: Look) -> go.Figure:
    """A row for each question; lengths are shares of those who rated it, the numbers are people."""
    sizes = measures(look)
    top = heading_room(title, look) if title else 8
    figure = drawing(look, round(top + 84 * len(rows) + 52))
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": top, "b": 48},
        barmode="relative",
        xaxis={"domain": [0, 0.8], "range": [-1.02, 1.02], "visible": False},
        xaxis2={"domain": [0.84, 1], "range": [0, 1.2], "anchor": "y", "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False},
    )
    y = [index + 0.2 for index in range(len(rows))]
    for rating in _ORDER:
        shares = [_share(row, rating) for row in rows]
        sign = -1 if rating < 3 else 1
        figure.add_bar(
            y=y, x=[sign * share for share in shares], orientation="h", width=0.4,
            marker={"color": _colour(rating, look), "line": {"color": colours(look).paper, "width": 1}},
            text=[_label(row, rating) for row in rows], textposition="inside", insidetextanchor="middle", textangle=0,
            textfont={"size": sizes.small, "color": _ink(rating, look)}, hoverinfo="skip", constraintext="none",
            xaxis="x2" if rating == 3 else "x", meta={"part": f"rating-{rating}"},
        )  # fmt: skip
    for index, row in enumerate(rows):
        figure.add_shape(
            type="line", x0=0, x1=0, y0=index - 0.04, y1=index + 0.44, line={"color": colours(look).muted, "width": 1.5}
        )
        figure.add_annotation(
            text=fitted(row.label, sizes.width - 20, sizes.text, 2), showarrow=False, align="left", xref="paper", x=0,
            xanchor="left", y=index - 0.04, yanchor="bottom", font={"size": sizes.text, "color": colours(look).ink},
        )  # fmt: skip
    if title:
        write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def draw_ratings_path(
    meetings: Sequence[Ratings], title: str, legend: str, look: Look, span: tuple[str, str] | None = None
) -> go.Figure:
    """A column for each meeting on a time axis: 4 and 5 up, 2 and 1 down, 3 in a band of its own underneath."""
    sizes, tones = measures(look), colours(look)
    days = [meeting.held_on for meeting in meetings]
    at, room = places(days, span), step(days, span)
    figure = drawing(look, 420)
    set_time_axis(figure, days, look, span)
    deepest = max((_share(each, 1) + _share(each, 2) for each in meetings), default=0)
    figure.update_layout(
        barmode="relative",
        margin={"l": 8, "r": 8, "t": heading_room(title, look) + 4, "b": 110},
        xaxis={"anchor": "y2"},
        yaxis={"domain": [0.24, 1], "range": [-max(0.3, deepest + 0.05), 1.05], "visible": False},
        yaxis2={"domain": [0, 0.18], "range": [0, 1.3], "visible": False, "anchor": "x"},
    )
    width = min(room.total_seconds() * 650, _widest(days))
    for rating in _ORDER:
        sign = -1 if rating < 3 else 1
        figure.add_bar(
            x=[iso(place) for place in at], y=[sign * _share(each, rating) for each in meetings], width=width,
            marker={"color": _colour(rating, look), "line": {"color": tones.paper, "width": 1}},
            text=[_label(each, rating, 0 if rating == 3 else 0.1) for each in meetings],
            textposition="outside" if rating == 3 else "inside", insidetextanchor="middle", textangle=0,
            textfont={"size": sizes.small, "color": tones.ink if rating == 3 else _ink(rating, look)},
            constraintext="none", cliponaxis=False,
            hoverinfo="skip", yaxis="y2" if rating == 3 else "y", meta={"part": f"rating-{rating}"},
        )  # fmt: skip
    figure.add_hline(y=0, line={"color": tones.muted, "width": 1.5})
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def _widest(days: Sequence[str]) -> float:
    """A tenth of the axis, in milliseconds."""
    at = places(days)
    return max((max(at) - min(at)).total_seconds() * 110, 3 * 86_400_000)


def _share(row: Ratings, rating: int) -> float:
    total = sum(row.counts)
    return row.counts[rating - 1] / total if total else 0.0


def _label(row: Ratings, rating: int, least: float = 0.06) -> str:
    """The number of people, where the bar has room for it."""
    share = _share(row, rating)
    return str(row.counts[rating - 1]) if share > 0 and share >= least else ""


def _ink(rating: int, look: Look) -> str:
    return readable_on(_colour(rating, look))
