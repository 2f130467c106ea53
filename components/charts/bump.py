"""Places in a group's order from meeting to meeting: a line for each thing, its name at the line's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import Drawing
from components.charts.palette import DASHES, DATA, NEUTRAL, SYMBOLS
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis
from components.charts.wording import fitted

MOST_LINES = 7


@dataclass(frozen=True)
class Climb:
    """One thing's place at each meeting, 1 the first, None where it was not among the choices; ties share a place."""

    label: str
    places: Sequence[int | None]


def draw_bump(
    climbs: Sequence[Climb], days: Sequence[str], title: str, legend: str, look: Look,
    span: tuple[str, str] | None = None,
) -> Drawing:  # fmt: skip
    """At most 7 lines: the first at the latest meeting. Two things at one place meet in one point."""
    sizes, tones = measures(look), colours(look)
    shown = sorted((climb for climb in climbs if climb.places[-1]), key=_last)[:MOST_LINES]
    at = places(days, span)
    deepest = max((place for climb in shown for place in climb.places if place), default=1)
    figure = drawing(look, 470)
    set_time_axis(figure, days, look, span, right=0.75)
    figure.update_layout(
        margin={"l": 30, "r": 8, "t": heading_room(title, look) + 14, "b": 124},
        yaxis={
            "range": [deepest + 0.5, 0.5],
            "tickvals": list(range(1, deepest + 1)),
            "tickfont": {"size": sizes.small, "color": tones.muted},
        },
    )
    for index, climb in enumerate(shown):
        colour = DATA[index] if index < len(DATA) else NEUTRAL
        figure.add_scatter(
            x=[iso(place) for place in at], y=list(climb.places), mode="lines+markers", connectgaps=False,
            line={"color": colour, "width": 3, "dash": DASHES[index]}, hoverinfo="skip", cliponaxis=False,
            marker={"size": 11, "symbol": SYMBOLS[index], "color": colour, "line": {"color": tones.paper, "width": 1}},
            meta={"part": "climb"},
        )  # fmt: skip
    _names(figure, shown, [iso(place) for place in at], deepest, look)
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def _names(figure: Drawing, climbs: Sequence[Climb], at: Sequence[str], deepest: int, look: Look) -> None:
    """Every name beside its line's end; those that would lie on each other are moved apart."""
    sizes, tones = measures(look), colours(look)
    apart = max(0.34, deepest * 0.062)
    lowest = -apart
    for index, climb in enumerate(climbs):
        place = lowest = max(float(_last(climb)), lowest + apart)
        following = climbs[index + 1] if index + 1 < len(climbs) else None
        has_room = deepest < 8 and (following is None or _last(following) > _last(climb))
        figure.add_annotation(
            text=fitted(climb.label, sizes.width * 0.36, sizes.small, 2 if has_room else 1), showarrow=False,
            align="left", x=at[-1], xanchor="left", xshift=11, y=place, yanchor="middle",
            font={"size": sizes.small, "color": tones.ink},
        )  # fmt: skip


def _last(climb: Climb) -> int:
    """The place at the latest meeting."""
    return climb.places[-1] or 0
