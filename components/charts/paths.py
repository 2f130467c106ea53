"""Amounts from meeting to meeting: a line for each thing, its name at the line's end."""

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
_APART = 0.075
"""How far two names must be from each other, of the height there is."""


@dataclass(frozen=True)
class Path:
    """One thing's amount at each meeting, None where it was not asked about."""

    label: str
    values: Sequence[float | None]

    @property
    def last(self) -> float:
        """The amount at the latest meeting."""
        return self.values[-1] or 0.0


def draw_paths(
    paths: Sequence[Path], days: Sequence[str], title: str, legend: str, look: Look,
    span: tuple[str, str] | None = None,
) -> Drawing:  # fmt: skip
    """At most 7 lines: those with most at the latest meeting, among the things it asked about."""
    sizes, tones = measures(look), colours(look)
    shown = sorted((path for path in paths if path.values[-1] is not None), key=lambda path: -path.last)[:MOST_LINES]
    at = [iso(place) for place in places(days, span)]
    top = max((value for path in shown for value in path.values if value is not None), default=1.0) * 1.08
    figure = drawing(look, 470)
    set_time_axis(figure, days, look, span, right=0.75)
    figure.update_layout(
        margin={"l": 38, "r": 8, "t": heading_room(title, look) + 14, "b": 124},
        yaxis={"range": [0, top], "nticks": 6, "tickfont": {"size": sizes.small, "color": tones.muted}},
    )
    for index, path in enumerate(shown):
        colour = DATA[index] if index < len(DATA) else NEUTRAL
        figure.add_scatter(
            x=at, y=list(path.values), mode="lines+markers", connectgaps=False,
            line={"color": colour, "width": 3, "dash": DASHES[index]}, hoverinfo="skip", cliponaxis=False,
            marker={"size": 11, "symbol": SYMBOLS[index], "color": colour, "line": {"color": tones.paper, "width": 1}},
            meta={"part": "climb"},
        )  # fmt: skip
    write_names(figure, shown, at[-1] if at else "", top, look)
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def write_names(figure: Drawing, paths: Sequence[Path], at: str, top: float, look: Look) -> None:
    """Every name beside its line's end; those that would lie on each other are moved apart."""
    sizes, tones = measures(look), colours(look)
    apart = top * _APART
    heights: list[float] = []
    for path in paths:
        heights.append(min(path.last, heights[-1] - apart) if heights else path.last)
    lowest = heights[-1] if heights else 0.0
    lift = max(0.0, -lowest)
    for path, height in zip(paths, heights, strict=True):
        figure.add_annotation(
            text=fitted(path.label, sizes.width * 0.36, sizes.small, 1), showarrow=False, align="left", x=at,
            xanchor="left", xshift=11, y=height + lift, yanchor="middle",
            font={"size": sizes.small, "color": tones.ink},
        )  # fmt: skip
