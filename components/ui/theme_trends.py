"""Themes in a community's history: what facilitators sorted and the words several people used, over the meetings."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.charts import Look
from components.charts.context import NOTHING_AROUND, Context, in_context
from components.charts.rows import DotRow, rows_picture
from components.charts.timeline import day_in_words
from components.history.written import OverTime, Path
from components.text import say, t
from components.text.days import day
from components.ui.frame import section
from components.ui.pictures import Numbers, show_numbers, show_picture

Span = tuple[str, str]


def themes_over_time(found: OverTime, look: Look, span: Span, context: Context = NOTHING_AROUND) -> None:
    """The section with both pictures side by side, what they leave out, and the numbers; nothing where nobody wrote."""
    if found.is_empty:
        return
    language = look.language
    paths = {"themes": found.themes, "words": found.words}
    section(t(language, "themes.section"))
    with st.container(key="card-past-themes"):
        shown = {name: path for name, path in paths.items() if path.rows}
        if shown:
            for (name, path), column in zip(shown.items(), st.columns(len(shown), gap="large"), strict=True):
                with column:
                    _picture(name, path, look, span, context)
        if not found.themes.meetings:
            st.caption(t(language, "themes.none_sorted"))
        if found.themes.few:
            names = ", ".join(_quoted(name, language) for name in found.themes.few)
            st.text(t(language, "themes.few_each", names=names))
        show_numbers(_numbers(found, language), language, t(language, "themes.caption"))


def _picture(name: str, path: Path, look: Look, span: Span, context: Context) -> None:
    title = path_title(name, path, look.language)
    rows = [DotRow(say(row.name, look.language), row.counts) for row in path.rows]
    days = [meeting.held_on for meeting in path.meetings]
    picture = rows_picture(rows, days, title, t(look.language, "themes.rows_note"), look, span)
    show_picture(in_context(picture, context, look), look, key=f"trend-{name}")


def path_title(name: str, path: Path, language: str) -> str:
    """What is seen, in a sentence: what came up most at the latest meeting, or that nothing did with three."""
    first, when = path.rows[0], day_in_words(path.meetings[-1].held_on, language)
    if not first.last:
        return t(language, f"themes.{name}_title_few", day=when)
    level = [row for row in path.rows if row.last == first.last]
    names = ", ".join(_quoted(row.name, language) for row in level)
    return t(language, f"themes.{name}_title", day=when, names=names, n=first.last)


def _quoted(name: Mapping[str, str], language: str) -> str:
    return t(language, "themes.quoted", word=say(name, language))


def _numbers(found: OverTime, language: str) -> Numbers:
    """A row for each meeting, a column for each theme and each word; empty where a meeting was not sorted."""
    few = t(language, "themes.fewer")
    rows: dict[str, dict[str, str | int | float]] = {}
    for meeting in found.words.meetings:
        rows[meeting.id] = {
            t(language, "history.column_day"): day(meeting.held_on, language),
            t(language, "history.column_meeting"): say(meeting.title, language),
        }
    for path, named in ((found.themes, say), (found.words, _quoted)):
        for n, meeting in enumerate(path.meetings):
            rows[meeting.id] |= {named(row.name, language): str(row.counts[n] or few) for row in path.rows}
    return list(rows.values())
