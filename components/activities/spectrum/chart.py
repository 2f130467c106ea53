"""Spectrum: its picture, its sentence and its path from meeting to meeting.

Neither pole is progress: nothing here says that one end is better, and no sentence points at one or two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from components.activities.base import Entry
from components.activities.spectrum.model import Answer, Config, Line, parse_config
from components.activities.written import asked_and_said
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.strips import Strip, draw_strips
from components.charts.swarm_rows import MOST_WITH_STEMS, Row
from components.charts.swarms import draw_swarms
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words: "most of us" of four would point at somebody."""

LEAST_NAMED = 3
"""No sentence speaks of a side with fewer people than this."""

_MIDDLE = (45, 55)
"""A dot from here to there is in the middle."""

_STEADY = 5
"""A middle answer that moved by no more than this many points has stayed where it was."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A pile of dots on every line, the round before paler behind; None while too few have answered."""
    if is_few(tally):
        return None
    lines = parse_config(config).lines
    before = {} if previous is None or is_few(previous) else previous["lines"]
    stems = _stems(lines, look)
    rows = [
        _row(line, stem, tally["lines"].get(line.id, {}), before.get(line.id, {}), look, len(lines))
        for line, stem in zip(lines, stems, strict=True)
    ]
    figure = draw_swarms(rows, look.in_each(partial(_legend, rows, look.is_wall)), look)
    tell(figure, {"lines": {line.id: tally["lines"].get(line.id, {}) for line in lines}})
    words = [_in_words(line, tally["lines"].get(line.id, {}), look.language) for line in lines]
    sentence = headline(config, step, tally, look.language, comparison)
    return Figure(figure, " ".join(filter(None, [sentence, *words])))


def _legend(rows: Sequence[Row], is_wall: bool, language: str) -> str:
    """What the tick means and, where several lines share the wall, the order of the counts."""
    tick = t(language, "charts.middle_tick_before" if any(row.before for row in rows) else "charts.middle_tick")
    return f"{tick} — {t(language, 'charts.counts_order')}" if is_wall and 1 < len(rows) <= MOST_WITH_STEMS else tick


def _stems(lines: Sequence[Line], look: Look) -> list[str]:
    """The questions in the languages of a look, without what all of them begin with."""
    short = {
        language: _short([say(line.stem, language) for line in lines])
        for language in filter(None, (look.language, look.also))
    }
    return [look.in_each(lambda language, at=index: short[language][at]) for index in range(len(lines))]  # type: ignore[misc]


def _short(stems: Sequence[str]) -> list[str]:
    """Several questions that begin alike before a colon, without that beginning."""
    beginnings = {stem.partition(": ")[0] for stem in stems}
    if len(stems) < 2 or len(beginnings) > 1 or any(": " not in stem for stem in stems):
        return list(stems)
    return [_capital(stem.partition(": ")[2]) for stem in stems]


def _row(line: Line, stem: str, part: Json, before: Json, look: Look, many: int) -> Row:
    is_shown = bool(part.get("dots"))
    counts = ("", "", "")
    if is_shown:
        short = look.is_wall and many > 1
        left, middle, right = (
            str(part[zone]) if short else look.in_each(partial(_people, part[zone])) for zone in _ZONES
        )
        counts = (left, middle, right)
    return Row(
        id=line.id,
        stem=stem,
        left=look.say(line.left),
        right=look.say(line.right),
        dots=part.get("dots", ()),
        median=part.get("median"),
        counts=counts,
        before=before.get("dots", ()) if is_shown else (),
        before_median=before.get("median") if is_shown else None,
        note=look.t("charts.after_five") if is_few(part) else "",
    )


_ZONES = ("left", "middle", "right")


def _people(count: int, language: str) -> str:
    return t(language, "charts.one_person" if count == 1 else "charts.people", n=count)


def _in_words(line: Line, part: Json, language: str) -> str:
    stem = say(line.stem, language)
    if is_few(part):
        return f"{stem} {t(language, 'charts.after_five')}"
    if not part.get("dots"):
        return f"{stem} {t(language, 'charts.no_answers')}"
    values = {zone: part[zone] for zone in _ZONES}
    return t(
        language,
        "charts.line_alt",
        stem=stem,
        left_pole=say(line.left, language),
        right_pole=say(line.right, language),
        median=_number(part["median"], language),
        **values,
    )


def _number(value: float, language: str) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "es" else text


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How the group stands, or how it moved since the round before; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    parsed = parse_config(config)
    moved = _moved(parsed, comparison or {}, language)
    if moved:
        return moved
    shown = [(line, tally["lines"][line.id]) for line in parsed.lines if tally["lines"].get(line.id, {}).get("dots")]
    if not shown:
        return t(language, "charts.after_five")
    if max(part["n"] for _, part in shown) < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    return _standing(*shown[0], language) if len(parsed.lines) == 1 else _closest(shown, language)


def _standing(line: Line, part: Json, language: str) -> str:
    """Where the people on one line stand."""
    left, right = say(line.left, language), say(line.right, language)
    n = part["n"]
    ways = {"left": (left, part["right"]), "right": (right, part["left"])}
    for side, (pole, otherwise) in ways.items():
        if part[side] / n >= 0.6:
            if otherwise >= LEAST_NAMED and otherwise / n >= 0.15:
                return t(language, "charts.most_but", pole=pole, share=_share(otherwise / n, language))
            return t(language, "charts.most", pole=pole)
    if part["middle"] / n >= 0.6:
        return t(language, "charts.most_middle", left=left, right=right)
    if min(part["left"], part["right"]) >= LEAST_NAMED and min(part["left"], part["right"]) / n >= 0.3:
        return t(language, "charts.two_camps", left=left, right=right)
    return t(language, "charts.spread", left=left, right=right)


_SHARES = ((0.18, "fifth"), (0.29, "quarter"), (0.37, "third"), (1.0, "four_in_ten"))


def _share(part: float, language: str) -> str:
    return t(language, "charts.share_" + next(name for most, name in _SHARES if part <= most))


def _closest(shown: Sequence[tuple[Line, Json]], language: str) -> str:
    """On which line people stand closest together, and on which furthest apart."""
    wide = [(_spread(part), say(line.stem, language)) for line, part in shown if part["n"] >= LEAST_FOR_WORDS]
    (narrow, closest), (broad, furthest) = min(wide), max(wide)
    if broad - narrow < _STEADY:
        return t(language, "charts.alike_everywhere")
    return t(language, "charts.closest_furthest", closest=_bare(closest), furthest=_bare(furthest))


def _spread(part: Json) -> float:
    """The mean distance from the middle answer."""
    return float(sum(abs(dot - part["median"]) for dot in part["dots"])) / len(part["dots"])


def _bare(stem: str) -> str:
    """A question within a sentence: without what several share before a colon."""
    return stem.rpartition(": ")[2] or stem


def _capital(text: str) -> str:
    """A sentence begins with a capital, behind `¿` too."""
    first = next((index for index, letter in enumerate(text) if letter.isalpha()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def _moved(config: Config, comparison: Json, language: str) -> str:
    """How the same people moved, on the line with most movement; "" where that is not known."""
    parts = comparison.get("lines", {})
    known = [(line, parts[line.id]) for line in config.lines if parts.get(line.id) and not is_few(parts[line.id])]
    if not known:
        return ""
    line, part = max(known, key=lambda pair: pair[1]["moved"])
    sentence = _movement(line, part, language)
    if len(config.lines) == 1 or not part["moved"]:
        return sentence
    return t(language, "charts.on_line", stem=_capital(_bare(say(line.stem, language))), sentence=sentence)


def _movement(line: Line, part: Json, language: str) -> str:
    values = {"moved": part["moved"], "stayed": part["stayed"]}
    if not part["moved"]:
        return t(language, "charts.nobody_moved")
    to_right = part["right"] >= part["left"]
    more, fewer = max(part["left"], part["right"]), min(part["left"], part["right"])
    pole = say(line.right if to_right else line.left, language)
    other = say(line.left if to_right else line.right, language)
    if more == fewer:
        sentence = t(language, "charts.moved_both", **values, n=more, pole=pole, other=other)
    elif fewer == 0:
        sentence = t(language, "charts.moved_one_way", **values, pole=pole)
    elif fewer == 1:
        sentence = t(language, "charts.moved_mostly", **values, pole=pole)
    else:
        sentence = t(language, "charts.moved", **values, n=more, back=fewer, pole=pole)
    return sentence + _shift(line, part.get("shift"), language) + "."


def _shift(line: Line, shift: float | None, language: str) -> str:
    """The mean change, where it may be said and is worth saying."""
    if shift is None or abs(shift) < 1:
        return ""
    pole = say(line.right if shift > 0 else line.left, language)
    return t(language, "charts.shift", points=_number(round(abs(shift)), language), pole=pole)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """One picture per line, found again from meeting to meeting by its id; `span` is the first and last day."""
    look = replace(look, size="page")
    found: dict[str, tuple[Line, dict[str, tuple[Moment, Json]]]] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally):
            continue
        for line in parse_config(moment.config).lines:
            part = moment.tally.get("lines", {}).get(line.id, {})
            if part.get("dots"):
                meetings = found[line.id][1] if line.id in found else {}
                found[line.id] = (line, {**meetings, moment.meeting_id: (moment, part)})
    return [_path(line, list(meetings.values()), look, span) for line, meetings in found.values()]


def _path(line: Line, meetings: Sequence[tuple[Moment, Json]], look: Look, span: tuple[str, str] | None) -> Figure:
    language = look.language
    strips = [Strip(moment.held_on, moment.title, part["dots"], part["median"]) for moment, part in meetings]
    title = _drift(line, strips, language)
    left, right = say(line.left, language), say(line.right, language)
    figure = draw_strips(strips, title, (left, right), t(language, "charts.middle_path"), look, span)
    tell(figure, {"line": line.id, "medians": [[strip.held_on, strip.median] for strip in strips]})
    medians = ", ".join(
        f"{day_in_words(strip.held_on, language)}: {_number(strip.median, language)} ({len(strip.dots)})"
        for strip in strips
    )
    return Figure(figure, f"{title} {t(language, 'charts.path_alt', left=left, right=right, medians=medians)}")


def _drift(line: Line, strips: Sequence[Strip], language: str) -> str:
    stem = say(line.stem, language)
    if len(strips) == 1:
        return t(language, "charts.path_one", stem=stem)
    first, last = strips[0].median, strips[-1].median
    values = {"stem": stem, "first": _number(first, language), "last": _number(last, language)}
    if abs(last - first) <= _STEADY:
        return t(language, "charts.path_steady", **values)
    pole = say(line.right if last > first else line.left, language)
    return t(language, "charts.path_moved", **values, pole=pole)


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """Where one person's dots are, in words."""
    lines = parse_config(config).lines
    placed = [(line, answer.lines.get(line.id)) for line in lines]
    told = [(line, _place_in_words(line, at, language)) for line, at in placed if at is not None]
    return [words if len(lines) == 1 else asked_and_said(say(line.stem, language), words) for line, words in told]


def _place_in_words(line: Line, at: float, language: str) -> str:
    if _MIDDLE[0] <= at <= _MIDDLE[1]:
        return t(language, "spectrum.own_middle", left=say(line.left, language), right=say(line.right, language))
    return t(language, "spectrum.own_side", pole=say(line.left if at < _MIDDLE[0] else line.right, language))


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per line: its poles, how many stand where, and the middle answer."""
    if is_few(tally):
        return []
    rows: list[dict[str, str | int | float]] = []
    for line in parse_config(config).lines:
        part = tally["lines"].get(line.id, {})
        row: dict[str, str | int | float] = {
            t(language, "charts.column_line"): say(line.stem, language),
            t(language, "charts.column_left"): say(line.left, language),
            t(language, "charts.column_right"): say(line.right, language),
        }
        if is_few(part):
            rows.append(row | {t(language, "charts.column_answers"): t(language, "charts.after_five")})
            continue
        row[t(language, "charts.column_answers")] = part.get("n", 0)
        for zone in _ZONES:
            row[t(language, f"charts.column_n_{zone}")] = part.get(zone, 0)
        row[t(language, "charts.column_median")] = (
            "" if part.get("median") is None else _number(part["median"], language)
        )
        rows.append(row)
    return rows
