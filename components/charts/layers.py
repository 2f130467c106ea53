"""Columns in layers on a time axis: what became of a number of things, meeting by meeting."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.drawing import Drawing
from components.charts.palette import NEUTRAL, data_colour, mix, readable_on
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis, step

_LEAST_FOR_NUMBER = 0.07
"""A layer thinner than this share of the tallest column has no room for its number."""


def draw_layers(
    days: Sequence[str], layers: Sequence[tuple[str, Sequence[int]]], title: str, note: str, look: Look,
    span: tuple[str, str] | None = None,
) -> Drawing:  # fmt: skip
    """A column for each meeting, its layers from the bottom in the order given, the darkest lowest; at most three.

    Each layer is its name and a count for each meeting. `note` says which is which.
    """
    sizes, tones = measures(look), colours(look)
    hue, paper = data_colour(look.dark), tones.paper
    shades = (hue, mix(hue, paper, 0.5), mix(NEUTRAL, paper, 0.35))
    at, room = places(days, span), step(days, span)
    tallest = max((sum(counts) for counts in zip(*(counts for _, counts in layers), strict=True)), default=1)
    figure = drawing(look, 340)
    set_time_axis(figure, days, look, span, right=0.12)
    figure.update_layout(
        barmode="stack",
        margin={"l": 8, "r": 8, "t": heading_room(title, look) + 8, "b": 112},
        yaxis={"range": [0, max(tallest, 1) * 1.04], "visible": False},
    )
    for (name, counts), shade in zip(layers, shades, strict=False):
        figure.add_bar(
            x=[iso(place) for place in at], y=list(counts), width=room.total_seconds() * 600, name=name,
            marker={"color": shade, "line": {"color": paper, "width": 1}},
            text=[f"<b>{count}</b>" if count >= _LEAST_FOR_NUMBER * tallest and count else "" for count in counts],
            textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none", hoverinfo="skip",
            textfont={"size": sizes.small, "color": readable_on(shade)}, meta={"part": "layer"},
        )  # fmt: skip
    write_heading(figure, title, look)
    write_footnote(figure, note, look)
    return figure
