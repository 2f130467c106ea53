"""Rows on a time axis: how many people wrote of each thing, meeting by meeting, as dots that grow with the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.drawing import Drawing
from components.charts.palette import data_colour, mix
from components.charts.picture import Figure, Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures, tell
from components.charts.timeline import day_in_words, iso, places, set_time_axis
from components.charts.wording import fitted
from components.text import t

_ROW = 64
_SMALLEST, _LARGEST = 9.0, 28.0
_MOST_NUMBERS = 8
_FOOT = 130


@dataclass(frozen=True)
class DotRow:
    """One thing by its name, with at least how many people wrote of it at each meeting; None is too few to tell."""

    label: str
    counts: Sequence[int | None]


def rows_picture(
    rows: Sequence[DotRow], days: Sequence[str], title: str, note: str, look: Look, span: tuple[str, str] | None = None
) -> Figure:
    """The rows from top to bottom. A full dot's area is its number, a small ring is fewer than three."""
    figure = drawing(look, round(heading_room(title, look) + _ROW * len(rows) + _FOOT))
    set_time_axis(figure, days, look, span, right=0.1)
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": heading_room(title, look) + 8, "b": _FOOT - 8},
        yaxis={"range": [len(rows) - 0.42, -0.62], "visible": False},
    )
    most = max((count or 0 for row in rows for count in row.counts), default=1)
    for index, row in enumerate(rows):
        _draw_row(figure, index, row, days, most, look, span)
    write_heading(figure, title, look)
    write_footnote(figure, note, look)
    tell(figure, {row.label: list(row.counts) for row in rows})
    return Figure(figure, f"{title} {' '.join(_told(row, days, look.language) for row in rows)}")


def _draw_row(
    figure: Drawing, index: int, row: DotRow, days: Sequence[str], most: int, look: Look, span: tuple[str, str] | None
) -> None:
    sizes, tones, hue = measures(look), colours(look), data_colour(look.dark)
    at = [iso(place) for place in places(days, span)]
    figure.add_scatter(
        x=at, y=[index] * len(at), mode="lines", hoverinfo="skip", cliponaxis=False, meta={"part": "path"},
        line={"color": mix(hue, tones.raised, 0.35), "width": 2},
    )  # fmt: skip
    figure.add_scatter(
        x=at, y=[index] * len(at), mode="markers", hoverinfo="skip", cliponaxis=False, meta={"part": "dots"},
        marker={
            "size": [_size(count, most) for count in row.counts],
            "color": [tones.raised if count is None else hue for count in row.counts],
            "line": {"color": hue, "width": [2 if count is None else 0 for count in row.counts]},
            "opacity": 1,
        },
    )  # fmt: skip
    figure.add_annotation(
        text=f"<b>{fitted(row.label, sizes.width * 0.9, sizes.text, 1)}</b>", showarrow=False, align="left",
        xref="paper", x=0, xanchor="left", y=index, yanchor="bottom", yshift=15,
        font={"size": sizes.text, "color": tones.ink},
    )  # fmt: skip
    for place, count in _numbered(at, row.counts):
        figure.add_annotation(
            text=f"{count}", showarrow=False, x=place, y=index, xanchor="left", xshift=_size(count, most) / 2 + 1,
            font={"size": sizes.small, "color": tones.ink},
        )  # fmt: skip


def _numbered(at: Sequence[str], counts: Sequence[int | None]) -> list[tuple[str, int]]:
    """The dots with their number beside them: all where there is room, else the last one and the largest."""
    told = [(place, count) for place, count in zip(at, counts, strict=True) if count is not None]
    if len(at) <= _MOST_NUMBERS or len(told) < 2:
        return told
    largest = max(told, key=lambda one: one[1])
    return [told[-1]] if largest[1] == told[-1][1] else [largest, told[-1]]


def _size(count: int | None, most: int) -> float:
    """The diameter of a dot, in pixels: its area goes with the number."""
    return _SMALLEST if count is None else max(_SMALLEST + 2, _LARGEST * float((count / most) ** 0.5))


def _told(row: DotRow, days: Sequence[str], language: str) -> str:
    pairs = zip(days, row.counts, strict=True)
    keys = ((day, count, "told_few" if count is None else "told_each") for day, count in pairs)
    each = [t(language, f"themes.{key}", day=day_in_words(day, language), n=count) for day, count, key in keys]
    return f"{row.label}: {', '.join(each)}."
