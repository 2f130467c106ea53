"""Icebreaker: cards, words or choices, and how many took part from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry, translations_of, with_translations
from components.activities.icebreaker.model import Answer, Config, parse_config
from components.charts import Cards, Figure, Look, Moment, Picture, is_few
from components.charts.bars import MOST_ON_WALL, Bar, draw_bars
from components.charts.columns import draw_columns
from components.charts.editable import Editable, columns, in_order
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]

MOST_WORDS = 20
"""How many words a page shows; the wall has room for 8."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """Texts as cards, words and choices as bars by how many people; None while too few have answered."""
    if is_few(tally):
        return None
    parsed = parse_config(config)
    if parsed.answer == "text":
        return Cards(list(tally.get("texts", [])))
    found = _counted(parsed, tally, look)
    most = MOST_ON_WALL if look.is_wall else MOST_WORDS
    shown = found[:most]
    bars = [
        Bar(id=name, label=with_translations(tally, label), value=count, shown=str(count))
        for name, label, count in shown
    ]
    rest = len(found) - len(shown)
    note = look.t("charts.more_words", n=rest) if rest else ""
    figure = draw_bars(bars, max((count for *_, count in found), default=1), look, note)
    tell(figure, {"bars": {label: count for _, label, count in shown}})
    words = ", ".join(f"{label}: {count}" for _, label, count in found)
    if not words:
        return Figure(figure, t(look.language, "charts.no_answers"))
    sentence = headline(config, step, tally, look.language)
    return Figure(figure, f"{sentence} {t(look.language, 'charts.bars_alt', bars=words)}".strip())


def _counted(config: Config, tally: Json, look: Look) -> list[tuple[str, str, int]]:
    """Id, words and people: choices in the order they were offered, words by how many said them."""
    if config.answer == "choice":
        chosen = tally.get("choices", {})
        return [(choice.id, look.say(choice.text), chosen.get(choice.id, 0)) for choice in config.choices]
    words = sorted(tally.get("words", {}).items(), key=lambda pair: (-pair[1], pair[0].casefold()))
    return [(f"word-{word}", word, count) for word, count in words]


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """What came up most; "" where texts speak for themselves or nothing stands out."""
    if is_few(tally):
        return t(language, "charts.after_five")
    parsed = parse_config(config)
    if parsed.answer == "text" or not tally.get("n"):
        return ""
    found = sorted(_counted(parsed, tally, Look(language)), key=lambda row: -row[2])
    if not found:
        return ""
    if parsed.answer == "word":
        said = [(name, translations_of(tally, word).get(language, word), count) for name, word, count in found]
        return _most_said(said, language)
    return _most_chosen(found, language)


def _most_said(found: Sequence[tuple[str, str, int]], language: str) -> str:
    (_, word, count), runner_up = found[0], found[1][2] if len(found) > 1 else 0
    if count > max(1, runner_up):
        return t(language, "charts.most_said", word=word, n=count)
    return t(language, "charts.different_words", n=len(found)) if len(found) > 1 else ""


def _most_chosen(found: Sequence[tuple[str, str, int]], language: str) -> str:
    total = sum(count for *_, count in found)
    top = [label for _, label, count in found if count == found[0][2]]
    if total < 2 or len(top) > 2:
        return ""
    if len(top) == 2:
        return t(language, "charts.tied_choice", first=top[0], second=top[1])
    return t(language, "charts.more_than_half" if found[0][2] * 2 > total else "charts.most_chose", choice=top[0])


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """How many answered at each meeting, and the word said most where words were asked for."""
    look = replace(look, size="page")
    shown: dict[str, Moment] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if not is_few(moment.tally) and moment.tally.get("n"):
            shown[moment.meeting_id] = moment
    if not shown:
        return []
    language = look.language
    days = [moment.held_on for moment in shown.values()]
    counts = [int(moment.tally["n"]) for moment in shown.values()]
    words = [(_top_word(moment), day_in_words(moment.held_on, language)) for moment in shown.values()]
    said_most = ", ".join(f"{word} ({day})" for word, day in words if word)
    title = _title(counts, language)
    note = t(language, "charts.answered_note", words=said_most) if said_most else ""
    figure = draw_columns(days, counts, title, note, look, span)
    tell(figure, {"answered": [list(pair) for pair in zip(days, counts, strict=True)]})
    said = ", ".join(f"{day_in_words(day, language)}: {count}" for day, count in zip(days, counts, strict=True))
    return [Figure(figure, f"{title} {t(language, 'charts.answered_alt', counts=said)} {note}".strip())]


def _top_word(moment: Moment) -> str:
    """The word said by most people, if by more than one and by more than any other."""
    ranked = sorted(moment.tally.get("words", {}).items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    return str(ranked[0][0])


def _title(counts: Sequence[int], language: str) -> str:
    if len(counts) == 1:
        return t(language, "charts.answered_title_one", n=counts[0])
    if min(counts) == max(counts):
        return t(language, "charts.answered_title_same", n=counts[0])
    return t(language, "charts.answered_title", fewest=min(counts), most=max(counts))


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """What was chosen, or said by more than one person, at the latest meeting; else how many answered each time."""
    meetings = [moment for moment in in_order(moments) if moment.tally.get("n")]
    counts = [int(moment.tally["n"]) for moment in meetings]
    if len(meetings) != 1:
        people = t(language, "charts.column_people")
        return columns(meetings, counts, _title(counts, language), people, language) if meetings else []
    [only] = meetings
    parsed = parse_config(only.config)
    found = [] if parsed.answer == "text" else _counted(parsed, only.tally, Look(language))
    shared = [(label, count) for _, label, count in found if parsed.answer == "choice" or count > 1][:MOST_WORDS]
    if not shared:
        return []
    title = headline(only.config, only.step, only.tally, language) or say(parsed.prompt, language)
    series = ((t(language, "charts.column_people"), tuple(count for _, count in shared)),)
    return [Editable(title, tuple(label for label, _ in shared), series, "bars", t(language, "reports.people_note"))]


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """What one person said."""
    chosen = {choice.id: say(choice.text, language) for choice in parse_config(config).choices}
    return [chosen.get(answer.said, answer.said)]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per text, or per word or choice with how many people."""
    if is_few(tally):
        return []
    parsed = parse_config(config)
    if parsed.answer == "text":
        return [{t(language, "charts.column_text"): text} for text in tally.get("texts", [])]
    answer, people = t(language, "charts.column_answer"), t(language, "charts.column_people")
    return [{answer: label, people: count} for _, label, count in _counted(parsed, tally, Look(language))]
