"""Fist: how far people go along, or how much they agree, and how that changes from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from components.activities.base import Entry
from components.activities.fist.model import GOES_ALONG, Answer, Config, Statement, parse_config
from components.activities.fist.sentences import LEAST_NAMED, moved, standing
from components.activities.written import asked_and_said
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.diverging import HANDS, RATINGS, Heads, Ratings, draw_ratings, draw_ratings_path
from components.charts.editable import Editable
from components.charts.levels import Levels, Names, draw_levels
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """Columns from 0 to 5 for hands, bars to both sides for the other scales; None while too few have answered."""
    if is_few(tally):
        return None
    parsed = parse_config(config)
    draw = _hands if parsed.scale == "fist" else _sides
    figure = draw(parsed, tally, look)
    tell(figure, {"statements": {each.id: _counts(tally, each) for each in parsed.statements}})
    words = [_in_words(parsed, each, tally, look.language) for each in parsed.statements]
    sentence = headline(config, step, tally, look.language, comparison)
    return Figure(figure, " ".join(filter(None, [sentence, *words])))


def _counts(tally: Json, statement: Statement) -> list[int]:
    """How many people on each level; nothing where that is withheld or nobody gave one."""
    part = tally.get("statements", {}).get(statement.id, {})
    counts: list[int] = part.get("levels", [])
    return counts if sum(counts) else []


def _note(tally: Json, statement: Statement, language: str) -> str:
    if is_few(tally.get("statements", {}).get(statement.id, {})):
        return t(language, "charts.after_five")
    return "" if _counts(tally, statement) else t(language, "charts.no_answers")


def _note_in(look: Look, tally: Json, statement: Statement) -> str:
    return look.in_each(lambda language: _note(tally, statement, language))


def level_name(config: Config, level: int, language: str) -> str:
    """A level in words: "I can live with it", "Strongly agree"."""
    return t(language, f"fist.{config.scale}_{level}")


def _hands(config: Config, tally: Json, look: Look) -> Any:
    rows = [
        Levels(each.id, look.say(each.text), _counts(tally, each), _note_in(look, tally, each))
        for each in config.statements
    ]
    names = Names(
        signs=[str(level) for level in config.levels],
        words=[look.in_each(partial(level_name, config, level)) for level in config.levels],
        turn=GOES_ALONG,
    )
    return draw_levels(rows, names, look.t("fist.fist_legend"), look)


def _sides(config: Config, tally: Json, look: Look) -> Any:
    scale = config.scale
    is_one = len(config.statements) == 1
    rows = []
    for each in config.statements:
        counts, note = _counts(tally, each), _note_in(look, tally, each)
        label = "" if is_one else look.say(each.text)
        rows.append(Ratings(label, counts or [0] * len(config.levels), note=note))
    heads = Heads(*(look.t(f"fist.{scale}_{side}") for side in ("low", "high", "apart")))
    legend = look.t(f"fist.{scale}_{'legend' if look.is_wall else 'page'}")
    return draw_ratings(rows, "", legend, look, heads)


def _in_words(config: Config, statement: Statement, tally: Json, language: str) -> str:
    text, counts = say(statement.text, language), _counts(tally, statement)
    if not counts:
        return f"{text} {_note(tally, statement, language)}"
    named = zip(config.levels, counts, strict=True)
    told = ", ".join(f"{level_name(config, level, language)}: {count}" for level, count in named)
    return t(language, "fist.alt", statement=text, counts=told)


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How the same people moved and how the group stands now; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    parsed = parse_config(config)
    shown = [(each, counts) for each in parsed.statements if (counts := _counts(tally, each))]
    if not shown:
        return t(language, "charts.after_five")
    return " ".join(filter(None, [moved(parsed, comparison, language), standing(parsed, shown, language)]))


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """A picture for each statement, found again from meeting to meeting by its id and its scale."""
    look = replace(look, size="page")
    return [_path(config, each, list(given.values()), look, span) for config, each, given in _by_statement(moments)]


_Given = dict[str, tuple[str, list[int]]]
"""By meeting its day, and how many people gave each level."""


def _by_statement(moments: Sequence[Moment]) -> list[tuple[Config, Statement, _Given]]:
    """Each statement with what was given to it at each meeting, the oldest first."""
    found: dict[tuple[str, str], tuple[Config, Statement, _Given]] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally):
            continue
        config = parse_config(moment.config)
        for statement in config.statements:
            counts, key = _counts(moment.tally, statement), (statement.id, config.scale)
            if counts:
                meetings = found[key][2] if key in found else {}
                found[key] = (config, statement, {**meetings, moment.meeting_id: (moment.held_on, counts)})
    return list(found.values())


def _path(
    config: Config,
    statement: Statement,
    meetings: Sequence[tuple[str, list[int]]],
    look: Look,
    span: tuple[str, str] | None,
) -> Figure:
    language = look.language
    rows = [Ratings(say(statement.text, language), counts, held_on) for held_on, counts in meetings]
    title = _title(config, rows, language)
    legend = t(language, f"fist.{config.scale}_path_legend")
    figure = draw_ratings_path(rows, title, legend, look, span, HANDS if config.scale == "fist" else RATINGS)
    tell(figure, {"statement": statement.id, "levels": [[row.held_on, list(row.counts)] for row in rows]})
    counts = "; ".join(f"{day_in_words(row.held_on, language)}: {', '.join(map(str, row.counts))}" for row in rows)
    return Figure(figure, f"{title} {t(language, 'fist.alt', statement='', counts=counts).strip()}")


def _title(config: Config, rows: Sequence[Ratings], language: str) -> str:
    first, last = (_reach(config, rows[at].counts, language) for at in (0, -1))
    name = f"fist.{config.scale}_path" + ("_one" if len(rows) == 1 else "")
    return t(language, name, first=first, last=last, statement=rows[-1].label)


def _reach(config: Config, counts: Sequence[int], language: str) -> str:
    """How many are on the high side, in words that count out neither one nor two people."""
    high, of = (HANDS if config.scale == "fist" else RATINGS).count_high(counts), sum(counts)
    if high == of:
        return t(language, "fist.reach_all")
    if of - high < LEAST_NAMED:
        return t(language, "fist.reach_nearly_all")
    return t(language, "fist.reach_few") if high < LEAST_NAMED else t(language, "fist.reach", n=high, of=of)


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each statement how many people gave each level at each meeting."""
    return [_in_numbers(config, each, list(given.values()), language) for config, each, given in _by_statement(moments)]


def _in_numbers(
    config: Config, statement: Statement, meetings: Sequence[tuple[str, list[int]]], language: str
) -> Editable:
    rows = [Ratings(say(statement.text, language), counts, held_on) for held_on, counts in meetings]
    series = tuple(
        (level_name(config, level, language), tuple(row.counts[place] for row in rows))
        for place, level in enumerate(config.levels)
    )
    days = tuple(day_in_words(row.held_on, language) for row in rows)
    note = t(language, "reports.people_note")
    return Editable(_title(config, rows, language), days, series, "stacked", note, "levels")


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """One person's level for each statement."""
    parsed = parse_config(config)
    given = [(each, answer.statements.get(each.id)) for each in parsed.statements]
    told = [(each, level_name(parsed, level, language)) for each, level in given if level is not None]
    return [
        words if len(parsed.statements) == 1 else asked_and_said(say(each.text, language), words)
        for each, words in told
    ]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per statement: how many people answered it, and how many gave which level."""
    if is_few(tally):
        return []
    parsed = parse_config(config)
    rows: list[dict[str, str | int | float]] = []
    for statement in parsed.statements:
        counts = _counts(tally, statement)
        row: dict[str, str | int | float] = {t(language, "fist.column_statement"): say(statement.text, language)}
        row[t(language, "charts.column_answers")] = sum(counts) if counts else _note(tally, statement, language)
        for place, level in enumerate(parsed.levels):
            row[level_name(parsed, level, language)] = counts[place] if counts else ""
        rows.append(row)
    return rows
