"""A metric through time: its measurements, the line it began at and the line it shall reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import Drawing
from components.charts.palette import data_colour
from components.charts.picture import Figure, Look
from components.charts.template import colours, drawing, measures, tell
from components.charts.timeline import iso, places, set_time_axis


@dataclass(frozen=True)
class Line:
    """A level across the picture with its words, and whether it is dashed."""

    level: float
    words: str
    is_target: bool = False


def progress_picture(
    days: Sequence[str], values: Sequence[float], shown: Sequence[str], lines: Sequence[Line], alt: str, look: Look,
    due: str | None = None,
) -> Figure:  # fmt: skip
    """The measurements as dots on a line, `shown` as their words; the axis reaches to `due`, an ISO day."""
    figure = drawing(look, 280)
    span = (min(days), max([*days, due] if due else list(days)))
    set_time_axis(figure, [*days, due] if due else list(days), look, span, right=0.12)
    levels = [*values, *(line.level for line in lines)]
    low, high = min(levels), max(levels)
    room = (high - low) * 0.22 or abs(high) * 0.2 or 1
    figure.update_yaxes(range=[low - room, high + room], visible=False)
    figure.update_layout(margin={"l": 8, "r": 8, "t": 12, "b": 52})
    for line in lines:
        _draw_line(figure, line, look)
    _draw_points(figure, [iso(place) for place in places(days, span)], values, shown, look)
    tell(figure, {"values": list(values), "lines": [line.level for line in lines]})
    return Figure(figure, alt)


def _draw_line(figure: Drawing, line: Line, look: Look) -> None:
    tones, sizes = colours(look), measures(look)
    colour = tones.accent if line.is_target else tones.muted
    figure.add_hline(
        y=line.level, line={"color": colour, "width": 2 if line.is_target else 1, "dash": "dash" if line.is_target else
                            "dot"}, layer="below",
    )  # fmt: skip
    figure.add_annotation(
        text=line.words, showarrow=False, xref="paper", x=1, xanchor="right", y=line.level,
        yanchor="bottom" if line.is_target else "top", font={"size": sizes.small, "color": colour},
    )  # fmt: skip


def _draw_points(figure: Drawing, at: Sequence[str], values: Sequence[float], shown: Sequence[str], look: Look) -> None:
    tones, sizes, hue = colours(look), measures(look), data_colour(look.dark)
    figure.add_scatter(
        x=list(at), y=list(values), mode="lines+markers", hoverinfo="skip", cliponaxis=False, meta={"part": "path"},
        line={"color": hue, "width": 2.5},
        marker={"color": hue, "size": 10, "line": {"color": tones.raised, "width": 2}},
    )  # fmt: skip
    told = {0, len(at) - 1} if len(at) > 6 else set(range(len(at)))
    for index in sorted(told):
        figure.add_annotation(
            text=f"<b>{shown[index]}</b>", showarrow=False, x=at[index], y=values[index], yanchor="bottom", yshift=8,
            font={"size": sizes.text, "color": tones.ink},
        )  # fmt: skip
