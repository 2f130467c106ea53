"""One line between two poles through time: everybody's dots meeting by meeting, and the path of the middle answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from components.charts.beeswarm import swarm
from components.charts.drawing import Drawing, Json, trace
from components.charts.palette import data_colour, mix
from components.charts.picture import Look
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis, step
from components.charts.wording import fitted, lines_of, whole

LEAST_FOR_SHAPE = 20
"""From so many answers on a meeting is drawn as a shape, below as its dots."""

_DOT = 6.0
_BOLD = 1.1


@dataclass(frozen=True)
class Strip:
    """One meeting: its ISO day, its title, everybody's places 0..100 and the middle answer."""

    held_on: str
    title: str
    dots: Sequence[float]
    median: float


def draw_strips(
    strips: Sequence[Strip], title: str, poles: tuple[str, str], legend: str, look: Look,
    span: tuple[str, str] | None = None,
) -> Drawing:  # fmt: skip
    """The strips on a time axis, the left pole at the bottom and the right one at the top."""
    sizes, tones = measures(look), colours(look)
    top = heading_room(title, look)
    figure = drawing(look, 430)
    days = [strip.held_on for strip in strips]
    at, room = places(days, span), step(days, span)
    for strip, place in zip(strips, at, strict=True):
        figure.add_trace(
            _shape(strip, place, room, look) if len(strip.dots) >= LEAST_FOR_SHAPE else _dots(strip, place, room, look)
        )
    figure.add_trace(_path(strips, at, look))
    set_time_axis(figure, days, look, span, right=0.2)
    figure.update_yaxes(range=[-3, 103], visible=False)
    figure.add_hline(y=0, line={"color": tones.muted, "width": 1}, layer="below")
    figure.add_hline(y=100, line={"color": tones.muted, "width": 1}, layer="below")
    figure.add_hline(y=50, line={"color": tones.hairline, "width": 1, "dash": "dot"}, layer="below")
    figure.update_layout(margin={"l": 8, "r": 8, "t": top + 30, "b": 138})
    write_heading(figure, title, look)
    for pole, y, anchor, shift in ((poles[1], 100, "bottom", 3), (poles[0], 0, "top", -3)):
        figure.add_annotation(
            text=f"<b>{fitted(pole, sizes.width * 0.9, sizes.text, 1)}</b>", showarrow=False, xref="paper", x=0, y=y,
            yanchor=anchor, yshift=shift, font={"size": sizes.text, "color": tones.ink},
        )  # fmt: skip
    write_footnote(figure, legend, look)
    figure.update_xaxes(ticklabelstandoff=18)
    return figure


def heading_room(title: str, look: Look) -> float:
    """How high the heading of a page's figure is, in pixels."""
    sizes = measures(look)
    return len(lines_of(title, sizes.width - 16, sizes.title * _BOLD, 4)) * sizes.title * 1.3 + 14


def write_heading(figure: Drawing, title: str, look: Look) -> None:
    """A sentence that says what is seen, at the top left."""
    sizes = measures(look)
    figure.add_annotation(
        text=f"<b>{fitted(title, sizes.width - 16, sizes.title * _BOLD, 4)}</b>", showarrow=False, align="left",
        xref="paper", x=0, xanchor="left", xshift=8 - figure.layout["margin"]["l"], yref="paper", y=1, yanchor="bottom",
        yshift=figure.layout["margin"]["t"] - heading_room(title, look) + 8,
        font={"size": sizes.title, "color": colours(look).ink},
    )  # fmt: skip


def write_footnote(figure: Drawing, text: str, look: Look) -> None:
    """What the marks mean, at the bottom left."""
    sizes = measures(look)
    figure.add_annotation(
        text=whole(text, sizes.width - 16, sizes.small, 1 if look.also else 3),
        showarrow=False, align="left", xref="paper", x=0,
        xanchor="left", xshift=8 - figure.layout["margin"]["l"], yref="paper", y=0, yanchor="bottom",
        yshift=-figure.layout["margin"]["b"] + 2,
        font={"size": sizes.small, "color": colours(look).muted},
    )  # fmt: skip


def _dots(strip: Strip, place: datetime, room: timedelta, look: Look) -> Json:
    hue, tones = data_colour(look.dark), colours(look)
    width = 40.0
    pile = swarm(strip.dots, 220, width, _DOT)
    return trace(
        "scatter",
        x=[iso(place + room * 0.75 * (y / width)) for y in pile.y],
        y=pile.x,
        mode="markers",
        hoverinfo="skip",
        meta={"part": "dots"},
        marker={"size": _DOT, "color": mix(hue, tones.paper, 0.55)},
    )


def _shape(strip: Strip, place: datetime, room: timedelta, look: Look) -> Json:
    hue, tones = data_colour(look.dark), colours(look)
    return trace(
        "violin",
        x=[iso(place)] * len(strip.dots),
        y=list(strip.dots),
        side="positive",
        span=[0, 100],
        spanmode="manual",
        width=room / timedelta(milliseconds=1) * 1.5,
        points=False,
        hoverinfo="skip",
        meta={"part": "shape"},
        line={"color": mix(hue, tones.paper, 0.55), "width": 1},
        fillcolor=mix(hue, tones.paper, 0.35),
    )


def _path(strips: Sequence[Strip], at: Sequence[datetime], look: Look) -> Json:
    tones = colours(look)
    return trace(
        "scatter",
        x=[iso(place) for place in at],
        y=[strip.median for strip in strips],
        mode="lines+markers",
        hoverinfo="skip",
        meta={"part": "median"},
        line={"color": tones.ink, "width": 2.5},
        marker={"size": 10, "color": tones.ink, "line": {"color": tones.paper, "width": 1.5}},
    )
