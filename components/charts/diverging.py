"""Answers on a scale: high ones above or right of a line, low ones on the other side, the middle apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import Drawing, Json, trace
from components.charts.palette import DATA, NEUTRAL, mix, readable_on
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis, step
from components.charts.wording import fitted, lines_of, whole


@dataclass(frozen=True)
class Scale:
    """Which levels, counted from 0, lie on the low and the high side, from the line outwards, and which apart."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    apart: int | None = None

    def count_high(self, counts: Sequence[int]) -> int:
        """How many people are on the high side."""
        return sum(counts[level] for level in self.high)

    @property
    def order(self) -> tuple[int, ...]:
        """The levels as they are drawn: what stands apart comes last."""
        return (*self.high, *self.low, *(() if self.apart is None else (self.apart,)))


RATINGS = Scale(low=(1, 0), high=(3, 4), apart=2)
"""1 to 5: the middle stands apart."""
HANDS = Scale(low=(2, 1, 0), high=(3, 4, 5))
"""0 to 5 fingers: from 3 on people can go along."""
MOST_WITH_LEGEND = 5
"""On the wall more rows than this go without what stands underneath: they need the room for their words."""
_LOW = {2: (0.5, 1.0), 3: (0.35, 0.65, 1.0)}
_HIGH = {2: ((5, 0.6), (0, 1.0)), 3: ((5, 0.5), (5, 1.0), (0, 1.0))}
"""Shades from the line outwards, by how many there are on a side."""


@dataclass(frozen=True)
class Ratings:
    """How many people gave each level, the lowest first: to one question, or at one meeting.

    `note` stands in the bars' place where there are none.
    """

    label: str
    counts: Sequence[int]
    held_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Heads:
    """What stands above the low side, above the high side, and above what is apart."""

    low: str
    high: str
    apart: str


@dataclass(frozen=True)
class Frame:
    """Room: each row and what is above and below in pixels; the bars' parts of the width; where labels go.

    `bar` is how much of a row its bar takes and `down` how far below the row's middle it lies.
    """

    row: float
    top: float
    foot: float
    sides: tuple[float, float]
    apart: tuple[float, float]
    bar: float
    down: float
    label: float
    lines: int
    least: float


def _frame(rows: Sequence[Ratings], title: str, legend: str, heads: Heads | None, look: Look) -> Frame:
    if not look.is_wall:
        top = heading_room(title, look) if title else 8
        foot = 12 + 18.5 * len(lines_of(legend, measures(look).width - 16, measures(look).small, 3))
        return Frame(84, top, foot, (0, 0.8), (0.84, 1), 0.4, 0.2, measures(look).width - 20, 2, 0.06)
    top, foot = (50.0 if heads else 8.0), (52.0 if legend else 4.0)
    row = min(116.0, (measures(look).height - top - foot) / max(1, len(rows)))
    if not any(each.label for each in rows):
        return Frame(row, top, foot, (0, 0.8), (0.84, 1), 0.6, 0, 0, 1, 0.05)
    return Frame(row, top, foot, (0.54, 0.84), (0.87, 1), 0.72, 0, 830, 1 if look.also and row < 88 else 2, 0.14)


def _colour(level: int, scale: Scale, look: Look) -> str:
    paper = colours(look).paper
    if level == scale.apart:
        return mix(NEUTRAL, paper, 0.6)
    if level in scale.low:
        return mix(DATA[4], paper, _LOW[len(scale.low)][scale.low.index(level)])
    hue, share = _HIGH[len(scale.high)][scale.high.index(level)]
    return mix(DATA[hue], paper, share)


def draw_ratings(
    rows: Sequence[Ratings], title: str, legend: str, look: Look, heads: Heads | None = None, scale: Scale = RATINGS
) -> Drawing:
    """A row for each question; lengths are shares of those who rated it, the numbers are people.

    On the wall the questions stand at the left, and `heads` above the sides.
    """
    legend = "" if look.is_wall and len(rows) > MOST_WITH_LEGEND else legend
    reach = 1.02 * (max(0.5, _widest_side(rows, scale)) if look.is_wall else 1)
    frame = _frame(rows, title, legend, heads, look)
    figure = drawing(look, round(frame.top + frame.row * len(rows) + frame.foot + (0 if look.is_wall else 4)))
    if look.is_wall:
        figure.update_layout(height=measures(look).height)
    spare = figure.layout["height"] - frame.top - frame.foot - frame.row * len(rows) if look.is_wall else 0
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": frame.top + spare / 2, "b": frame.foot + spare / 2},
        barmode="relative",
        xaxis={"domain": list(frame.sides), "range": [-reach, reach], "visible": False},
        xaxis2={"domain": list(frame.apart), "range": [0, 1.2], "anchor": "y", "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False},
    )
    for level in scale.order:
        figure.add_trace(_bars(rows, level, frame, scale, look))
    for index, row in enumerate(rows):
        _write_row(figure, row, index, frame, look)
    if heads and look.is_wall:
        _write_heads(figure, heads, frame, look)
    if title:
        write_heading(figure, title, look)
    if legend:
        write_footnote(figure, legend, look)
    return figure


def _bars(rows: Sequence[Ratings], level: int, frame: Frame, scale: Scale, look: Look) -> Json:
    """One level of every row."""
    sign, is_outside = (-1 if level in scale.low else 1), level == scale.apart and look.is_wall
    return trace(
        "bar", y=[index + frame.down for index in range(len(rows))], x=[sign * _share(row, level) for row in rows],
        orientation="h", width=frame.bar,
        marker={"color": _colour(level, scale, look), "line": {"color": colours(look).paper, "width": 1}},
        text=[_label(row, level, 0 if is_outside else frame.least) for row in rows], insidetextanchor="middle",
        textposition="outside" if is_outside else "inside", textangle=0, hoverinfo="skip", cliponaxis=False,
        textfont={
            "size": measures(look).small, "color": colours(look).ink if is_outside else _ink(level, scale, look)
        },
        constraintext="none", xaxis="x2" if level == scale.apart else "x", meta={"part": f"rating-{level + 1}"},
    )  # fmt: skip


def _write_row(figure: Drawing, row: Ratings, index: int, frame: Frame, look: Look) -> None:
    """The line between low and high, and what was asked: above the bar, or left of it on the wall."""
    sizes, half = measures(look), frame.bar / 2 + 0.04
    figure.add_shape(
        type="line", x0=0, x1=0, y0=index + frame.down - half, y1=index + frame.down + half,
        line={"color": colours(look).muted, "width": 1.5 * sizes.stroke},
    )  # fmt: skip
    if row.note:
        room = (frame.sides[1] - frame.sides[0]) * sizes.width - 24
        figure.add_annotation(
            text=fitted(row.note, room, sizes.small, 2), showarrow=False, x=0, xanchor="center",
            y=index + frame.down, yanchor="middle", bgcolor=colours(look).paper,
            font={"size": sizes.small, "color": colours(look).muted},
        )  # fmt: skip
    words = fitted(row.label, frame.label, sizes.small if look.is_wall else sizes.text, frame.lines)
    figure.add_annotation(
        text=words, showarrow=False, align="left", xref="paper", x=0, xanchor="left",
        y=index if look.is_wall else index - 0.04, yanchor="middle" if look.is_wall else "bottom",
        font={"size": sizes.small if look.is_wall else sizes.text, "color": colours(look).ink},
    )  # fmt: skip


def _write_heads(figure: Drawing, heads: Heads, frame: Frame, look: Look) -> None:
    """What each side is called, above the first row."""
    (start, end), (alone, last) = frame.sides, frame.apart
    middle, sizes = (start + end) / 2, measures(look)
    places = ((heads.low, middle - 0.01, "right"), (heads.high, middle + 0.01, "left"), (heads.apart, alone, "left"))
    for words, x, side in places:
        room = (last - alone if x == alone else (end - start) / 2) * sizes.width
        figure.add_annotation(
            text=whole(words, max(room, 200), sizes.small), showarrow=False, xref="paper", x=x, xanchor=side,
            yref="paper", y=1, yanchor="bottom", yshift=4, font={"size": sizes.small, "color": colours(look).muted},
        )  # fmt: skip


def draw_ratings_path(
    meetings: Sequence[Ratings], title: str, legend: str, look: Look, span: tuple[str, str] | None = None,
    scale: Scale = RATINGS,
) -> Drawing:  # fmt: skip
    """A column for each meeting on a time axis: the high side up, the low side down, what is apart underneath."""
    sizes, tones = measures(look), colours(look)
    days = [meeting.held_on for meeting in meetings]
    at, room = places(days, span), step(days, span)
    figure = drawing(look, 420)
    set_time_axis(figure, days, look, span)
    deepest = max((sum(_share(each, level) for level in scale.low) for each in meetings), default=0)
    is_split = scale.apart is not None
    figure.update_layout(
        barmode="relative",
        margin={"l": 8, "r": 8, "t": heading_room(title, look) + 4, "b": 110},
        xaxis={"anchor": "y2" if is_split else "y"},
        yaxis={"domain": [0.24 if is_split else 0, 1], "range": [-max(0.3, deepest + 0.05), 1.05], "visible": False},
        yaxis2={"domain": [0, 0.18 if is_split else 0.001], "range": [0, 1.3], "visible": False, "anchor": "x"},
    )
    width = min(room.total_seconds() * 650, _widest(span or days))
    for level in scale.order:
        sign, is_apart = (-1 if level in scale.low else 1), level == scale.apart
        figure.add_bar(
            x=[iso(place) for place in at], y=[sign * _share(each, level) for each in meetings], width=width,
            marker={"color": _colour(level, scale, look), "line": {"color": tones.paper, "width": 1}},
            text=[_label(each, level, 0 if is_apart else 0.1) for each in meetings],
            textposition="outside" if is_apart else "inside", insidetextanchor="middle", textangle=0,
            textfont={"size": sizes.small, "color": tones.ink if is_apart else _ink(level, scale, look)},
            constraintext="none", cliponaxis=False,
            hoverinfo="skip", yaxis="y2" if is_apart else "y", meta={"part": f"rating-{level + 1}"},
        )  # fmt: skip
    figure.add_hline(y=0, line={"color": tones.muted, "width": 1.5})
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    return figure


def _widest(days: Sequence[str]) -> float:
    """A tenth of the axis, in milliseconds."""
    at = places(days)
    return max((max(at) - min(at)).total_seconds() * 110, 3 * 86_400_000)


def _widest_side(rows: Sequence[Ratings], scale: Scale) -> float:
    """The largest share of any row on one side."""
    sides = (sum(_share(row, level) for level in side) for row in rows for side in (scale.low, scale.high))
    return max(sides, default=0)


def _share(row: Ratings, level: int) -> float:
    total = sum(row.counts)
    return row.counts[level] / total if total else 0.0


def _label(row: Ratings, level: int, least: float) -> str:
    """The number of people, where the bar has room for it."""
    share = _share(row, level)
    return str(row.counts[level]) if share > 0 and share >= least else ""


def _ink(level: int, scale: Scale, look: Look) -> str:
    return readable_on(_colour(level, scale, look))
