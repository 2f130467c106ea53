"""Reflection: ratings for the meeting's page and the history; the wall gets a text only when it was picked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry
from components.activities.reflection.model import RATINGS, Answer, Commitment, Lesson, Question, Reply, parse_config
from components.activities.written import asked_and_said
from components.charts import Cards, Figure, Look, Moment, Picture, Quote, is_few
from components.charts.diverging import Ratings, draw_ratings, draw_ratings_path
from components.charts.editable import Editable
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """On the wall the picked texts or nothing; on a page the ratings."""
    if is_few(tally):
        return None
    if look.is_wall:
        texts = [text for _, part in _parts(config, tally) for text in part.get("texts", [])]
        return None if not texts else Quote(texts[0]) if len(texts) == 1 else Cards(texts)
    rated = [(question, part["ratings"]) for question, part in _parts(config, tally) if sum(part.get("ratings", []))]
    if not rated:
        return None
    language = look.language
    rows = [Ratings(say(question.text, language), counts) for question, counts in rated]
    figure = draw_ratings(rows, "", t(language, "charts.ratings_legend"), look)
    tell(figure, {"questions": {question.id: list(counts) for question, counts in rated}})
    return Figure(figure, " ".join(_in_words(row, language) for row in rows))


def _parts(config: Json, tally: Json) -> Iterator[tuple[Question, Json]]:
    for question in parse_config(config).questions:
        yield question, tally.get("questions", {}).get(question.id, {})


def _in_words(row: Ratings, language: str) -> str:
    counts = ", ".join(f"{rating}: {count}" for rating, count in enumerate(row.counts, 1))
    return t(language, "charts.ratings_alt", question=row.label, counts=counts)


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """Nothing: reflections are quiet, and no sentence sums them up before the room."""
    return ""


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """One picture per rating question, found again from meeting to meeting by its id."""
    look = replace(look, size="page")
    return [_path(question, list(rated.values()), look, span) for question, rated in _rated(moments).values()]


def _rated(moments: Sequence[Moment]) -> dict[str, tuple[Question, dict[str, tuple[str, Sequence[int]]]]]:
    """By id each rating question with its day and counts at each meeting, the oldest first."""
    found: dict[str, tuple[Question, dict[str, tuple[str, Sequence[int]]]]] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally):
            continue
        for question, part in _parts(moment.config, moment.tally):
            if sum(part.get("ratings", [])):
                meetings = found[question.id][1] if question.id in found else {}
                entry = {moment.meeting_id: (moment.held_on, part["ratings"])}
                found[question.id] = (question, {**meetings, **entry})
    return found


def _path(
    question: Question, meetings: Sequence[tuple[str, Sequence[int]]], look: Look, span: tuple[str, str] | None
) -> Figure:
    language = look.language
    rows = [Ratings(say(question.text, language), counts, held_on) for held_on, counts in meetings]
    title = _title(rows, language)
    figure = draw_ratings_path(rows, title, t(language, "charts.ratings_path_legend"), look, span)
    tell(figure, {"question": question.id, "ratings": [[row.held_on, list(row.counts)] for row in rows]})
    counts = "; ".join(f"{day_in_words(row.held_on, language)}: {', '.join(map(str, row.counts))}" for row in rows)
    return Figure(figure, f"{title} {t(language, 'charts.ratings_alt', question='', counts=counts).strip()}")


def _title(rows: Sequence[Ratings], language: str) -> str:
    first, last = rows[0].counts, rows[-1].counts
    values = {"question": rows[-1].label, "first": sum(first[3:]), "first_of": sum(first)}
    if len(rows) == 1:
        return t(language, "charts.ratings_title_one", **values)
    return t(language, "charts.ratings_title", **values, last=sum(last[3:]), last_of=sum(last))


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each rating question how many people gave each of 1 to 5 at each meeting."""
    return [_in_numbers(question, list(rated.values()), language) for question, rated in _rated(moments).values()]


def _in_numbers(question: Question, meetings: Sequence[tuple[str, Sequence[int]]], language: str) -> Editable:
    rows = [Ratings(say(question.text, language), counts, held_on) for held_on, counts in meetings]
    series = tuple((str(level), tuple(row.counts[level - 1] for row in rows)) for level in range(1, RATINGS + 1))
    days = tuple(day_in_words(row.held_on, language) for row in rows)
    return Editable(_title(rows, language), days, series, "stacked", t(language, "reports.ratings_note"), "levels")


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """One person's replies, each after its question. A commitment stands elsewhere, among all that were made."""
    replies = [(question, answer.replies.get(question.id)) for question in parse_config(config).questions]
    return [
        asked_and_said(say(question.text, language), words)
        for question, reply in replies
        for words in _reply(reply, language)
    ]


def _reply(reply: Reply | None, language: str) -> list[str]:
    if isinstance(reply, Lesson):
        sides = (("worked", reply.worked), ("did_not", reply.did_not))
        return [f"{t(language, f'closing_phone.side_{side}')}: {text}" for side, text in sides if text]
    if reply is None or isinstance(reply, Commitment):
        return []
    return [t(language, "reflection.own_rating", rating=reply) if isinstance(reply, int) else reply]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per question: how many answered and, for a rating, how many gave what."""
    if is_few(tally):
        return []
    rows: list[dict[str, str | int | float]] = []
    for question, part in _parts(config, tally):
        row: dict[str, str | int | float] = {t(language, "charts.column_question"): say(question.text, language)}
        shown = t(language, "charts.after_five") if is_few(part) else part.get("n", 0)
        row[t(language, "charts.column_answers")] = shown
        counts = part.get("ratings", [""] * RATINGS)
        row |= {t(language, "charts.column_gave", n=rating): count for rating, count in enumerate(counts, 1)}
        rows.append(row)
    return rows
