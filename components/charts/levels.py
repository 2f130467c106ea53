"""How many people are on each level of a scale: one statement as columns, several as a row of filling cells each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing, trace
from components.charts.palette import DATA, data_colour, mix
from components.charts.picture import Look
from components.charts.template import colours, drawing, measures
from components.charts.wording import fitted, whole

_LEAST = 1.0
"""The lowest column in pixels: one without any height could not grow."""
_MOST_WITH_LEGEND = 5
"""On the wall more rows than this go without what stands underneath: they need the room for their words."""


@dataclass(frozen=True)
class Levels:
    """One statement and how many people are on each level, the lowest first; `note` stands where they are withheld."""

    id: str
    label: str
    counts: Sequence[int]
    note: str = ""


@dataclass(frozen=True)
class Names:
    """What the levels are called: `signs` are short, `words` say what they mean; from `turn` on they are high ones."""

    signs: Sequence[str]
    words: Sequence[str]
    turn: int


@dataclass(frozen=True)
class Grid:
    """Room in pixels, from the bottom left: where the columns begin, how wide each is, and each row's cell."""

    width: float
    height: float
    left: float
    foot: float
    row: float
    cell: float

    def x(self, level: int, of: int) -> float:
        """The middle of a level's column."""
        return self.left + (level + 0.5) * (self.width - self.left) / of

    def y(self, row: int, of: int) -> float:
        """Where the cell of a row stands."""
        return self.foot + (of - 1 - row) * self.row


def draw_levels(rows: Sequence[Levels], names: Names, legend: str, look: Look) -> Drawing:
    """The rows from top to bottom, the levels from left to right; `legend` stands underneath."""
    is_one = len(rows) == 1
    legend = "" if look.is_wall and (is_one or len(rows) > _MOST_WITH_LEGEND) else legend
    grid = _one(look, legend) if is_one else _many(len(rows), look, legend)
    figure = drawing(look, round(grid.height))
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        barmode="overlay",
        bargap=0,
        xaxis={"range": [0, grid.width], "visible": False},
        yaxis={"range": [0, grid.height], "visible": False},
    )
    figure.add_traces(_traces(rows, names, grid, is_one, look))
    _write_names(figure, names, grid, len(rows), look)
    for index, row in enumerate(rows):
        _write_row(figure, row, index, len(rows), grid, look)
    if legend:
        sizes = measures(look)
        words = whole(legend, grid.width - 16, sizes.small, 1 if look.is_wall else 3)
        _write(figure, words, 8, 2, "left", "bottom", sizes.small, colours(look).muted)
    return figure


def _one(look: Look, legend: str) -> Grid:
    """Columns as high as the picture allows, with their words below."""
    width, height = measures(look).width, measures(look).height
    foot = (230.0 if look.also else 142.0) if look.is_wall else 26.0 + (58 if legend else 0)
    return Grid(width, height, 0, foot, height, height - foot - (54 if look.is_wall else 24))


def _many(rows: int, look: Look, legend: str) -> Grid:
    if look.is_wall:
        head, foot = 50.0, 50.0 if legend else 0.0
        row = min(124.0, (measures(look).height - head - foot) / rows)
        spare = measures(look).height - head - foot - row * rows
        return Grid(measures(look).width, measures(look).height, 860, foot + spare / 2, row, row - 12)
    return Grid(measures(look).width, 28 + 104 * rows + 62, 0, 62, 104, 36)


def _traces(rows: Sequence[Levels], names: Names, grid: Grid, is_one: bool, look: Look) -> list[Any]:
    of = len(names.signs)
    shown = [(index, row) for index, row in enumerate(rows) if row.counts]
    most = max((count for _, row in shown for count in row.counts), default=0) or 1
    cells = [(row.id, level, count, index) for index, row in shown for level, count in enumerate(row.counts)]
    x = [grid.x(level, of) for _, level, _, _ in cells]
    base = [grid.y(index, len(rows)) for *_, index in cells]
    heights = [max(_LEAST, grid.cell * count / most) for *_, count, _ in cells]
    ids = [f"{name}-{level}" for name, level, *_ in cells]
    wide = (grid.width - grid.left) / of * (0.62 if is_one else 0.9)
    tones, sizes, share = colours(look), measures(look), 1.0 if is_one else 0.5
    fills = [
        mix(data_colour(look.dark) if level >= names.turn else DATA[4], tones.paper, share) for _, level, *_ in cells
    ]
    tracks = [grid.cell] * len(cells)
    common: dict[str, Any] = {"ids": ids, "hoverinfo": "skip"}
    faint = mix(tones.ink, tones.paper, 0.05 if is_one else 0.08)
    text_at = [low + (high if is_one else grid.cell / 2) for low, high in zip(base, heights, strict=True)]
    return [
        trace("bar", x=x, y=tracks, base=base, width=wide, marker={"color": faint}, meta={"part": "track"}, **common),
        trace(
            "bar", x=x, y=heights, base=base, width=wide, marker={"color": fills},
            customdata=[count for *_, count, _ in cells], meta={"part": "bars", "start": {"y": _LEAST}}, **common,
        ),
        trace(
            "scatter", x=x, y=text_at, text=[f"<b>{count}</b>" if count else "0" for *_, count, _ in cells],
            mode="text", textposition="top center" if is_one else "middle center", cliponaxis=False,
            textfont={
                "size": sizes.strong if is_one else sizes.small,
                "color": [tones.ink if count else tones.muted for *_, count, _ in cells],
            },
            meta={"part": "values"}, **common,
        ),
    ]  # fmt: skip


def _write_names(figure: Drawing, names: Names, grid: Grid, rows: int, look: Look) -> None:
    """The levels' signs below one statement's columns (on the wall with their words) or above several rows."""
    sizes, tones = measures(look), colours(look)
    top = grid.y(0, rows) + grid.row
    for level, (sign, words) in enumerate(zip(names.signs, names.words, strict=True)):
        x = grid.x(level, len(names.signs))
        if rows > 1:
            _write(
                figure,
                f"<b>{fitted(sign, 100, sizes.strong, 1)}</b>",
                x,
                top,
                "center",
                "bottom",
                sizes.strong,
                tones.muted,
            )
            continue
        _write(
            figure,
            f"<b>{fitted(sign, 100, sizes.strong, 1)}</b>",
            x,
            grid.foot - 2,
            "center",
            "top",
            sizes.strong,
            tones.ink,
        )
        if look.is_wall:
            room = grid.width / len(names.signs) - 14
            below = grid.foot - sizes.strong * 1.3 - 2
            _write(
                figure,
                fitted(words, room, sizes.small, 4 if look.also else 2),
                x,
                below,
                "center",
                "top",
                sizes.small,
                tones.muted,
            )


def _write_row(figure: Drawing, row: Levels, index: int, of: int, grid: Grid, look: Look) -> None:
    """A statement, where there are several, and what is said in the place of withheld cells."""
    sizes, tones, middle = measures(look), colours(look), grid.y(index, of) + grid.cell / 2
    if of > 1 and look.is_wall:
        words = fitted(row.label, grid.left - 40, sizes.small, 1 if look.also and grid.row < 88 else 2)
        _write(figure, words, 0, middle, "left", "middle", sizes.small, tones.ink)
    elif of > 1:
        words = fitted(row.label, grid.width - 16, sizes.text, 3)
        _write(figure, words, 8, grid.y(index, of) + grid.cell + 4, "left", "bottom", sizes.text, tones.ink)
    if row.note:
        at = grid.left + (grid.width - grid.left) / 2
        words = fitted(row.note, grid.width - grid.left - 20, sizes.small, 2)
        _write(figure, words, at, middle, "center", "middle", sizes.small, tones.muted)


def _write(
    figure: Drawing, words: str, x: float, y: float, side: str, edge: str, size: float, colour: str
) -> None:  # fmt: skip
    figure.add_annotation(
        text=words, showarrow=False, x=x, y=y, xanchor=side, yanchor=edge, align=side,
        font={"size": size, "color": colour},
    )  # fmt: skip
