"""Workgroups: how many joined each, how many of them can lead, and first steps; how many joined from time to time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry, with_translations
from components.activities.workgroups.model import Answer, parse_config
from components.charts import Cards, Figure, Look, Moment, Picture, is_few
from components.charts.columns import draw_columns
from components.charts.editable import Editable, columns, in_order
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]

NO_BREAK, MARK_LETTERS = "\N{NO-BREAK SPACE}", 12
"""So many letters stand in one line of a mark on the wall."""
LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """The groups as a list, each with its numbers and, below it, its name in other languages and its first steps."""
    if is_few(tally) or not tally.get("n"):
        return None
    language, groups = look.language, parse_config(config).groups
    numbers = [tally["groups"][group.id] for group in groups]
    names = [say(group.text, language) for group in groups]
    notes = [
        [*(text for text in dict.fromkeys(group.text.values()) if text != name), *_steps(found, language)]
        for group, name, found in zip(groups, names, numbers, strict=True)
    ]
    return Cards(names, [_mark(found, language) for found in numbers], notes)


def _mark(found: Json, language: str) -> str:
    """How many joined, and how many of them can lead."""
    joined = people(found["joined"], language)
    if not found["joined"]:
        return joined
    leads = _leads(found, language)
    return f"{joined}, {leads.replace(' ', NO_BREAK) if len(leads) <= MARK_LETTERS else leads}"


def _leads(found: Json, language: str) -> str:
    leads = found["leads"]
    return t(language, f"workgroups.{'no' if not leads else 'one' if leads == 1 else 'some'}_lead", n=leads)


def people(n: int, language: str) -> str:
    """So many people, in words."""
    return t(language, "charts.one_person") if n == 1 else t(language, "charts.people", n=n)


def _steps(found: Json, language: str) -> list[str]:
    return [t(language, "workgroups.step", step=step) for step in found["steps"]]


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """How many people joined, and whether a group still needs somebody who leads it; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    if tally["n"] < LEAST_NAMED:
        return t(language, "charts.first_answers")
    groups = [found for found in tally["groups"].values() if found["joined"]]
    alone = sum(not found["leads"] for found in groups)
    words = t(language, "workgroups.joined", n=tally["n"])
    if not alone:
        return f"{words} {t(language, 'workgroups.all_led')}"
    return f"{words} {t(language, 'workgroups.one_unled' if alone == 1 else 'workgroups.unled', n=alone)}"


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """How many people joined a workgroup at each meeting."""
    look = replace(look, size="page")
    joined: dict[str, int] = {}
    days: dict[str, str] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if not is_few(moment.tally) and moment.tally.get("n"):
            joined[moment.meeting_id] = joined.get(moment.meeting_id, 0) + int(moment.tally["n"])
            days[moment.meeting_id] = moment.held_on
    if not joined:
        return []
    language, counts = look.language, list(joined.values())
    title = t(language, "workgroups.trend_title", n=len(counts)) if len(counts) > 1 else t(language, "workgroups.trend")
    figure = draw_columns(list(days.values()), counts, title, t(language, "workgroups.trend_note"), look, span)
    tell(figure, {"joined": [list(row) for row in zip(days.values(), counts, strict=True)]})
    said = "; ".join(
        f"{day_in_words(day, language)}: {people(n, language)}" for day, n in zip(days.values(), counts, strict=True)
    )
    return [Figure(figure, f"{title} {said}.")]


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """How many joined each group at one meeting, or how many joined any from meeting to meeting."""
    meetings = [moment for moment in in_order(moments) if moment.tally.get("n")]
    people_column = t(language, "charts.column_people")
    if len(meetings) == 1:
        [only] = meetings
        groups = parse_config(only.config).groups
        joined = tuple(only.tally["groups"][group.id]["joined"] for group in groups)
        title = headline(only.config, only.step, only.tally, language)
        labels = tuple(say(group.text, language) for group in groups)
        return [Editable(title, labels, ((people_column, joined),), "bars", t(language, "reports.people_note"))]
    title = t(language, "workgroups.trend_title", n=len(meetings)) if meetings else ""
    return columns(meetings, [int(moment.tally["n"]) for moment in meetings], title, people_column, language)


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """The group one person joined, and what they bring to it; never how they may be reached."""
    group = next(say(each.text, language) for each in parse_config(config).groups if each.id == answer.group)
    lead = [t(language, "workgroups.can_lead")] if answer.lead else []
    step_words = [t(language, "workgroups.step", step=answer.step)] if answer.step else []
    return [group, *lead, *step_words]


def joined(config: Json, answer: Answer, language: str) -> tuple[str, str]:
    """The group one person joined, and whether they can lead it or ""."""
    group, *more = own(config, "answer", replace(answer, step=""), language)
    return group, "".join(more)


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per group: how many joined, how many of them can lead, and the first steps let through."""
    if is_few(tally) or not tally.get("n"):
        return []
    found = [(group, tally["groups"][group.id]) for group in parse_config(config).groups]
    return [
        {
            t(language, "workgroups.column_group"): say(group.text, language),
            t(language, "charts.column_people"): numbers["joined"],
            t(language, "workgroups.column_leads"): numbers["leads"],
            t(language, "workgroups.column_steps"): " · ".join(
                with_translations(tally, step) for step in numbers["steps"]
            ),
        }
        for group, numbers in found
    ]
