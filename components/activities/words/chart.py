"""Words: which came up and how often, now and from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry, translations_of, with_translations
from components.activities.words.model import Answer, parse_config
from components.activities.written import spelling
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.editable import Editable, in_order
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.charts.words import Word, draw_word_rows, draw_words
from components.text import say, t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer people than this are not put into a sentence."""

LEAST_NAMED = 3
"""A sentence speaks of a word that so many people said."""

_MOST_IN_ROW = 5
_MOST_IN_CHART = 12


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """Every word as large as it was said often, its number beside it; None while too few have answered."""
    if is_few(tally):
        return None
    language, words = look.language, _words(tally)
    figure = draw_words(
        [Word(f"word-{spelling(word)}", with_translations(tally, word), count) for word, count in words],
        look,
        look.t("charts.no_answers"),
        lambda rest: look.t("charts.more_words", n=rest),
    )
    tell(figure, {"words": dict(words)})
    if not words:
        return Figure(figure, t(language, "charts.no_answers"))
    counts = t(language, "charts.bars_alt", bars=", ".join(f"{word}: {count}" for word, count in words))
    return Figure(figure, f"{headline(config, step, tally, language)} {counts}".strip())


def _words(tally: Json) -> list[tuple[str, int]]:
    return [(str(word), int(count)) for word, count in tally.get("words", [])]


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """What came up most, where several people said it; else how many different words there are."""
    if is_few(tally):
        return t(language, "charts.after_five")
    words = [(translations_of(tally, word).get(language, word), count) for word, count in _words(tally)]
    n = int(tally.get("n", 0))
    if not words:
        return ""
    if n < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    most = words[0][1]
    top = [word for word, count in words if count == most]
    if most < LEAST_NAMED or len(top) > 2:
        return t(language, "charts.different_words", n=len(words)) if len(words) > 1 else ""
    if len(top) == 2:
        return t(language, "words.two_most", first=top[0], second=top[1], n=most)
    return t(language, "charts.most_said", word=top[0], n=most)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """A picture for each prompt that was asked: the words of every meeting that more than one person said."""
    look = replace(look, size="page")
    groups: list[tuple[set[str], dict[str, Moment]]] = []
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally) or not _words(moment.tally):
            continue
        asked = {spelling(text) for text in parse_config(moment.config).prompt.values()}
        known = next((group for group in groups if group[0] & asked), None)
        if known is None:
            groups.append(known := (set(), {}))
        known[0].update(asked)
        known[1][moment.meeting_id] = moment
    return [_path(list(meetings.values()), look) for _, meetings in groups]


def _path(meetings: Sequence[Moment], look: Look) -> Figure:
    language = look.language
    rows = [(day_in_words(moment.held_on, language), _row(moment, language)) for moment in meetings]
    title = _title(meetings, language)
    figure = draw_word_rows(rows, title, t(language, "words.path_legend"), look)
    tell(figure, {"words": [[moment.held_on, dict(_words(moment.tally))] for moment in meetings]})
    told = "; ".join(f"{day}: {', '.join(said)}" for day, said in rows)
    return Figure(figure, f"{title} {told.rstrip('.')}.")


def _row(moment: Moment, language: str) -> list[str]:
    """The words more than one person said, with their numbers; how many there were where nobody shared one."""
    words = _words(moment.tally)
    shared = [f"{word} {count}" for word, count in words if count > 1][:_MOST_IN_ROW]
    return shared or [t(language, "charts.different_words", n=len(words))]


def _title(meetings: Sequence[Moment], language: str) -> str:
    """The word several people said at most meetings, and what was asked."""
    asked = say(parse_config(meetings[-1].config).prompt, language)
    found: dict[str, tuple[int, str]] = {}
    for moment in meetings:
        for word, count in _words(moment.tally):
            if count > 1:
                key = spelling(word)
                found[key] = (found.get(key, (0, ""))[0] + 1, word)
    often, word = max(found.values(), key=lambda pair: pair[0], default=(0, ""))
    if len(meetings) == 1 or often < 2:
        return t(language, "words.path", prompt=asked)
    if often == len(meetings):
        return t(language, "words.path_always", word=word, prompt=asked)
    return t(language, "words.path_often", word=word, n=often, of=len(meetings), prompt=asked)


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each prompt, the words more than one person said at its latest meeting, and by how many."""
    latest: dict[frozenset[str], Moment] = {}
    for moment in in_order(moments):
        latest[frozenset(spelling(text) for text in parse_config(moment.config).prompt.values())] = moment
    return [chart for moment in latest.values() for chart in _in_numbers(moment, language)]


def _in_numbers(moment: Moment, language: str) -> list[Editable]:
    shared = [(word, count) for word, count in _words(moment.tally) if count > 1][:_MOST_IN_CHART]
    if not shared:
        return []
    asked = t(language, "words.path", prompt=say(parse_config(moment.config).prompt, language))
    title = f"{asked} {day_in_words(moment.held_on, language)}"
    series = ((t(language, "charts.column_people"), tuple(count for _, count in shared)),)
    labels = tuple(word for word, _ in shared)
    return [Editable(title, labels, series, "bars", t(language, "reports.words_note"))]


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """One person's words."""
    return list(answer.words)


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per word: how many people said it."""
    if is_few(tally):
        return []
    return [
        {t(language, "words.column_word"): word, t(language, "charts.column_people"): count}
        for word, count in _words(tally)
    ]
