"""Company: how many people want it and how many do not; from meeting to meeting, how many wanted it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry
from components.activities.company.model import Answer
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.columns import draw_columns
from components.charts.editable import Editable, columns, in_order
from components.charts.shares import Share, draw_shares
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import t

Json = dict[str, Any]

LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A bar for those who want company and one for the others."""
    if is_few(tally):
        return None
    n, language = int(tally.get("n", 0)), look.language
    rows = [
        Share(name, look.t(f"company.bar_{name}"), count / n if n else 0.0, count, "")
        for name, count in _counts(tally).items()
    ]
    figure = draw_shares(rows, look, look.t("company.of_people", n=n) if n else "")
    tell(figure, dict(_counts(tally)))
    if not n:
        return Figure(figure, t(language, "charts.no_answers"))
    bars = ", ".join(f"{t(language, f'company.{name}')}: {count}" for name, count in _counts(tally).items())
    said = headline(config, step, tally, language)
    return Figure(figure, " ".join(filter(None, [said, t(language, "charts.bars_alt", bars=bars)])))


def _counts(tally: Json) -> dict[str, int]:
    joined = int(tally.get("joined", 0))
    return {"together": joined, "alone": int(tally.get("n", 0)) - joined}


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How many keep each other company; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    joined = int(tally["joined"])
    if joined < LEAST_NAMED:
        return t(language, "charts.first_answers")
    groups = sum(map(bool, tally["groups"]))
    return t(language, "company.one_group" if groups == 1 else "company.groups", n=joined, groups=groups)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """How many people wanted company at each meeting."""
    look = replace(look, size="page")
    found = [(moment.held_on, int(moment.tally["joined"])) for moment in in_order(moments) if moment.tally.get("n")]
    if not found:
        return []
    language = look.language
    days, counts = [day for day, _ in found], [count for _, count in found]
    title = t(language, "company.trend")
    figure = draw_columns(days, counts, title, t(language, "company.trend_note"), look, span)
    tell(figure, {"joined": [list(each) for each in found]})
    said = "; ".join(f"{day_in_words(day, language)}: {count}" for day, count in found)
    return [Figure(figure, f"{title} {said}.")]


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """How many wanted company at one meeting, or from meeting to meeting."""
    meetings = [moment for moment in in_order(moments) if moment.tally.get("n")]
    people = t(language, "charts.column_people")
    if len(meetings) == 1:
        counts = _counts(meetings[0].tally)
        labels = tuple(t(language, f"company.{name}") for name in counts)
        title = headline(meetings[0].config, "answer", meetings[0].tally, language)
        note = t(language, "reports.people_note")
        return [Editable(title, labels, ((people, tuple(counts.values())),), "bars", note)]
    joined = [int(moment.tally["joined"]) for moment in meetings]
    return columns(meetings, joined, t(language, "company.trend"), people, language)


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """Whether one person wanted company."""
    return [t(language, "company.together" if answer.join else "company.alone")]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row for those who want company and one for the others."""
    if is_few(tally) or not tally.get("n"):
        return []
    return [
        {t(language, "company.column"): t(language, f"company.{name}"), t(language, "charts.column_people"): count}
        for name, count in _counts(tally).items()
    ]
