"""Counted words: the more people said one the larger it is, and the number stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from components.charts.drawing import Drawing
from components.charts.palette import data_colour
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.wording import fitted, inert, lines_of, width_of

_LINE = 1.28
"""The height of a line, of its letters' size."""
_BOLD = 1.2
"""Bold letters are about so much wider, on the generous side."""
MOST_ON_PAGE = 40


@dataclass(frozen=True)
class Word:
    """A word and how many people said it."""

    id: str
    text: str
    count: int


@dataclass(frozen=True)
class Placed:
    """A word at its place, in pixels from the top left: `x` is where it begins, `y` its middle."""

    word: Word
    size: float
    x: float
    y: float


def draw_words(words: Sequence[Word], look: Look, empty: str, note_of: Callable[[int], str]) -> Drawing:
    """The words, most said first, from left to right and top to bottom; `empty` stands where there are none.

    `note_of(rest)` stands underneath where there is no room for so many more.
    """
    sizes = measures(look)
    foot = 52.0 if look.is_wall else 30.0
    most = sizes.height if look.is_wall else 2000.0
    placed, depth = _arranged(words if look.is_wall else words[:MOST_ON_PAGE], look, most)
    rest = len(words) - len(placed)
    if rest:
        placed, depth = _arranged(words[: len(placed)], look, most - foot)
        rest = len(words) - len(placed)
    height = sizes.height if look.is_wall else round(max(60, depth + (foot if rest else 0)))
    figure = drawing(look, height)
    spare = (height - depth - (foot if rest else 0)) / 2 if look.is_wall else 0
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"range": [0, sizes.width], "visible": False},
        yaxis={"range": [height, 0], "visible": False},
    )
    _write(figure, placed, spare, look)
    if rest:
        write_footnote(figure, note_of(rest), look)
    if not words:
        figure.add_annotation(
            text=fitted(empty, sizes.width - 16, sizes.text, 1), showarrow=False, x=sizes.width / 2, y=height / 2,
            font={"size": sizes.text, "color": colours(look).muted},
        )  # fmt: skip
    return figure


def _write(figure: Drawing, placed: Sequence[Placed], down: float, look: Look) -> None:
    top = max((each.word.count for each in placed), default=0)
    figure.add_scatter(
        x=[each.x for each in placed], y=[each.y + down for each in placed], mode="text", hoverinfo="skip",
        text=[f"<b>{inert(each.word.text)}</b>&nbsp;{each.word.count}" for each in placed],
        textposition="middle right", cliponaxis=False, ids=[each.word.id for each in placed],
        textfont={
            "size": [each.size for each in placed],
            "color": [data_colour(look.dark) if each.word.count == top > 1 else colours(look).ink for each in placed],
        },
        meta={"part": "words"},
    )  # fmt: skip


def _arranged(words: Sequence[Word], look: Look, most: float) -> tuple[list[Placed], float]:
    """The words as large as they may be in so much height, and the height they take; what does not fit is left out."""
    least = float(measures(look).small)
    largest = 110.0 if look.is_wall else 30.0
    while True:
        placed, depth = _rows(words, look, largest)
        if depth <= most or largest <= least + 2:
            break
        largest = max(least + 2, largest * 0.92)
    kept = [each for each in placed if each.y + each.size * _LINE / 2 <= most]
    return kept, max((each.y + each.size * _LINE / 2 for each in kept), default=0.0)


def _rows(words: Sequence[Word], look: Look, largest: float) -> tuple[list[Placed], float]:
    sizes, least = measures(look), float(measures(look).small)
    top = max((word.count for word in words), default=1)
    gap, edge = (44.0, 8.0) if look.is_wall else (16.0, 8.0)
    found: list[Placed] = []
    row: list[Placed] = []
    x, y = edge, 0.0
    for word in words:
        wide = width_of(word.text, 1) * _BOLD + width_of(f" {word.count}", 1)
        size = least + (largest - least) * sqrt((word.count - 1) / max(1, top - 1))
        size = max(least, min(size, (sizes.width - 2 * edge) / wide))
        if row and x + wide * size > sizes.width - edge:
            y += _settle(found, row, y)
            row, x = [], edge
        row.append(Placed(word, size, x, 0))
        x += wide * size + gap
    y += _settle(found, row, y)
    return found, y


def _settle(found: list[Placed], row: Sequence[Placed], y: float) -> float:
    """Give a row its place below `y`; its height."""
    height = max((each.size for each in row), default=0) * _LINE
    found += [Placed(each.word, each.size, each.x, y + height / 2) for each in row]
    return height


def draw_word_rows(rows: Sequence[tuple[str, Sequence[str]]], title: str, note: str, look: Look) -> Drawing:
    """A row for each meeting: its day, and below it what was said there, at most two lines of it."""
    sizes, tones = measures(look), colours(look)
    top, line = heading_room(title, look) + 6, 64.0
    foot = 12 + 18.5 * len(lines_of(note, sizes.width - 16, sizes.small, 3))
    figure = drawing(look, round(top + line * len(rows) + foot))
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": top, "b": foot},
        xaxis={"range": [0, 1], "visible": False},
        yaxis={"range": [len(rows), 0], "visible": False},
    )
    for index, (day, said) in enumerate(rows):
        words = "<br>".join(inert(each) for each in _lines(said, sizes.width - 20, sizes.text))
        for text, y, colour in ((inert(day), 0.02, tones.muted), (words, 0.32, tones.ink)):
            figure.add_annotation(
                text=text, showarrow=False, align="left", xref="paper", x=0, xanchor="left", y=index + y, yanchor="top",
                font={"size": sizes.small, "color": colour},
            )  # fmt: skip
    write_heading(figure, title, look)
    write_footnote(figure, note, look)
    return figure


def _lines(said: Sequence[str], width: float, size: float) -> list[str]:
    """As many words as two lines have room for, none of them broken."""
    lines = [""]
    for word in said:
        joined = " · ".join(filter(None, [lines[-1], word]))
        if width_of(joined, size) <= width:
            lines[-1] = joined
        elif len(lines) == 1 and lines[0]:
            lines.append(lines_of(word, width, size, 1)[0])
        elif not lines[0]:
            lines[0] = lines_of(word, width, size, 1)[0]
        else:
            break
    return lines
