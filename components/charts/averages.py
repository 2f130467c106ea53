"""Bars of shares: what things were given on average, in words how far people differ, and what is too close to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing, trace
from components.charts.palette import data_colour, mix
from components.charts.picture import Look
from components.charts.template import colours, drawing, measures
from components.charts.wording import fitted, whole

_EDGE = 8
_LEAST = 0.002
"""The shortest bar, of one: a bar without any length could not grow."""
_BESIDE_LINE = 34
"""Room in pixels for the line at the right edge of a wall."""
_WALL_ROW = 104.0
_PAGE_ROW = 76.0


@dataclass(frozen=True)
class Average:
    """One row: its mean, how it was spread in words, the mean of the round before, and whether the next is close."""

    id: str
    label: str
    mean: float
    shown: str
    spread: str
    before: float | None = None
    is_close: bool = False


@dataclass(frozen=True)
class _Frame:
    """Room in pixels: each row, the labels at the left, what stands right of the longest bar, the words, the foot."""

    row: float
    left: float
    right: float
    words: float
    foot: float
    lift: float


def draw_averages(rows: Sequence[Average], note: str, look: Look) -> Drawing:
    """The rows from top to bottom; a line at the right joins those that are too close to call, `note` explains it."""
    frame = _frame(rows, note, look)
    figure = drawing(look, round(frame.row * max(1, len(rows)) + frame.foot + 4))
    width = measures(look).width - frame.left - _EDGE
    figure.update_layout(
        margin={"l": frame.left, "r": _EDGE, "t": 4, "b": frame.foot},
        bargap=0,
        barmode="overlay",
        xaxis={"range": [0, width / (width - frame.right)], "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5] if rows else [0.5, -0.5], "visible": False},
    )
    figure.add_traces(_traces(rows, frame, look))
    _joined(figure, rows, frame, look)
    _note(figure, note, frame, look)
    return figure


def _frame(rows: Sequence[Average], note: str, look: Look) -> _Frame:
    if not look.is_wall:
        return _Frame(row=_PAGE_ROW, left=8, right=56, words=260, foot=42 if note else 4, lift=0.3)
    foot = 52.0 if note else 4.0
    row = min(_WALL_ROW, (measures(look).height - foot - 4) / max(1, len(rows)))
    return _Frame(row, left=700, right=490, words=420, foot=foot, lift=0)


def _traces(rows: Sequence[Average], frame: _Frame, look: Look) -> list[Any]:
    tones, sizes, hue = colours(look), measures(look), data_colour(look.dark)
    longest = max([1e-9, *(row.mean for row in rows), *(row.before or 0 for row in rows)])
    common: dict[str, Any] = {"ids": [row.id for row in rows], "hoverinfo": "skip"}
    y = [float(index) for index in range(len(rows))]
    values = [max(_LEAST, row.mean / longest) for row in rows]
    label_width, lines = (sizes.width - 60, 1) if frame.lift else (frame.left - 28, 2 if frame.row >= 88 else 1)
    labels = [(whole if lines == 1 else fitted)(row.label, label_width, sizes.small, lines) for row in rows]
    pad = "" if frame.lift else "&nbsp;&nbsp;"
    width = sizes.width - frame.left - _EDGE
    aside = 0 if frame.lift else (width - _BESIDE_LINE) / (width - frame.right)
    before = [None if row.before is None else row.before / longest for row in rows]
    thick = min(0.62, 46 / frame.row) if look.is_wall else 14 / frame.row
    return [
        trace(
            "bar", x=before, y=y, orientation="h", width=thick * 1.25, meta={"part": "before"}, **common,
            marker={"color": tones.paper, "line": {"color": mix(hue, tones.paper, 0.6), "width": sizes.stroke}},
        ),
        trace(
            "bar", x=values, y=y, orientation="h", width=thick,
            customdata=[row.mean for row in rows], marker={"color": hue}, meta={"part": "bars", "start": {"x": _LEAST}},
            **common,
        ),
        trace(
            "scatter", x=[0] * len(rows), y=[at - frame.lift for at in y],
            text=[label.replace("<br>", f"{pad}<br>") + pad for label in labels], mode="text",
            textposition="middle right" if frame.lift else "middle left", cliponaxis=False,
            textfont={"size": sizes.small, "color": tones.ink}, meta={"part": "labels"}, **common,
        ),
        trace(
            "scatter", x=[max(value, earlier or 0) for value, earlier in zip(values, before, strict=True)], y=y,
            text=[f" <b>{fitted(row.shown, 200, sizes.text, 1)}</b>" for row in rows], mode="text",
            textposition="middle right", textfont={"size": sizes.text, "color": tones.ink}, cliponaxis=False,
            meta={"part": "values", "start": {"x": _LEAST}}, **common,
        ),
        trace(
            "scatter", x=[aside] * len(rows), y=[at + frame.lift for at in y],
            text=[whole(row.spread, frame.words, sizes.small) for row in rows], mode="text",
            textposition="middle right" if frame.lift else "middle left", cliponaxis=False,
            textfont={"size": sizes.small, "color": tones.muted}, meta={"part": "spread"}, **common,
        ),
    ]  # fmt: skip


def _joined(figure: Drawing, rows: Sequence[Average], frame: _Frame, look: Look) -> None:
    """One line at the right edge along every run of rows that are too close to call."""
    tones, sizes = colours(look), measures(look)
    start = None
    for index, row in enumerate(rows):
        is_last = index + 1 == len(rows) or not row.is_close
        if start is None and not is_last:
            start = index
        if start is not None and is_last:
            figure.add_shape(
                name=f"close-{start}", type="line", xref="paper", x0=1, x1=1, y0=start - 0.3, y1=index + 0.3,
                line={"color": tones.ink, "width": sizes.stroke * 2},
            )  # fmt: skip
            start = None


def _note(figure: Drawing, note: str, frame: _Frame, look: Look) -> None:
    tones, sizes = colours(look), measures(look)
    if note:
        figure.add_annotation(
            text=whole(note, sizes.width * 0.96, sizes.small, 1 if look.is_wall else 2), showarrow=False,
            align="right" if look.is_wall else "left", xref="paper", x=1 if look.is_wall else 0,
            xanchor="right" if look.is_wall else "left", yref="paper", y=0, yanchor="bottom",
            yshift=-frame.foot + 2, font={"size": sizes.small, "color": tones.muted},
        )  # fmt: skip
