"""Horizontal bars, the longest matter first: how many people, or how high in a group's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.drawing import Drawing, trace
from components.charts.palette import data_colour
from components.charts.picture import Look
from components.charts.template import colours, drawing, measures
from components.charts.wording import also_in, fitted, whole

MOST_ON_WALL = 8
_EDGE = 8
_LEAST = 0.002
"""The shortest bar, of one: a bar without any length could not grow."""


@dataclass(frozen=True)
class Bar:
    """One row. `value` is the bar's length, `shown` the words at its end, `place` its number in an order.

    `below` stands between this row and the next. A row that is not revealed keeps its room and says nothing.
    """

    id: str
    label: str
    value: float
    shown: str
    place: str = ""
    below: str = ""
    is_revealed: bool = True


@dataclass(frozen=True)
class Frame:
    """Room in pixels: each row, the words at the left, what stands right of the longest bar, the foot.

    `lift` raises labels above their bars, where the paper is narrow; `lines` is how many a label may have."""

    row: float
    left: float
    right: float
    foot: float
    lift: float
    lines: int


def draw_bars(bars: Sequence[Bar], longest: float, look: Look, note: str = "", *, in_steps: bool = False) -> Drawing:
    """The rows from top to bottom; `longest` is the value of a bar of full length, `note` stands underneath.

    On the wall there is room for 8 rows. With `in_steps` a screen may reveal them one by one from the bottom.
    """
    rows = bars[:MOST_ON_WALL] if look.is_wall else bars
    frame = _frame(rows, look, note)
    figure = drawing(look, round(frame.row * max(1, len(rows)) + frame.foot + 4))
    figure.update_layout(
        margin={"l": frame.left, "r": _EDGE, "t": 4, "b": frame.foot},
        bargap=0,
        xaxis={"range": [0, _stretch(frame, look)], "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5] if rows else [0.5, -0.5], "visible": False},
    )
    figure.add_traces(_traces(rows, longest, frame, look))
    _between(figure, rows, frame, look)
    _note(figure, note, frame, look)
    if in_steps and all(bar.is_revealed for bar in rows):
        figure.layout["meta"] = {**figure.layout["meta"], "reveal": len(rows)}
    return figure


def _frame(rows: Sequence[Bar], look: Look, note: str) -> Frame:
    has_column = any(bar.below for bar in rows)
    numbered = any(bar.place for bar in rows)
    if not look.is_wall:
        return Frame(
            row=80 if has_column else 54,
            left=34 if numbered else 8,
            right=64,
            foot=40 if note else 4,
            lift=0.28,
            lines=1,
        )
    foot = 52.0 if note else 4.0
    row = min(118.0, (measures(look).height - foot - 4) / max(1, len(rows)))
    left = (780 if any(also_in(bar.label) for bar in rows) else 640) + (80 if numbered else 0)
    return Frame(row, left, 480 if has_column else 120, foot, 0, 2 if row >= 88 else 1)


def _stretch(frame: Frame, look: Look) -> float:
    """How much longer the axis is than its longest bar."""
    width = measures(look).width - frame.left - _EDGE
    return width / (width - frame.right)


def _traces(rows: Sequence[Bar], longest: float, frame: Frame, look: Look) -> list[Any]:
    tones, sizes, hue = colours(look), measures(look), data_colour(look.dark)
    ids = [bar.id for bar in rows]
    y = [float(index) for index in range(len(rows))]
    values = [max(_LEAST, bar.value / max(longest, 1e-9)) if bar.is_revealed else _LEAST for bar in rows]
    places = list(range(len(rows)))
    label_width = measures(look).width - 60 if frame.lift else frame.left - (105 if rows and rows[0].place else 25)
    labels = [fitted(bar.label, label_width, sizes.small, frame.lines) if bar.is_revealed else "" for bar in rows]
    common: dict[str, Any] = {"ids": ids, "hoverinfo": "skip", "cliponaxis": False}
    thick = min(0.62, 46 / frame.row) if look.is_wall else 14 / frame.row
    bars = trace(
        "bar", x=values, y=[at + frame.lift * 0.45 for at in y], orientation="h", width=thick,
        customdata=[bar.value if bar.is_revealed else None for bar in rows], marker={"color": hue},
        meta={"part": "bars", "places": places, "start": {"x": _LEAST}},
        ids=ids, hoverinfo="skip",
    )  # fmt: skip
    names = trace(
        "scatter", x=[0] * len(rows), y=[at - frame.lift for at in y], text=_pad(labels, frame), mode="text",
        textposition="middle right" if frame.lift else "middle left",
        textfont={"size": sizes.small, "color": tones.ink}, meta={"part": "labels", "places": places}, **common,
    )  # fmt: skip
    ends = trace(
        "scatter", x=values, y=[at + frame.lift * 0.45 for at in y],
        text=[f" <b>{fitted(bar.shown, 400, sizes.text, 1)}</b>" if bar.is_revealed else "" for bar in rows],
        mode="text", textposition="middle right", textfont={"size": sizes.text, "color": tones.ink},
        meta={"part": "values", "places": places, "start": {"x": _LEAST}}, **common,
    )  # fmt: skip
    return [bars, names, ends]


def _pad(labels: Sequence[str], frame: Frame) -> list[str]:
    """A little room between a label at the left and its bar."""
    return [
        label if frame.lift or not label else label.replace("<br>", "&nbsp;&nbsp;<br>") + "&nbsp;&nbsp;"
        for label in labels
    ]


def _below(words: str, frame: Frame, look: Look) -> str:
    """What stands between two rows; where they are low, in the first language alone."""
    return whole(words, 380, measures(look).small, 2 if also_in(words) and frame.row >= 88 else 1)


def _between(figure: Drawing, rows: Sequence[Bar], frame: Frame, look: Look) -> None:
    """The number of each place, and how two neighbours stand to each other."""
    tones, sizes = colours(look), measures(look)
    for index, bar in enumerate(rows):
        if not bar.is_revealed:
            continue
        if bar.place:
            figure.add_annotation(
                name=f"place-{index}", text=f"<b>{fitted(bar.place, 80, sizes.strong, 1)}</b>", showarrow=False,
                xref="paper", x=0, xshift=-frame.left + 4, xanchor="left", y=index - frame.lift, yanchor="middle",
                font={"size": sizes.strong, "color": tones.muted},
            )  # fmt: skip
        if bar.below and index + 1 < len(rows):
            figure.add_annotation(
                name=f"place-{index}", text=_below(bar.below, frame, look), showarrow=False,
                xref="paper", x=1, xanchor="right", y=index + 0.5, yanchor="middle", bgcolor=tones.paper,
                font={"size": sizes.small, "color": tones.muted},
            )  # fmt: skip
            figure.add_shape(
                name=f"place-{index}", type="line", xref="paper", x0=0, x1=1, y0=index + 0.5, y1=index + 0.5,
                line={"color": tones.hairline, "width": sizes.stroke}, layer="below",
            )  # fmt: skip


def _note(figure: Drawing, note: str, frame: Frame, look: Look) -> None:
    tones, sizes = colours(look), measures(look)
    if note:
        figure.add_annotation(
            text=whole(note, sizes.width * 0.96, sizes.small, 1 if look.is_wall else 2), showarrow=False, align="left",
            xref="paper", x=0, xanchor="left", xshift=-frame.left + 4, yref="paper", y=0, yanchor="bottom",
            yshift=-frame.foot + 2, font={"size": sizes.small, "color": tones.muted},
        )  # fmt: skip
