"""Shares of everybody: a row for each thing, its label whole, and its path from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing, trace
from components.charts.palette import DASHES, DATA, NEUTRAL, SYMBOLS, data_colour, mix
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis
from components.charts.wording import fitted, whole

MOST_LINES = 7
_SIGNS = "●■◆▲✕★⬢"
"""`palette.SYMBOLS` as letters."""
_EDGE = 8
_LEAST = 0.0015
"""The shortest bar, of one: a bar without any length could not grow."""
_ROOMY = 78
"""A row on the wall that is so high has its label above its bar; in a lower one the label lies on the bar."""


@dataclass(frozen=True)
class Share:
    """One row: `share` of everybody (0..1) is the bar's length, `shown` the words at the right."""

    id: str
    label: str
    share: float
    count: int
    shown: str


@dataclass(frozen=True)
class Path:
    """One thing's share at each meeting, 0..1, None where it was not among the choices."""

    label: str
    shares: Sequence[float | None]


def draw_shares(rows: Sequence[Share], look: Look, note: str = "") -> Drawing:
    """The rows from top to bottom, every bar within a track that stands for everybody; `note` stands underneath."""
    foot = 52 if look.is_wall else 44
    height = measures(look).height if look.is_wall else round(76 * max(1, len(rows)) + foot + 4)
    row = min(124.0, (height - foot - 4) / max(1, len(rows)))
    right = 430 if look.is_wall else 92
    figure = drawing(look, height)
    width = measures(look).width - 2 * _EDGE
    spare = (height - foot - 4 - row * len(rows)) / 2
    figure.update_layout(
        margin={"l": _EDGE, "r": _EDGE, "t": 4 + spare, "b": foot + spare},
        barmode="overlay",
        bargap=0,
        xaxis={"range": [0, width / (width - right)], "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5] if rows else [0.5, -0.5], "visible": False},
    )
    figure.add_traces(_traces(rows, row, right, look))
    if note:
        write_footnote(figure, note, look)
    return figure


def _traces(rows: Sequence[Share], row: float, right: float, look: Look) -> list[Any]:
    sizes, tones, hue = measures(look), colours(look), data_colour(look.dark)
    is_roomy = not look.is_wall or row >= _ROOMY
    thick = (30 if look.is_wall else 13) / row if is_roomy else 0.86
    below = 0.5 - thick / 2 - 0.15 if is_roomy else 0.0
    above = below - thick / 2 - (6 if look.is_wall else 2) / row if is_roomy else 0.0
    ids = [each.id for each in rows]
    y = [float(index) for index in range(len(rows))]
    common: dict[str, Any] = {"ids": ids, "hoverinfo": "skip", "cliponaxis": False}
    room = measures(look).width - 2 * _EDGE - (right if look.is_wall else 0)
    fit, lines = (whole, 1) if look.is_wall else (fitted, 2)
    labels = [fit(each.label, room, sizes.small, lines) for each in rows]
    shares = [max(_LEAST, each.share) for each in rows]
    return [
        _bars([1.0] * len(rows), [at + below for at in y], thick, mix(tones.ink, tones.paper, 0.08), ids, "track"),
        _bars(shares, [at + below for at in y], thick, hue if is_roomy else mix(hue, tones.paper, 0.45), ids, "bars"),
        trace(
            "scatter", x=[0 if is_roomy else 0.008] * len(rows), y=[at + above for at in y], text=labels, mode="text",
            textposition="top right" if is_roomy else "middle right",
            textfont={"size": sizes.small, "color": tones.ink}, meta={"part": "labels"}, **common,
        ),
        trace(
            "scatter", x=[1.01] * len(rows), y=[at + below for at in y],
            text=[_ending(each, right, look) for each in rows],
            mode="text", textposition="middle right", textfont={"size": sizes.small, "color": tones.ink},
            meta={"part": "values"}, **common,
        ),
    ]  # fmt: skip


def _bars(
    lengths: Sequence[float], y: Sequence[float], thick: float, colour: str, ids: Sequence[str], part: str
) -> Any:
    meta: dict[str, Any] = {"part": part} | ({"start": {"x": _LEAST}} if part == "bars" else {})
    return trace(
        "bar", x=list(lengths), y=list(y), orientation="h", width=thick, marker={"color": colour, "line": {"width": 0}},
        meta=meta, ids=list(ids), hoverinfo="skip",
    )  # fmt: skip


def _ending(each: Share, right: float, look: Look) -> str:
    """The count, and the share in words where there are any."""
    words = whole(each.shown, right - (90 if look.is_wall else 30), measures(look).small)
    return f"<b>{each.count}</b>" + (f"&nbsp;&nbsp;{words}" if words else "")


def draw_shares_path(
    paths: Sequence[Path], days: Sequence[str], title: str, legend: str, look: Look,
    span: tuple[str, str] | None = None,
) -> Drawing:  # fmt: skip
    """At most 7 lines, those with the largest share at the latest meeting, each with its name at its end."""
    sizes, tones = measures(look), colours(look)
    shown = sorted((path for path in paths if path.shares[-1] is not None), key=lambda each: -(each.shares[-1] or 0))
    shown = shown[:MOST_LINES]
    at = [iso(place) for place in places(days, span)]
    top = max(0.44, 1.06 * max((share for path in shown for share in path.shares if share), default=0))
    figure = drawing(look, 470)
    set_time_axis(figure, days, look, span, right=0.75)
    figure.update_layout(
        margin={"l": 48, "r": 8, "t": heading_room(title, look) + 14, "b": 124},
        yaxis={
            "range": [-0.04 * top, top],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0 %", "25 %", "50 %", "75 %", "100 %"],
            "tickfont": {"size": sizes.small, "color": tones.muted},
        },
    )
    for index, path in enumerate(shown):
        colour = DATA[index] if index < len(DATA) else NEUTRAL
        figure.add_scatter(
            x=at, y=list(path.shares), mode="lines+markers", connectgaps=False, hoverinfo="skip", cliponaxis=False,
            line={"color": colour, "width": 3, "dash": DASHES[index]}, meta={"part": "climb"},
            marker={"size": 11, "symbol": SYMBOLS[index], "color": colour, "line": {"color": tones.paper, "width": 1}},
        )  # fmt: skip
    ends = _apart([path.shares[-1] or 0.0 for path in shown], 0.085 * top)
    for index, (path, place) in enumerate(zip(shown, ends, strict=True)):
        is_alone = all(abs(place - other) > 0.15 * top for other in ends if other != place)
        words = fitted(path.label, sizes.width * 0.33, sizes.small, 2 if is_alone else 1)
        _name(figure, words, index, at[-1], place, look)
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def _name(figure: Drawing, words: str, index: int, x: str, y: float, look: Look) -> None:
    """A name beside its line's end, behind the sign of the line: it may have been moved a little."""
    sizes, tones = measures(look), colours(look)
    colour = DATA[index] if index < len(DATA) else NEUTRAL
    for text, tone, shift in ((_SIGNS[index], colour, 10), (words, tones.ink, 26)):
        figure.add_annotation(
            text=text, showarrow=False, align="left", x=x, xanchor="left", xshift=shift, y=y, yanchor="middle",
            font={"size": sizes.small, "color": tone},
        )  # fmt: skip


def _apart(values: Sequence[float], gap: float) -> list[float]:
    """Falling values moved so that none is nearer to the next than the gap, and none lies below zero."""
    found = list(values)
    for index in range(1, len(found)):
        found[index] = min(found[index], found[index - 1] - gap)
    lowest = 0.0
    for index in reversed(range(len(found))):
        found[index] = max(found[index], lowest)
        lowest = found[index] + gap
    return found
