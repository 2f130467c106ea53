"""One thing on a field: everybody's dots, the middle answer, and how many people lie in each corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing
from components.charts.field import LINE, Point, Poles, Room, Spot, draw_field, room_of, words_at
from components.charts.palette import data_colour, mix
from components.charts.picture import Json, Look
from components.charts.template import colours, measures
from components.charts.wording import fitted, lines_of, whole

_TURN = math.pi * (3 - math.sqrt(5))
_SIZES = ((60, 34.0, 15.0), (150, 24.0, 11.0), (10_000, 16.0, 8.0))
"""Up to so many dots: how large each is on a wall and on a page."""
_BASE: dict[str, Any] = {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False}


@dataclass(frozen=True)
class Cloud:
    """The dots of one round, or with `before` those of the round before behind them, and the middle answers.

    `corners` are the words for the four corners, top left first, bottom right last; `note` stands where the dots would
    be.
    """

    dots: Sequence[Spot]
    middle: Spot | None
    corners: tuple[str, str, str, str]
    before: Sequence[Spot] = ()
    before_middle: Spot | None = None
    note: str = ""


def draw_cloud(cloud: Cloud, poles: Poles, legend: str, look: Look) -> Drawing:
    """The field with a dot for everybody; `legend` explains the cross at the middle answer."""
    sizes, tones = measures(look), colours(look)
    rows = len(lines_of(legend, sizes.width - 16, sizes.small, 2))
    room = room_of(poles, look, under=rows * sizes.small * LINE + 14)
    figure = draw_field(poles, room, look)
    figure.add_traces(_traces(cloud, room, look))
    for text, point, side, end in _corner_words(cloud, room, look):
        figure.add_annotation(**words_at(text, point, tones.muted, look, xanchor=side, yanchor=end))
    if cloud.note:
        text = fitted(cloud.note, room.width * 0.8, sizes.small, 2)
        figure.add_annotation(**words_at(text, room.at((50, 60)), tones.muted, look))
    figure.add_annotation(**_legend(legend, room, look))
    return figure


def _traces(cloud: Cloud, room: Room, look: Look) -> list[Json]:
    """The dots of the round before, those of this one, and a cross at each middle answer."""
    sizes, tones, hue = measures(look), colours(look), data_colour(look.dark)
    size = _size(max(len(cloud.dots), len(cloud.before)), look)
    x, y = room.at((50, 50))
    was = {
        **_BASE,
        **_ways(_points(cloud.before, room, size)),
        "ids": [f"was-{rank}" for rank in range(len(cloud.before))],
        "meta": {"part": "before"},
        "marker": {
            "size": size * 0.9,
            "color": mix(hue, tones.paper, 0.10),
            "line": {"color": mix(hue, tones.paper, 0.6 if look.dark else 0.45), "width": 0.8 * sizes.stroke},
        },
    }
    dots = {
        **_BASE,
        **_ways(_points(cloud.dots, room, size)),
        "ids": [f"dot-{rank}" for rank in range(len(cloud.dots))],
        "meta": {"part": "dots", "start": {"x": x, "y": y}},
        "marker": {
            "size": size,
            "color": hue,
            "opacity": 0.85,
            "line": {"color": tones.raised, "width": 0.5 * sizes.stroke},
        },
    }
    pale = mix(tones.ink, tones.paper, 0.4)
    crosses = [
        _cross("before", cloud.before_middle, pale, room, look), _cross("median", cloud.middle, tones.ink, room, look)
    ]  # fmt: skip
    return [was, dots, *crosses]


def _size(many: int, look: Look) -> float:
    return next(wall if look.is_wall else page for most, wall, page in _SIZES if many <= most)


def _ways(points: Sequence[Point]) -> Json:
    return {"x": [x for x, _ in points], "y": [y for _, y in points]}


def _points(spots: Sequence[Spot], room: Room, size: float) -> list[Point]:
    """Where dots go: several in one place lie around it, so that each can be seen."""
    found: list[Point] = []
    met: dict[Spot, int] = {}
    for spot in spots:
        rank = met[spot] = met.get(spot, -1) + 1
        reach = 0.42 * size * math.sqrt(rank)
        x, y = room.at(spot)
        x, y = x + reach * math.cos(rank * _TURN), y + reach * math.sin(rank * _TURN)
        edge = size / 2
        found.append(
            (
                min(max(x, room.left + edge), room.left + room.width - edge),
                min(max(y, room.top + edge), room.top + room.height - edge),
            )
        )
    return found


def _cross(part: str, spot: Spot | None, colour: str, room: Room, look: Look) -> Json:
    size = 64 if look.is_wall else 26
    return {
        **_BASE,
        **_ways([room.at(spot)] if spot else []),
        "ids": [part] if spot else [],
        "meta": {"part": part},
        "marker": {
            "symbol": "cross-thin",
            "size": size,
            "color": colour,
            "line": {"color": colour, "width": 2.4 * measures(look).stroke},
        },
    }


def _corner_words(cloud: Cloud, room: Room, look: Look) -> list[tuple[str, Point, str, str]]:
    """How many people lie in each corner, written into it."""
    letters, inset = measures(look).small, 14 if look.is_wall else 6
    found = []
    for index, words in enumerate(cloud.corners):
        is_right, is_low = index % 2 == 1, index > 1
        x = room.left + (room.width - inset if is_right else inset)
        y = room.top + (room.height - inset if is_low else inset)
        text = whole(words, room.width * 0.45, letters) if words else ""
        found.append((text, (x, y), "right" if is_right else "left", "bottom" if is_low else "top"))
    return [each for each in found if each[0]]


def _legend(legend: str, room: Room, look: Look) -> Json:
    """What the cross means: on a page under all, on the wall in the column between the poles."""
    sizes, muted = measures(look), colours(look).muted
    if look.is_wall:
        text = whole(legend, room.left - 12, sizes.small, 2)
        point = (room.left - 12, room.top + room.height / 2)
        return words_at(text, point, muted, look, xanchor="right", align="right")
    text = fitted(legend, sizes.width - 16, sizes.small, 2)
    point = (8.0, room.top + room.height + room.below + 6)
    return words_at(text, point, muted, look, xanchor="left", align="left", yanchor="top")
