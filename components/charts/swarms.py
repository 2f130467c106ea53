"""A group on lines between two poles: a pile of dots, one a person, on each line."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.beeswarm import Swarm, swarm
from components.charts.drawing import Drawing
from components.charts.palette import data_colour, mix
from components.charts.picture import Json, Look
from components.charts.swarm_rows import THIRDS, Frame, Row, frame_of, legend_of, words_of
from components.charts.template import colours, drawing, measures


def draw_swarms(rows: Sequence[Row], legend: str, look: Look) -> Drawing:
    """The lines one above the other on one scale; `legend` explains the tick at the middle answer."""
    frame = frame_of(rows, look)
    figure = drawing(look, round(frame.height))
    axes: Json = {"xaxis": {"range": [-1.5, 101.5], "visible": False, "anchor": "free", "position": 0}}
    traces: list[Json] = []
    words = [legend_of(legend, frame, look)]
    for place, row in enumerate(rows):
        top = 1 - place / len(rows)
        span = {
            "domain": [max(0.0, top - 1 / len(rows)), top],
            "range": [-frame.below - frame.second, frame.above + frame.head],
        }
        number = "" if place == 0 else str(place + 1)
        axes[f"yaxis{number}"] = {**span, "visible": False}
        traces += _traces(row, f"y{number}", frame, look)
        words += words_of(row, f"y{number}", frame, look)
    figure.add_traces(traces)
    figure.update_layout(**axes, annotations=words, margin={"l": frame.side, "r": frame.side, "t": 0, "b": frame.foot})
    return figure


def _traces(row: Row, axis: str, frame: Frame, look: Look) -> list[Json]:
    tones, sizes = colours(look), measures(look)
    hue = data_colour(look.dark)
    now, before, wished = _swarms(row, frame)
    thick = 2.2 * sizes.stroke
    base: Json = {"type": "scatter", "yaxis": axis, "hoverinfo": "skip", "cliponaxis": False}
    was = dict(
        x=before.x,
        y=before.y,
        ids=[f"was-{rank}" for rank in range(len(before.x))],
        mode="markers",
        meta={"part": "before", "line": row.id},
        marker={
            "size": before.size * 0.86,
            "color": mix(hue, tones.paper, 0.10),
            "line": {"color": mix(hue, tones.paper, 0.6 if look.dark else 0.45), "width": 0.8 * sizes.stroke},
        },
        **base,
    )
    dots = dict(
        x=now.x,
        y=now.y,
        ids=[f"dot-{rank}" for rank in range(len(now.x))],
        mode="markers",
        meta={"part": "dots", "line": row.id, "start": {"x": 50, "y": now.size / 2}},
        marker={"size": now.size * 0.9, "color": hue, "line": {"color": tones.paper, "width": 0.4 * sizes.stroke}},
        **base,
    )
    middles = _medians(row, base, thick, frame.tick, look)
    second = [] if row.wished is None else _second(row, wished, base, frame, look)
    return [*_line(0, base, look), was, dots, *middles, *second]


def _line(y: float, base: Json, look: Look) -> list[Json]:
    tones, stroke = colours(look), measures(look).stroke
    line = dict(x=[0, 100], y=[y, y], mode="lines", line={"color": tones.muted, "width": 1.4 * stroke}, **base)
    marks = _tick(tones.muted, 7 * stroke, 1.2 * stroke)
    return [line, dict(x=[0, *THIRDS, 100], y=[y] * 4, mode="markers", marker=marks, **base)]


def _second(row: Row, pile: Swarm, base: Json, frame: Frame, look: Look) -> list[Json]:
    """The line of the second dots, which are rings, with its own middle answer."""
    tones, stroke = colours(look), measures(look).stroke
    thick = min(1.5 * stroke, pile.size * 0.2)
    rings = dict(
        x=pile.x,
        y=[round(y - frame.second, 1) for y in pile.y],
        ids=[f"w-{rank}" for rank in range(len(pile.x))],
        mode="markers",
        meta={"part": "wished", "line": row.id, "start": {"x": 50, "y": pile.size / 2 - frame.second}},
        marker={
            "size": pile.size * 0.9 - thick,
            "color": tones.paper,
            "line": {"color": data_colour(look.dark), "width": thick},
        },
        **base,
    )
    places = [] if row.wished_median is None else [row.wished_median]
    middle = dict(
        x=places,
        y=[-frame.tick / 2 - frame.second] * len(places),
        ids=["wished-median"] * len(places),
        mode="markers",
        meta={"part": "wished-median", "line": row.id, "start": {"x": 50}},
        marker=_tick(tones.ink, frame.tick, 2.2 * stroke),
        **base,
    )
    return [*_line(-frame.second, base, look), rings, middle]


def _swarms(row: Row, frame: Frame) -> tuple[Swarm, Swarm, Swarm]:
    """This round, the one before and the second dots, all of one size: that of the fullest pile."""
    room = (frame.length, frame.above)
    piles = (row.dots, row.before, row.wished or ())
    size = min(swarm(dots, *room, frame.largest, nudge=frame.nudge).size for dots in piles)
    now, before, wished = (swarm(dots, *room, size, nudge=frame.nudge) for dots in piles)
    return now, before, wished


def _medians(row: Row, base: Json, thick: float, tick: float, look: Look) -> list[Json]:
    tones = colours(look)
    hue = mix(tones.ink, tones.paper, 0.4)
    found = []
    for name, value, colour in (("before", row.before_median, hue), ("median", row.median, tones.ink)):
        places = [] if value is None else [value]
        found.append(
            dict(
                x=places,
                y=[-tick / 2] * len(places),
                ids=[name] * len(places),
                mode="markers",
                meta={"part": name, "line": row.id, "start": {"x": 50}},
                marker=_tick(colour, tick, thick),
                **base,
            )
        )
    return found


def _tick(colour: str, length: float, thick: float) -> Json:
    return {"symbol": "line-ns", "size": length, "color": colour, "line": {"color": colour, "width": thick}}
