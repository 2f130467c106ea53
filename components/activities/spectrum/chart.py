"""Spectrum: its picture, its sentence and its path from meeting to meeting.

Neither pole is progress: nothing here says that one end is better, and no sentence points at one or two people.
Movement between rounds, and the path from meeting to meeting, follow the dots of today alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from components.activities.base import Entry
from components.activities.spectrum.model import LEAST_FOR_WORDS, Answer, Line, parse_config
from components.activities.spectrum.sentences import STEADY, capital, closest, moved, number, standing, wishing
from components.activities.written import asked_and_said
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.editable import Editable, days_of
from components.charts.strips import Strip, draw_strips
from components.charts.swarm_rows import MOST_WITH_STEMS, Row
from components.charts.swarms import draw_swarms
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]

_MIDDLE = (45, 55)
"""A dot from here to there is in the middle."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A pile of dots on every line, the round before paler behind; None while too few have answered."""
    if is_few(tally):
        return None
    parsed = parse_config(config)
    lines = parsed.lines
    before = {} if previous is None or is_few(previous) else previous["lines"]
    stems = _stems(lines, look)
    rows = [
        _with_wished(row, tally["lines"].get(row.id, {}), look, len(lines)) if parsed.wished else row
        for row in (
            _row(line, stem, tally["lines"].get(line.id, {}), before.get(line.id, {}), look, len(lines))
            for line, stem in zip(lines, stems, strict=True)
        )
    ]
    legend = partial(_legend, rows, look, parsed.wished)
    figure = draw_swarms(rows, look.in_each(legend), look)
    tell(figure, {"lines": {line.id: tally["lines"].get(line.id, {}) for line in lines}})
    words = [_in_words(line, tally["lines"].get(line.id, {}), look.language) for line in lines]
    sentence = headline(config, step, tally, look.language, comparison)
    return Figure(figure, " ".join(filter(None, [sentence, *words])))


def _legend(rows: Sequence[Row], look: Look, wished: bool, language: str) -> str:
    """What the ticks mean and, where several lines share the wall, the order of the counts."""
    name = "spectrum.wished_tick" if wished else "charts.middle_tick"
    has_before = any(row.before for row in rows)
    if wished and look.is_wall and look.also and not has_before:
        return t(language, "spectrum.wished_short")  # in both languages it has one line of the wall
    tick = t(language, f"{name}_before" if has_before else name)
    has_order = look.is_wall and not wished and 1 < len(rows) <= MOST_WITH_STEMS
    return f"{tick} — {t(language, 'charts.counts_order')}" if has_order else tick


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
    return [capital(stem.partition(": ")[2]) for stem in stems]


def _row(line: Line, stem: str, part: Json, before: Json, look: Look, many: int) -> Row:
    is_shown = bool(part.get("dots"))
    return Row(
        id=line.id,
        stem=stem,
        left=look.say(line.left),
        right=look.say(line.right),
        dots=part.get("dots", ()),
        median=part.get("median"),
        counts=_counts(part, look, many),
        before=before.get("dots", ()) if is_shown else (),
        before_median=before.get("median") if is_shown else None,
        note=look.t("charts.after_five") if is_few(part) else "",
    )


def _with_wished(row: Row, part: Json, look: Look, many: int) -> Row:
    """The row with its second dots, as far as they may be shown."""
    wished = part.get("wished", {})
    return replace(
        row,
        wished=wished.get("dots", ()),
        wished_median=wished.get("median"),
        wished_counts=_counts(wished, look, many),
        wished_note=look.t("spectrum.wished_few") if is_few(wished) else "",
    )


def _counts(part: Json, look: Look, many: int) -> tuple[str, str, str]:
    """How many are left, in the middle and right: numbers alone where several lines share a wall."""
    if not part.get("dots"):
        return ("", "", "")
    short = look.is_wall and many > 1
    left, middle, right = (str(part[zone]) if short else look.in_each(partial(_people, part[zone])) for zone in _ZONES)
    return (left, middle, right)


_ZONES = ("left", "middle", "right")


def _people(count: int, language: str) -> str:
    return t(language, "charts.one_person" if count == 1 else "charts.people", n=count)


def _in_words(line: Line, part: Json, language: str) -> str:
    stem = say(line.stem, language)
    if is_few(part):
        return f"{stem} {t(language, 'charts.after_five')}"
    if not part.get("dots"):
        return f"{stem} {t(language, 'charts.no_answers')}"
    told = t(language, "charts.line_alt", stem=stem, **_values(line, part, language))
    return " ".join(filter(None, [told, _wished_in_words(line, part.get("wished", {}), language)]))


def _wished_in_words(line: Line, wished: Json, language: str) -> str:
    if is_few(wished):
        return t(language, "spectrum.wished_few")
    return t(language, "spectrum.wished_alt", **_values(line, wished, language)) if wished.get("dots") else ""


def _values(line: Line, part: Json, language: str) -> Json:
    poles = {"left_pole": say(line.left, language), "right_pole": say(line.right, language)}
    return {**poles, "median": number(part["median"], language), **{zone: part[zone] for zone in _ZONES}}


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How the group stands, or how it moved since the round before, and where most would like to be.

    "" before anybody answered.
    """
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    parsed = parse_config(config)
    shown = [(line, tally["lines"][line.id]) for line in parsed.lines if tally["lines"].get(line.id, {}).get("dots")]
    is_one, told = len(parsed.lines) == 1, moved(parsed, comparison or {}, language)
    wish = wishing(parsed, shown, language)
    if told:
        return " ".join(filter(None, [told, wish])) if is_one else told
    if not shown:
        return t(language, "charts.after_five")
    if max(part["n"] for _, part in shown) < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    if is_one:
        return " ".join(filter(None, [standing(*shown[0], language), wish]))
    return wish or closest(shown, language)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """One picture per line, found again from meeting to meeting by its id; `span` is the first and last day."""
    look = replace(look, size="page")
    return [_path(line, list(meetings.values()), look, span) for line, meetings in _by_line(moments).values()]


def _by_line(moments: Sequence[Moment]) -> dict[str, tuple[Line, dict[str, tuple[Moment, Json]]]]:
    """By id each line with what is shown of it at each meeting, the oldest first."""
    found: dict[str, tuple[Line, dict[str, tuple[Moment, Json]]]] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally):
            continue
        for line in parse_config(moment.config).lines:
            part = moment.tally.get("lines", {}).get(line.id, {})
            if part.get("dots"):
                meetings = found[line.id][1] if line.id in found else {}
                found[line.id] = (line, {**meetings, moment.meeting_id: (moment, part)})
    return found


def _path(line: Line, meetings: Sequence[tuple[Moment, Json]], look: Look, span: tuple[str, str] | None) -> Figure:
    language = look.language
    strips = [Strip(moment.held_on, moment.title, part["dots"], part["median"]) for moment, part in meetings]
    title = _drift(line, strips, language)
    left, right = say(line.left, language), say(line.right, language)
    figure = draw_strips(strips, title, (left, right), t(language, "charts.middle_path"), look, span)
    tell(figure, {"line": line.id, "medians": [[strip.held_on, strip.median] for strip in strips]})
    medians = ", ".join(
        f"{day_in_words(strip.held_on, language)}: {number(strip.median, language)} ({len(strip.dots)})"
        for strip in strips
    )
    return Figure(figure, f"{title} {t(language, 'charts.path_alt', left=left, right=right, medians=medians)}")


def _drift(line: Line, strips: Sequence[Strip], language: str) -> str:
    stem = say(line.stem, language)
    if len(strips) == 1:
        return t(language, "charts.path_one", stem=stem)
    first, last = strips[0].median, strips[-1].median
    values = {"stem": stem, "first": number(first, language), "last": number(last, language)}
    if abs(last - first) <= STEADY:
        return t(language, "charts.path_steady", **values)
    pole = say(line.right if last > first else line.left, language)
    return t(language, "charts.path_moved", **values, pole=pole)


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each line how many people stand left, in between and right at each meeting."""
    return [_in_numbers(line, list(meetings.values()), language) for line, meetings in _by_line(moments).values()]


def _in_numbers(line: Line, meetings: Sequence[tuple[Moment, Json]], language: str) -> Editable:
    strips = [Strip(moment.held_on, moment.title, part["dots"], part["median"]) for moment, part in meetings]
    names = (say(line.left, language), t(language, "reports.between"), say(line.right, language))
    counts = [tuple(part[zone] for _, part in meetings) for zone in _ZONES]
    title = say(line.stem, language) if len(strips) == 1 else _drift(line, strips, language)
    return Editable(
        title, days_of([moment for moment, _ in meetings], language),
        tuple(zip(names, counts, strict=True)), "stacked", t(language, "reports.people_note"), "poles",
    )  # fmt: skip


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """Where one person's dots are, in words; the second one of a line after the first."""
    lines = parse_config(config).lines
    told: list[tuple[Line, str]] = []
    for line in lines:
        at, wish = answer.lines.get(line.id), answer.wished.get(line.id)
        if at is not None:
            told.append((line, _place_in_words(line, at, language)))
        if wish is not None:
            words = t(language, "spectrum.own_wished", place=_place_in_words(line, wish, language))
            told.append((line, words))
    return [words if len(lines) == 1 else asked_and_said(say(line.stem, language), words) for line, words in told]


def _place_in_words(line: Line, at: float, language: str) -> str:
    if _MIDDLE[0] <= at <= _MIDDLE[1]:
        return t(language, "spectrum.own_middle", left=say(line.left, language), right=say(line.right, language))
    return t(language, "spectrum.own_side", pole=say(line.left if at < _MIDDLE[0] else line.right, language))


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per line: its poles, how many stand where, and the middle answer; the same of the second dots."""
    if is_few(tally):
        return []
    rows: list[dict[str, str | int | float]] = []
    parsed = parse_config(config)
    for line in parsed.lines:
        part = tally["lines"].get(line.id, {})
        row: dict[str, str | int | float] = {
            t(language, "charts.column_line"): say(line.stem, language),
            t(language, "charts.column_left"): say(line.left, language),
            t(language, "charts.column_right"): say(line.right, language),
            **_numbers(part, language),
        }
        if parsed.wished and not is_few(part):
            second = _numbers(part.get("wished", {}), language)
            row |= {t(language, "spectrum.wished_column", column=name): value for name, value in second.items()}
        rows.append(row)
    return rows


def _numbers(part: Json, language: str) -> dict[str, str | int | float]:
    answers = t(language, "charts.column_answers")
    if is_few(part):
        return {answers: t(language, "charts.after_five")}
    middle = part.get("median")
    return {
        answers: part.get("n", 0),
        **{t(language, f"charts.column_n_{zone}"): part.get(zone, 0) for zone in _ZONES},
        t(language, "charts.column_median"): "" if middle is None else number(middle, language),
    }
