"""A field with two axes and a word at each of their four ends: how much room it has, and its frame.

The figure's own axes count pixels of the drawing from its top left corner, so that a list can stand beside the field.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing
from components.charts.picture import Json, Look
from components.charts.template import colours, drawing, measures
from components.charts.wording import fitted_bold, lines_of, plain_line, width_of

Spot = tuple[float, float]
"""A place on a field: from left to right and from bottom to top, each 0..100."""

Point = tuple[float, float]
"""A place in a drawing, in pixels from its left and from its top."""

BOLD = 1.06
"""Bold letters are about so much wider."""

LINE = 1.3
"""The height of a line of text, in letters."""

_COLUMNS = {True: (180.0, 230.0, 280.0, 340.0), False: (64.0, 84.0, 104.0)}
_PAGE_HEIGHT = 270.0
_POLE_SHARE = 0.47


@dataclass(frozen=True)
class Poles:
    """The words at the four ends of the two axes."""

    left: str
    right: str
    bottom: str
    top: str


@dataclass(frozen=True)
class Room:
    """Where a field lies in its drawing, in pixels: its left and top edge, its size, the rows of poles `below` it; and
    the size of the whole drawing, of which there is more at the field's right on a wall, and under it on a page."""

    left: float
    top: float
    width: float
    height: float
    below: float
    total_width: float
    total_height: float

    def at(self, spot: Spot) -> Point:
        """Where a place on the field lies in the drawing."""
        x, y = spot
        return self.left + self.width * x / 100, self.top + self.height * (1 - y / 100)


def room_of(poles: Poles, look: Look, *, beside: float = 0, under: float = 0, top: float = 4) -> Room:
    """A field that leaves its poles whole. On the wall there are `beside` pixels at its right, on a page `under` at
    the foot; `top` are above it."""
    sizes, wall = measures(look), look.is_wall
    letters, edge = sizes.small * BOLD, _edge(look)
    fits = [
        each
        for each in _COLUMNS[wall]
        if all(_fits(words, each - edge, letters, _rows_of_column(look)) for words in (poles.top, poles.bottom))
    ]
    side = (fits or _COLUMNS[wall][-1:])[0]
    width = sizes.width - side - 8 - (beside if wall else 0)
    rows = max(len(lines_of(words, width * _POLE_SHARE, letters, 3)) for words in (poles.left, poles.right))
    below = rows * sizes.small * LINE + edge + 4
    height = sizes.height - top - below if wall else _PAGE_HEIGHT
    total = float(sizes.height) if wall else top + height + below + under
    return Room(side, top, width, height, below, sizes.width, total)


def _rows_of_column(look: Look) -> int:
    """How many rows a pole in the column at the left may have."""
    return 5 if not look.is_wall else 3 if look.also else 4


def _edge(look: Look) -> float:
    """How far words stay away from the field."""
    return 12 if look.is_wall else 7


def _fits(words: str, width: float, letters: float, most: int) -> bool:
    """Whether words fit a column without a cut through one of them."""
    whole = all(width_of(word, letters) <= width for word in plain_line(words).split(" "))
    return whole and len(lines_of(words, width, letters, 9)) <= most


def draw_field(poles: Poles, room: Room, look: Look) -> Drawing:
    """The empty field: its frame, its middle both ways, and its poles."""
    tones, sizes = colours(look), measures(look)
    figure = drawing(look, round(room.total_height))
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"range": [0, room.total_width], "visible": False},
        yaxis={"range": [room.total_height, 0], "visible": False},
    )
    line = {"color": tones.muted, "width": sizes.stroke}
    for first, last in (((0, 0), (100, 100)), ((50, 0), (50, 100)), ((0, 50), (100, 50))):
        (x0, y0), (x1, y1) = room.at(first), room.at(last)
        is_frame = first == (0, 0)
        figure.add_shape(
            type="rect" if is_frame else "line", x0=x0, x1=x1, y0=y0, y1=y1, layer="below",
            line=line if is_frame else {**line, "dash": "dot"}, fillcolor=tones.raised if is_frame else None,
        )  # fmt: skip
    for words in _pole_words(poles, room, look):
        figure.add_annotation(**words)
    return figure


def _pole_words(poles: Poles, room: Room, look: Look) -> list[Json]:
    """The poles from bottom to top in the column at the left, those from left to right under the field."""
    sizes, edge = measures(look), _edge(look)
    column, row = room.left - edge, room.width * _POLE_SHARE
    foot = room.top + room.height
    places = (
        (poles.top, column, _rows_of_column(look), (column, room.top), ("right", "top")),
        (poles.bottom, column, _rows_of_column(look), (column, foot), ("right", "bottom")),
        (poles.left, row, 3, (room.left, foot + edge * 0.7), ("left", "top")),
        (poles.right, row, 3, (room.left + room.width, foot + edge * 0.7), ("right", "top")),
    )
    return [
        words_at(
            fitted_bold(words, width / BOLD, sizes.small, most), point, colours(look).ink, look,
            xanchor=side, align=side, yanchor=end,
        )
        for words, width, most, point, (side, end) in places
    ]  # fmt: skip


def words_at(text: str, point: Point, colour: str, look: Look, **more: Any) -> Json:
    """Words at a point of the drawing, as plotly's annotation; `text` is inert already."""
    usual = {"showarrow": False, "borderpad": 0, "xref": "x", "yref": "y", "x": point[0], "y": point[1]}
    return {**usual, "text": text, "font": {"size": measures(look).small, "color": colour}, **more}


def spread_out(spots: Sequence[Spot], room: Room, across: float) -> list[Point]:
    """Where round marks of `across` pixels go: at their spots, or no further away than keeps them on the field and
    off each other."""
    points = [list(room.at(spot)) for spot in spots]
    _keep_inside(points, room, across / 2)
    for index, point in enumerate(points):  # in a row along an edge they could not make way for each other
        point[0] += 0.2 * index * (1 if point[0] < room.left + room.width / 2 else -1)
    for _ in range(300):
        if not _push_apart(points, across) | _keep_inside(points, room, across / 2):
            break
    return [(x, y) for x, y in points]


def _push_apart(points: list[list[float]], across: float) -> bool:
    moved = False
    for index, one in enumerate(points):
        for other in points[index + 1 :]:
            dx, dy = other[0] - one[0], other[1] - one[1]
            distance = math.hypot(dx, dy)
            if distance < 1e-3:  # in one place: apart in a direction of their own, the same one every time
                dx, dy, distance = math.cos(1 + index), math.sin(1 + index), 1.0
            if distance < across - 0.5:
                by = (across - distance) / 2 / distance
                one[0], one[1] = one[0] - dx * by, one[1] - dy * by
                other[0], other[1] = other[0] + dx * by, other[1] + dy * by
                moved = True
    return moved


def _keep_inside(points: list[list[float]], room: Room, radius: float) -> bool:
    moved = False
    for point in points:
        for way, (start, length) in enumerate(((room.left, room.width), (room.top, room.height))):
            inside = min(max(point[way], start + radius), start + length - radius)
            moved = moved or abs(inside - point[way]) > 0.5
            point[way] = inside
    return moved
