"""Questions: the wall's list, one question by itself, and how many were asked from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry
from components.activities.questions.model import Answer, unanswered
from components.charts import Cards, Figure, Look, Moment, Picture, Quote, is_few
from components.charts.columns import draw_columns
from components.charts.editable import Editable, columns, in_order
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import t

Json = dict[str, Any]


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """The question the facilitator picked, else those still to be answered, most votes first; answered ones last.

    None before there is one to be seen.
    """
    if is_few(tally) or not tally.get("questions"):
        return None
    now = next((each["text"] for each in tally["questions"] if each["id"] == tally.get("now")), None)
    if look.is_wall and now:
        return Quote(now)
    shown = _in_order(tally)
    return Cards([each["text"] for each in shown], [_mark(each, look.language) for each in shown])


def _in_order(tally: Json) -> list[Json]:
    return [*unanswered(tally), *(each for each in tally["questions"] if each["answered"])]


def _mark(question: Json, language: str) -> str:
    """What stands with a question: answered, how many want to know it, or nothing where they are too few to say."""
    if question["answered"]:
        return t(language, "questions.mark_answered")
    return _votes(question, language) if question["votes"] else ""


def _votes(question: Json, language: str) -> str:
    votes = question["votes"]
    return t(language, "questions.one_vote" if votes == 1 else "questions.votes", n=votes)


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How many questions there are to be seen, and how many of them are still to be answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    asked = len(tally.get("questions", []))
    if not asked:
        return t(language, "questions.none_yet")
    left = len(unanswered(tally))
    words = t(language, "questions.one_asked" if asked == 1 else "questions.asked", n=asked)
    if left < asked:
        words = f"{words} {_left(asked, left, language)}"
    return words


def _left(asked: int, left: int, language: str) -> str:
    if not left:
        return t(language, "questions.all_answered" if asked > 1 else "questions.it_is_answered")
    return t(language, "questions.one_left" if left == 1 else "questions.left", n=left)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """How many questions were asked at each meeting, and which of the latest one's are still to be answered."""
    look = replace(look, size="page")
    shown: dict[str, Moment] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if not is_few(moment.tally) and moment.tally.get("questions"):
            shown[moment.meeting_id] = moment
    if not shown:
        return []
    language = look.language
    days = [moment.held_on for moment in shown.values()]
    counts = [len(moment.tally["questions"]) for moment in shown.values()]
    left = [len(unanswered(moment.tally)) for moment in shown.values()]
    title = _title(counts, left, language)
    note = t(language, "questions.trend_note")
    figure = draw_columns(days, counts, title, note, look, span)
    tell(figure, {"questions": [list(row) for row in zip(days, counts, left, strict=True)]})
    said = "; ".join(
        t(language, "questions.trend_day", day=day_in_words(day, language), n=count, left=rest)
        for day, count, rest in zip(days, counts, left, strict=True)
    )
    return [Figure(figure, f"{title} {said}.")]


def _title(counts: Sequence[int], left: Sequence[int], language: str) -> str:
    asked, rest = sum(counts), left[-1]
    words = t(language, "questions.trend_one" if asked == 1 else "questions.trend", n=asked)
    name = "trend_none_left" if not rest else "trend_one_left" if rest == 1 else "trend_left"
    return f"{words} {t(language, f'questions.{name}', n=rest)}"


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """How many questions were asked at each meeting."""
    meetings = [moment for moment in in_order(moments) if moment.tally.get("questions")]
    if not meetings:
        return []
    counts = [len(moment.tally["questions"]) for moment in meetings]
    left = [len(unanswered(moment.tally)) for moment in meetings]
    return columns(meetings, counts, _title(counts, left, language), t(language, "questions.name"), language)


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """What one person asked."""
    return list(answer.questions)


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per question: its words, its votes where they may be told, and whether it was answered."""
    if is_few(tally):
        return []
    return [
        {
            t(language, "charts.column_question"): each["text"],
            t(language, "questions.column_votes"): "–" if each["votes"] is None else each["votes"],
            t(language, "questions.column_answered"): t(
                language, "questions.yes" if each["answered"] else "questions.no"
            ),
        }
        for each in _in_order(tally)
    ]
