"""Several things on a field: a numbered mark where the middle answer lies, how spread out people are, and a list."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing
from components.charts.field import LINE, Poles, Room, Spot, draw_field, room_of, spread_out, words_at
from components.charts.palette import data_colour, mix, readable_on
from components.charts.picture import Json, Look
from components.charts.strips import heading_room, write_heading
from components.charts.template import colours, measures
from components.charts.wording import fitted, lines_of, whole

_AROUND = 32
"""How many points the line around a spread has."""
_FEW = 4
"""With up to so many things the field is wider."""
_BASE: dict[str, Any] = {"type": "scatter", "hoverinfo": "skip", "cliponaxis": False}


@dataclass(frozen=True)
class Mark:
    """One thing: its name, and where its middle answer lies, or None with a `note` on why there is none.

    `spread` is where the middle half of the answers lies, from left to right and from bottom to top; `path` holds
    earlier middle answers, the oldest first.
    """

    id: str
    label: str
    spot: Spot | None
    spread: tuple[Spot, Spot] | None = None
    path: Sequence[Spot] = ()
    note: str = ""


@dataclass(frozen=True)
class _List:
    """The list of names in pixels: its room at the field's right or under it, how high each row is, how many lines a
    row may have, and how large its round numbers are."""

    beside: float
    under: float
    rows: Sequence[float]
    lines: int
    chip: float


def draw_marks(marks: Sequence[Mark], poles: Poles, legend: str, look: Look, title: str = "") -> Drawing:
    """The field with a number for each thing and, beside or under it, what the numbers are; `legend` explains the
    other signs, `title` stands above a page's figure."""
    listed = _list_of(marks, legend, look)
    top = heading_room(title, look) if title else 4
    room = room_of(poles, look, beside=listed.beside, under=listed.under, top=top)
    figure = draw_field(poles, room, look)
    shown = [(index, mark, mark.spot) for index, mark in enumerate(marks) if mark.spot]
    figure.add_traces([_spread(mark, room, look) for _, mark, _ in shown if mark.spread])
    figure.add_traces([_path(mark, room, look) for _, mark, _ in shown if mark.path])
    figure.add_traces(_numbers(shown, room, look))
    _write_list(figure, marks, legend, listed, room, look)
    if title:
        write_heading(figure, title, look)
    return figure


def _list_of(marks: Sequence[Mark], legend: str, look: Look) -> _List:
    sizes = measures(look)
    line = sizes.small * LINE
    if look.is_wall:
        tall = (sizes.height - 2 * line - 16) / max(1, len(marks))
        rows = [min(tall, 3 * line + 16)] * len(marks)
        return _List(560.0 if len(marks) <= _FEW else 600.0, 0, rows, max(1, min(3, int(tall / line))), 46)
    rows = [max(30.0, len(lines_of(_named(mark), sizes.width - 52, sizes.small, 3)) * line + 10) for mark in marks]
    foot = len(lines_of(legend, sizes.width - 16, sizes.small, 3)) * line + 16
    return _List(0, sum(rows) + foot, rows, 3, 24)


def _named(mark: Mark) -> str:
    return f"{mark.label} ({mark.note})" if mark.note else mark.label


def _spread(mark: Mark, room: Room, look: Look) -> Json:
    """A soft shape around the middle half of the answers: a quarter of an ellipse to each side."""
    assert mark.spot
    assert mark.spread
    (x, y), ((x1, x3), (y1, y3)) = mark.spot, mark.spread
    turns = [2 * math.pi * step / _AROUND for step in range(_AROUND + 1)]
    around = [
        room.at((
            x + math.cos(turn) * (x3 - x if math.cos(turn) > 0 else x - x1),
            y + math.sin(turn) * (y3 - y if math.sin(turn) > 0 else y - y1),
        ))
        for turn in turns
    ]  # fmt: skip
    hue = data_colour(look.dark)
    return {
        **_BASE,
        **_ways(around),
        "mode": "lines",
        "line": {"width": 0, "color": hue},
        "fill": "toself",
        "fillcolor": hue,
        "opacity": 0.16,
        "meta": {"part": "spread", "item": mark.id},
    }


def _ways(points: Sequence[tuple[float, float]]) -> Json:
    return {"x": [x for x, _ in points], "y": [y for _, y in points]}


def _path(mark: Mark, room: Room, look: Look) -> Json:
    """Where it lay before, hollow, on a line to where it lies now."""
    assert mark.spot
    sizes, tones = measures(look), colours(look)
    pale = mix(data_colour(look.dark), tones.paper, 0.6)
    return {
        **_BASE,
        **_ways([room.at(spot) for spot in (*mark.path, mark.spot)]),
        "ids": [f"was-{step}" for step in range(len(mark.path) + 1)],
        "mode": "lines+markers",
        "line": {"color": pale, "width": 1.6 * sizes.stroke},
        "marker": {
            "size": 22 if look.is_wall else 10,
            "color": tones.raised,
            "line": {"color": pale, "width": 1.4 * sizes.stroke},
        },
        "meta": {"part": "before", "item": mark.id},
    }


def _numbers(shown: Sequence[tuple[int, Mark, Spot]], room: Room, look: Look) -> list[Json]:
    """The numbered marks; where one had to make way, a line leads to where its middle answer lies."""
    sizes, tones = measures(look), colours(look)
    across = 58.0 if look.is_wall else 24.0
    placed = spread_out([spot for _, _, spot in shown], room, across + 4)
    leads: Json = {"x": [], "y": []}
    for (_, _, spot), point in zip(shown, placed, strict=True):
        for way, start, end in zip(("x", "y"), room.at(spot), point, strict=True):
            leads[way] += [start, end, None]
    lead = {
        **_BASE,
        **leads,
        "mode": "lines+markers",
        "line": {"color": tones.muted, "width": sizes.stroke},
        "marker": {"size": 9 if look.is_wall else 5, "color": tones.muted},
        "meta": {"part": "leads"},
    }
    x, y = room.at((50, 50))
    marks = {
        **_BASE,
        **_ways(placed),
        "ids": [mark.id for _, mark, _ in shown],
        "meta": {"part": "marks", "start": {"x": x, "y": y}},
        **_chips([index for index, _, _ in shown], across, look),
    }
    return [lead, marks]


def _chips(indexes: Sequence[int], across: float, look: Look) -> Json:
    """Round marks with numbers in them."""
    sizes, hue = measures(look), data_colour(look.dark)
    return {
        "mode": "markers+text",
        "text": [f"<b>{index + 1}</b>" for index in indexes],
        "textposition": "middle center",
        "textfont": {"size": sizes.small, "color": readable_on(hue)},
        "marker": {"size": across, "color": hue, "line": {"color": colours(look).raised, "width": 1.2 * sizes.stroke}},
    }


def _write_list(figure: Drawing, marks: Sequence[Mark], legend: str, listed: _List, room: Room, look: Look) -> None:
    """What the numbers are, and under it what the other signs mean."""
    tones, wall = colours(look), look.is_wall
    left = room.left + room.width + 44 if wall else 8.0
    top = room.top if wall else room.top + room.height + room.below + 4
    tops = [top + sum(listed.rows[:index]) for index in range(len(marks) + 1)]
    middles = [start + row / 2 for start, row in zip(tops, listed.rows, strict=False)]
    figure.add_scatter(
        x=[left + listed.chip / 2] * len(marks), y=middles, hoverinfo="skip", cliponaxis=False, meta={"part": "list"},
        **_chips(range(len(marks)), listed.chip, look),
    )  # fmt: skip
    words = left + listed.chip + (14 if wall else 8)
    letters, width = measures(look).small, room.total_width - 8
    for mark, middle in zip(marks, middles, strict=True):
        text = fitted(_named(mark), width - words, letters, listed.lines)
        figure.add_annotation(**words_at(text, (words, middle), tones.ink, look, xanchor="left", align="left"))
    foot = (left, room.total_height - 4) if wall else (left, tops[-1] + 6)
    text = whole(legend, width - left, letters, 2 if wall else 3)
    anchors = {"xanchor": "left", "align": "left", "yanchor": "bottom" if wall else "top"}
    figure.add_annotation(**words_at(text, foot, tones.muted, look, **anchors))
