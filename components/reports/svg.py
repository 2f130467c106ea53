"""Charts drawn as SVG: no script, a few kilobytes each, and as sharp on paper as on a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from components.charts.editable import Editable, Numbers
from components.charts.palette import LIGHT, SYMBOLS, readable_on
from components.charts.wording import lines_of, width_of

WIDTH = 480
At = Callable[[int, float], tuple[float, float]]
"""Where a number of a category lies."""
_ROW, _BAR, _SMALL, _MOST_LABELS = 36, 22, 13, 190
_DASHES = ("", "8 4", "2 4", "8 4 2 4", "12 4", "12 4 2 4", "4 2")
_MOST_LINES = 7


def draw(chart: Editable, language: str) -> str:
    """The chart as one `<svg>`, described by its title; every text in it is escaped."""
    draws = {"bars": _bars, "stacked": _stacked, "piled": _piled, "lines": _lines, "field": _field}
    body, height = draws[chart.form](chart, language)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(chart.title)}" '
        f'font-size="{_SMALL}" fill="{LIGHT.ink}">{body}</svg>'
    )


def number(value: float, chart: Editable, language: str) -> str:
    """A number of a chart in words: whole or with one decimal, or as a percentage."""
    if chart.is_share:
        return f"{round(100 * value)} %"
    words = f"{value:.1f}".removesuffix(".0")
    return words.replace(".", ",") if language == "es" else words


def _bars(chart: Editable, language: str) -> tuple[str, float]:
    """A row for each category, in it a bar for each series."""
    labels, last = _room_for(chart), len(chart.categories)
    top = max((value for _, values in chart.series for value in values if value is not None), default=0) or 1
    step, out, y = _ROW if len(chart.series) == 1 else 26 * len(chart.series) + 12, [], 4.0
    for place, category in enumerate(chart.categories):
        out.append(_label(category, labels, y + step / 2))
        for at, ((_, values), colour) in enumerate(zip(chart.series, chart.colours, strict=True)):
            value = values[place]
            if value is None:
                continue
            share = (last - value) / max(1, last - 1) if chart.is_place else value / top
            width = (WIDTH - labels - 60) * share
            bar = y + at * 26 + (step - 26 * len(chart.series)) / 2 + 1
            out.append(_rect(labels, bar, width, _BAR, colour))
            out.append(_words(number(value, chart, language), labels + width + 8, bar + 17, weight=600))
        y += step
    legend, below = _legend(chart, y) if len(chart.series) > 1 else ("", y)
    return "".join(out) + legend, below + 4


def _stacked(chart: Editable, language: str) -> tuple[str, float]:
    """A row for each category, filled by the shares of its series; the numbers are their counts."""
    return _rows(chart, language, [sum(_given(chart, place)) or 1 for place in range(len(chart.categories))])


def _piled(chart: Editable, language: str) -> tuple[str, float]:
    """The same, as long as the counts together."""
    totals = [sum(_given(chart, place)) for place in range(len(chart.categories))]
    return _rows(chart, language, [max([1.0, *totals])] * len(totals))


def _rows(chart: Editable, language: str, wholes: Sequence[float]) -> tuple[str, float]:
    out, labels = [], _room_for(chart)
    for place, (category, whole) in enumerate(zip(chart.categories, wholes, strict=True)):
        y, x = 4 + place * _ROW, labels
        out.append(_label(category, labels, y + _ROW / 2))
        for (_, values), colour in zip(chart.series, chart.colours, strict=True):
            value = values[place] or 0
            width = (WIDTH - labels - 10) * value / whole
            if value:
                out.append(_rect(x, y + 5, width, _BAR + 4, colour, edge=True))
                words = number(value, chart, language)
                if width > width_of(words, _SMALL) + 4:
                    middle = x + width / 2
                    out.append(_words(words, middle, y + 23, anchor="middle", colour=readable_on(colour), weight=600))
            x += width
    legend, below = _legend(chart, 8 + len(chart.categories) * _ROW)
    return "".join(out) + legend, below + 4


def _given(chart: Editable, place: int) -> list[float]:
    return [values[place] or 0 for _, values in chart.series]


def _lines(chart: Editable, language: str) -> tuple[str, float]:
    """A line for each series, those that end highest; its name and number stand at its end."""
    shown = sorted(
        ((index, name, values) for index, (name, values) in enumerate(chart.series) if _last(values) is not None),
        key=lambda row: (_last(row[2]) or 0) * (1 if chart.is_place else -1),
    )[:_MOST_LINES]
    known = [value for _, _, values in shown for value in values if value is not None]
    low, high = (1.0, max(known)) if chart.is_place else (0.0, max(known) * 1.05 or 1)
    left, right, top, bottom = 34.0, WIDTH - 196.0, 16.0, 40.0 + 34 * max(4, len(shown))

    def at(place: int, value: float) -> tuple[float, float]:
        share = (value - low) / ((high - low) or 1)
        down = share if chart.is_place else 1 - share
        across = place / max(1, len(chart.categories) - 1)
        return left + across * (right - left), top + down * (bottom - top)

    out = list(_line_axes(chart, at, (low, high), (left, right, bottom), language))
    ends = _apart([at(len(chart.categories) - 1, _last(values) or 0)[1] for _, _, values in shown], 34)
    for (index, name, values), end in zip(shown, ends, strict=True):
        colour = chart.colours[index]
        points = [at(place, value) for place, value in enumerate(values) if value is not None]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = f' stroke-dasharray="{_DASHES[index % 7]}"' if _DASHES[index % 7] else ""
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="3"{dash}/>')
        out += [_mark(x, y, index, colour) for x, y in points]
        out.append(_mark(right + 18, end, index, colour))
        words = f"{number(_last(values) or 0, chart, language)} · {name}"
        out += _broken(words, right + 30, end + 5, WIDTH - right - 34)
    return "".join(out), max(bottom + 34, (max(ends) if ends else 0) + 26)


def _line_axes(
    chart: Editable, at: At, ends: tuple[float, float], box: tuple[float, float, float], language: str
) -> Iterator[str]:
    (low, high), (left, right, bottom) = ends, box
    steps = range(int(low), int(high) + 1) if chart.is_place and high <= 12 else [low, (low + high) / 2, high]
    for value in steps:
        _, y = at(0, value)
        yield f'<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LIGHT.hairline}"/>'
        yield _words(number(value, chart, language), left - 6, y + 4, anchor="end", colour=LIGHT.muted)
    every = max(1, -(-len(chart.categories) // 3))
    for place, category in enumerate(chart.categories):
        if (len(chart.categories) - 1 - place) % every == 0:
            x, _ = at(place, low)
            side = "start" if place == 0 else "end" if place == len(chart.categories) - 1 else "middle"
            yield _words(category, x, bottom + 22, anchor=side, colour=LIGHT.muted)


def _field(chart: Editable, language: str) -> tuple[str, float]:
    """A square with an end named on each side; a mark and a name for each series at its place."""
    left_end, right_end, low_end, top_end = (*chart.categories, "", "", "", "")[:4]
    x0, y0, side = 96.0, 30.0, 288.0
    out = [_rect(x0, y0, side, side, LIGHT.raised, edge=True)]
    for x1, y1, x2, y2 in (
        (x0 + side / 2, y0, x0 + side / 2, y0 + side),
        (x0, y0 + side / 2, x0 + side, y0 + side / 2),
    ):
        out.append(f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" stroke="{LIGHT.hairline}"/>')
    out.append(f'<rect x="{x0}" y="{y0}" width="{side}" height="{side}" fill="none" stroke="{LIGHT.muted}"/>')
    out.append(_words(top_end, x0 + side / 2, y0 - 10, anchor="middle", colour=LIGHT.muted))
    out.append(_words(low_end, x0 + side / 2, y0 + side + 20, anchor="middle", colour=LIGHT.muted))
    out += _broken(left_end, x0 - 8, y0 + side / 2, x0 - 14, anchor="end")
    out += _broken(right_end, x0 + side + 8, y0 + side / 2, WIDTH - x0 - side - 12)
    for index, ((name, values), colour) in enumerate(zip(chart.series, chart.colours, strict=True)):
        across, up = (value or 0 for value in values[:2])
        x, y = x0 + side * across / 100, y0 + side * (1 - up / 100)
        out.append(_mark(x, y, index, colour, 8))
        is_far = across > 60
        out += _broken(name, x + (-13 if is_far else 13), y + 5, 130, anchor="end" if is_far else "start")
    return "".join(out), y0 + side + 34


def _legend(chart: Editable, y: float) -> tuple[str, float]:
    """The names of the series behind their colours, as many to a line as fit; where it ends."""
    out, x = [], 4.0
    y += 8
    for (name, _), colour in zip(chart.series, chart.colours, strict=True):
        [words] = lines_of(name, 280, _SMALL, 1)
        width = width_of(words, _SMALL) + 40
        if x + width > WIDTH and x > 4:
            x, y = 4.0, y + 24
        out.append(_rect(x, y, 14, 14, colour) + _words(words, x + 20, y + 12))
        x += width
    return "".join(out), y + 20


def _room_for(chart: Editable) -> float:
    """How wide the column of categories is."""
    widest = max((width_of(category, _SMALL) for category in chart.categories), default=0)
    return min(widest + 18, _MOST_LABELS)


def _label(text: str, room: float, middle: float) -> str:
    """A category in front of its bar, on two lines if need be."""
    return "".join(_broken(text, room - 10, middle + 4, room - 12, anchor="end"))


def _broken(text: str, x: float, y: float, room: float, anchor: str = "start") -> list[str]:
    lines = lines_of(text, room, _SMALL, 2)
    start = y - 8 * (len(lines) - 1)
    return [_words(line, x, start + 16 * at, anchor=anchor) for at, line in enumerate(lines)]


def _words(text: str, x: float, y: float, *, anchor: str = "start", colour: str = LIGHT.ink, weight: int = 400) -> str:
    about = f' text-anchor="{anchor}"' if anchor != "start" else ""
    about += f' fill="{colour}"' if colour != LIGHT.ink else ""
    about += f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{about}>{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str, *, edge: bool = False) -> str:
    line = f' stroke="{LIGHT.raised}"' if edge else ' rx="2"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, width):.1f}" height="{height}" fill="{colour}"{line}/>'


def _mark(x: float, y: float, index: int, colour: str, size: float = 5.5) -> str:
    """A sign of its own for each series, beside its colour."""
    shape = SYMBOLS[index % len(SYMBOLS)]
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>'
    turn = 45 if shape == "diamond" else 0
    if shape in ("square", "diamond"):
        about = f'transform="rotate({turn} {x:.1f} {y:.1f})" ' if turn else ""
        place = f'x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size}" height="{2 * size}"'
        return f'<rect {about}{place} fill="{colour}"/>'
    if shape == "triangle-up":
        corners = f"{x:.1f},{y - size - 1:.1f} {x - size - 1:.1f},{y + size:.1f} {x + size + 1:.1f},{y + size:.1f}"
        return f'<polygon points="{corners}" fill="{colour}"/>'
    turned = "M-1-1L1 1M-1 1L1-1" if shape == "x" else "M0-1L0 1M-1 0L1 0M-.7-.7L.7.7M-.7.7L.7-.7"
    return (
        f'<path transform="translate({x:.1f} {y:.1f}) scale({size})" d="{turned}" stroke="{colour}" '
        f'stroke-width=".5" fill="none"/>'
    )


def _last(values: Numbers) -> float | None:
    """The last number there is, where it is that of the last category."""
    return values[-1] if values else None


def _apart(at: Sequence[float], gap: float) -> list[float]:
    """Places moved down so that none is nearer to the one above than the gap."""
    order = sorted(range(len(at)), key=lambda index: at[index])
    found, last = [0.0] * len(at), -1e9
    for index in order:
        last = found[index] = max(at[index], last + gap)
    return found
