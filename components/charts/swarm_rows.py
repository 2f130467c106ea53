"""The rows of a spectrum picture: how much room each has, and where its words go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.picture import Json, Look
from components.charts.template import colours, measures
from components.charts.wording import also_in, fitted, fitted_bold, lines_of, whole

THIRDS = (33.5, 66.5)
"""Where left ends and right begins."""

MOST_WITH_STEMS = 5
"""On the wall more lines than this go without their questions: their poles need the room."""

_SIDE = 340.0
_SIDE_OF_BOTH = 460.0
"""The room for poles beside several lines, and where each is written in two languages."""

_DEEPER = 36
"""So much lower begin the poles of one line on the wall where each is written in two languages."""

_BOLD = 1.06
"""Bold letters are about so much wider."""


@dataclass(frozen=True)
class Row:
    """One line: its words, its dots and, paler behind them, those of the round before.

    `counts` are the words for left, middle and right; `note` stands where the dots would be. `wished` are second dots
    on a line of their own below, with their own counts; None where nobody is asked for any.
    """

    id: str
    stem: str
    left: str
    right: str
    dots: Sequence[float] = ()
    median: float | None = None
    counts: tuple[str, str, str] = ("", "", "")
    before: Sequence[float] = ()
    before_median: float | None = None
    note: str = ""
    wished: Sequence[float] | None = None
    wished_median: float | None = None
    wished_counts: tuple[str, str, str] = ("", "", "")
    wished_note: str = ""


@dataclass(frozen=True)
class Frame:
    """The room of each row in pixels: above the line for dots, below it, and at each side for poles.

    `second` is how far below the line that of second dots lies, 0 without one.
    """

    above: float
    head: float
    below: float
    side: float
    foot: float
    length: float
    largest: float
    poles_below: bool
    rows: int = 1
    second: float = 0.0

    @property
    def row(self) -> float:
        return self.above + self.head + self.below + self.second

    @property
    def nudge(self) -> float:
        """How far a dot may lie beside its value, in points: a little where several lines share the wall."""
        return 0.0 if self.poles_below else 1.5

    @property
    def tick(self) -> float:
        """The length of the tick at the middle answer, which hangs from the line."""
        if self.second:
            return min(self.below * 0.9, 26.0)
        return min(self.below * 0.9, 40.0) if not self.poles_below or self.below > 100 else 16.0

    @property
    def height(self) -> float:
        return self.row * self.rows + self.foot


def frame_of(rows: Sequence[Row], look: Look) -> Frame:
    """The room of so many rows in a look."""
    sizes, many = measures(look), len(rows) > 1
    if any(row.wished is not None for row in rows):
        return _frame_of_two(rows, look)
    if not look.is_wall:
        head = 44.0 if many else 6.0
        return Frame(96, head, 88, 10, 24, sizes.width - 24, 15, True, len(rows))
    if not many:
        below, foot = 260.0 if look.also else 214.0, 0.0
        return Frame(sizes.height - below, 0, below, 12, foot, sizes.width - 24, 58, True)
    foot, side = 48.0, _side(look)
    row = (sizes.height - foot) / len(rows)
    head, below = _head(rows), min(28.0, row * 0.3)
    return Frame(row - head - below, head, below, side, foot, sizes.width - 2 * side, 34, False, len(rows))


def _side(look: Look) -> float:
    return _SIDE_OF_BOTH if look.also else _SIDE


def _head(rows: Sequence[Row]) -> float:
    return 44.0 if len(rows) <= MOST_WITH_STEMS else 0.0


def _frame_of_two(rows: Sequence[Row], look: Look) -> Frame:
    """The same where every row has a second line below the first: each has half of the room for dots."""
    sizes, many = measures(look), len(rows) > 1
    if not look.is_wall:
        head = 44.0 if many else 6.0
        return Frame(80, head, 88, 10, 40, sizes.width - 24, 15, True, len(rows), second=122)
    foot = 48.0
    row = (sizes.height - foot) / len(rows)
    if not many:
        below, between = 234.0 if look.also else 198.0, 74.0
        above = (row - below - between) / 2
        return Frame(above, 0, below, 12, foot, sizes.width - 24, 58, True, second=above + between)
    head, below = _head(rows), min(18.0, row * 0.18)
    above = (row - head - 2 * below) / 2
    return Frame(
        above, head, below, _side(look), foot, sizes.width - 2 * _side(look), 34, False, len(rows),
        second=above + below,
    )  # fmt: skip


def words_of(row: Row, axis: str, frame: Frame, look: Look) -> list[Json]:
    """Everything that is written in a row, as plotly annotations on the row's own axis."""
    notes = [*_poles(row, frame, look), *_counts(row, frame, look)]
    top, sizes, tones = frame.above + frame.head, measures(look), colours(look)
    if frame.head > 10:
        width = sizes.width - frame.side - _room_for_counts(row) - 20 if look.is_wall else sizes.width * 0.96
        text = whole(row.stem, width, sizes.small, 1 if look.is_wall else 2)
        at = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -frame.side if look.is_wall else 0}
        notes.append(_note(text, top, tones.muted, sizes.small, yanchor="top", align="left", **at))
    if row.note:
        text = fitted(row.note, frame.length * 0.95, sizes.small, 2)
        notes.append(_note(text, frame.above / 2, tones.muted, sizes.small, x=50))
    if row.wished_note and not row.note:
        text = fitted(row.wished_note, frame.length * 0.95, sizes.small, 2)
        notes.append(_note(text, frame.above / 2 - frame.second, tones.muted, sizes.small, x=50))
    return [{**note, "yref": axis} for note in notes if note["text"] not in ("", "<b></b>")]


def legend_of(legend: str, frame: Frame, look: Look) -> Json:
    """What the tick means: under several lines, or between the poles of one."""
    tones, sizes = colours(look), measures(look)
    if frame.foot:
        text = whole(legend, sizes.width * 0.96, sizes.small, 2 if frame.second and not look.is_wall else 1)
        at: Json = {"yref": "paper", "yshift": -2, "y": 0}
    else:
        text = fitted(legend, sizes.width * 0.3, sizes.small, 2)
        at = {"yref": "y", "y": _pole_depth(frame, look) - 6}
    return {**_note(text, 0, tones.muted, sizes.small, xref="paper", x=0.5, yanchor="top"), **at}


def _pole_depth(frame: Frame, look: Look) -> float:
    depth = -frame.below - frame.second + ((114 if frame.second else 130) if look.is_wall else 44)
    return depth + (_DEEPER if look.is_wall and look.also else 0)


def _poles(row: Row, frame: Frame, look: Look) -> list[Json]:
    ends = ((row.left, 0, "left", -1), (row.right, 100, "right", 1))
    place = _pole_below if frame.poles_below else _pole_beside
    return [place(words, x, side, sign, frame, look) for words, x, side, sign in ends]


def _pole_below(words: str, x: int, side: str, sign: int, frame: Frame, look: Look) -> Json:
    """Under its end of the line; a long one in smaller letters, on three lines."""
    sizes = measures(look)
    width = frame.length * (0.34 if look.is_wall else 0.46)
    letters, most = (sizes.strong, 2) if look.is_wall else (sizes.small, 2)
    if look.is_wall and (also_in(words) or len(lines_of(words, width, letters * _BOLD, 3)) > 2):
        letters, most = sizes.small, 3
    text = fitted_bold(words, width / _BOLD, letters, most)
    at = {"x": x, "xanchor": side, "align": side, "yanchor": "top"}
    return _note(text, _pole_depth(frame, look), colours(look).ink, letters, **at)


def _pole_beside(words: str, x: int, side: str, sign: int, frame: Frame, look: Look) -> Json:
    """Beside its end of the line, level with it."""
    sizes = measures(look)
    room, middle = frame.row - frame.head, 6 * sizes.stroke - frame.second / 2
    if frame.row <= 78:
        text = f"<b>{whole(words, (frame.side - 34) / _BOLD, sizes.small)}</b>"
    elif also_in(words):
        text = fitted_bold(words, (frame.side - 34) / _BOLD, sizes.small, max(2, min(4, int(room / 44))), larger=1)
        middle = room / 2 - frame.below - frame.second
    else:
        text = fitted_bold(words, frame.side - 34, sizes.small, 2)
    toward = "right" if side == "left" else "left"
    at = {"x": x, "xanchor": toward, "align": toward, "xshift": sign * 20}
    return _note(text, middle, colours(look).ink, sizes.small, **at)


def _room_for_counts(row: Row) -> float:
    return 260.0 if row.wished is None else 500.0


def _counts(row: Row, frame: Frame, look: Look) -> list[Json]:
    """How many are left, in the middle and right: under their thirds, or together above the line's end."""
    tones, sizes = colours(look), measures(look)
    both = [row.counts] if row.wished is None else [row.counts, row.wished_counts]
    if not frame.poles_below:
        signs = [""] if row.wished is None else ["● ", "○ "]
        told = [sign + " · ".join(words) for sign, words in zip(signs, both, strict=True) if any(words)]
        text = fitted("   ".join(told), _room_for_counts(row), sizes.small, 1) if frame.head else ""
        return [_note(text, frame.above + frame.head, tones.ink, sizes.small, x=100, xanchor="right", yanchor="top")]
    y = -frame.tick - (24 if look.is_wall else 10)
    middles = (THIRDS[0] / 2, 50, (THIRDS[1] + 100) / 2)
    return [
        _note(whole(words, frame.length / 3, sizes.small), y - depth, tones.muted, sizes.small, x=x)
        for counts, depth in zip(both, (0, frame.second), strict=False)
        for words, x in zip(counts, middles, strict=True)
    ]


def _note(text: str, y: float, colour: str, size: float, **where: Any) -> Json:
    usual = {"xref": "x", "xanchor": "center", "yanchor": "middle", "showarrow": False, "borderpad": 0}
    return {**usual, "text": text, "y": y, "font": {"size": size, "color": colour}, **where}
