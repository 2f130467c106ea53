"""Columns on a time axis: how many people, meeting by meeting."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.drawing import Drawing
from components.charts.palette import data_colour
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis, step


def draw_columns(
    days: Sequence[str], counts: Sequence[int], title: str, note: str, look: Look,
    span: tuple[str, str] | None = None, filled: Sequence[int] | None = None,
) -> Drawing:  # fmt: skip
    """A column for each meeting with its number on top; `note` stands underneath.

    Where a part of each column is meant, `filled` is how many that are: so much is full, the rest an outline.
    """
    sizes, tones = measures(look), colours(look)
    at, room = places(days, span), step(days, span)
    figure = drawing(look, 320)
    set_time_axis(figure, days, look, span, right=0.12)
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": heading_room(title, look) + 8, "b": 112 if note else 56},
        yaxis={"range": [0, max(counts, default=1) * 1.15], "visible": False},
    )
    where, colour = [iso(place) for place in at], data_colour(look.dark)
    outline = {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 2}}
    if filled is not None:
        figure.update_layout(barmode="overlay")
        figure.add_bar(
            x=where, y=list(filled), width=room.total_seconds() * 600, marker={"color": colour, "cornerradius": 3},
            hoverinfo="skip", meta={"part": "filled"},
        )  # fmt: skip
    figure.add_bar(
        x=where, y=list(counts), width=room.total_seconds() * 600,
        marker={**({"color": colour} if filled is None else outline), "cornerradius": 3},
        text=[f"<b>{count}</b>" for count in counts],
        textposition="outside", textangle=0,
        textfont={"size": sizes.small, "color": tones.ink}, cliponaxis=False, hoverinfo="skip", constraintext="none",
        meta={"part": "counts"},
    )  # fmt: skip
    write_heading(figure, title, look)
    if note:
        write_footnote(figure, note, look)
    return figure
