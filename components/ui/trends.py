"""The parts of a community's history: one path for each kind of activity, from meeting to meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from components.activities.registry import chart_of
from components.charts import Look
from components.charts.attendance import participation_picture
from components.charts.context import NOTHING_AROUND, Context, in_context
from components.charts.timeline import day_in_words
from components.history.groups import Crowd, Group
from components.history.quotes import Quoted
from components.history.story import Change
from components.history.summaries import Summary
from components.history.tables import moment_of, numbers_of, participation_of
from components.live.courtesy import answers_first
from components.text import say, t
from components.text.days import day
from components.text.distinct import distinct
from components.ui.agenda_list import kind_words
from components.ui.around import show_quotes
from components.ui.breakdown import by_group
from components.ui.frame import section
from components.ui.pictures import numbers_table, show_numbers, show_picture
from components.ui.results import counted
from components.ui.story import anchor, show_changes
from db.history import Attendance
from db.meetings import Meeting

Span = tuple[str, str]
_SIDE_BY_SIDE = 2
_ENOUGH_TO_CHOOSE = 3


def show_lead(community: str, found: Sequence[Summary], language: str) -> None:
    """What the page shows, and from how many meetings."""
    words = t(language, "history.history_lead", community=community)
    days = sorted({moment.meeting.id: moment.meeting.held_on for moment in found}.values())
    if days:
        first, last = day(days[0], language), day(days[-1], language)
        words = f"{words} {counted('history_span', len(days), language, first=first, last=last)}"
    st.html(f'<div class="attune-past"><p class="asked">{escape(words)}</p></div>')


def choose_meetings(held: Sequence[Meeting], language: str) -> list[str]:
    """From which meeting to which the page goes, all of them unless others are chosen; their ids, the oldest first."""
    ids = [meeting.id for meeting in held]
    if len(ids) < _ENOUGH_TO_CHOOSE:
        return ids
    days = distinct({meeting.id: day(meeting.held_on, language) for meeting in held})
    first, last = st.select_slider(
        t(language, "history.which_meetings"), ids, (ids[0], ids[-1]), format_func=days.__getitem__,
        key=f"meetings-{ids[0]}-{len(ids)}", width=560,
    )  # fmt: skip
    return ids[ids.index(first) : ids.index(last) + 1]


def kind_path(
    name: str, found: Sequence[Summary], changes: Sequence[Change], crowd: Crowd, look: Look, span: Span,
    context: Context = NOTHING_AROUND, quotes: Sequence[Quoted] = (),
) -> None:  # fmt: skip
    """A kind's pictures side by side, each with what is seen as its title; what has changed, for whom, the numbers."""
    answers_first()
    st.html(f'<i id="{anchor(name)}"></i>')
    section(kind_words(name, "name", look.language))
    shown = [moment for moment in found if not moment.is_hidden]
    chart = chart_of(name)
    drawn = chart.trend([moment_of(each, look.language) for each in shown], look, span) if shown else []
    with st.container(key=f"card-past-{name}"):
        for start in range(0, len(drawn), _SIDE_BY_SIDE):
            columns = st.columns(min(_SIDE_BY_SIDE, len(drawn)), gap="large")
            for offset, picture in enumerate(drawn[start : start + _SIDE_BY_SIDE]):
                with columns[offset]:
                    show_picture(in_context(picture, context, look), look, key=f"trend-{name}-{start + offset}")
        if shown and not drawn:
            st.caption(t(look.language, "history.no_path"))
        few = len(found) - len(shown)
        if few:
            st.caption(counted("history_few", few, look.language))
        show_changes(changes, look.language)
        show_quotes(quotes, look.language)
        by_group(name, shown, crowd, look)
        show_numbers(numbers_of(shown, look.language), look.language)


def participation(found: Sequence[Attendance], look: Look, span: Span, context: Context = NOTHING_AROUND) -> None:
    """How many came to each meeting, and how many of them came back, with the numbers behind it."""
    section(t(look.language, "participation.title"))
    with st.container(key="card-past-participation"):
        picture = in_context(participation_picture(found, look, span), context, look)
        show_picture(picture, look, key="trend-participation")
        show_numbers(participation_of(found, look.language), look.language, t(look.language, "participation.caption"))
        if any(each.meeting.unlinked_at for each in found):
            st.caption(t(look.language, "participation.unlinked"))


def who_was_there(
    found: Mapping[Group, Sequence[int | None]], attended: Sequence[Attendance], crowd: Crowd, language: str
) -> None:
    """For each list a community asks its people about, who of those it hopes for came to which meeting."""
    if not found:
        return
    section(t(language, "participation.groups_title"))
    with st.container(key="card-past-groups"):
        for attribute in crowd.attributes:
            rows = {value: counts for (name, value), counts in found.items() if name == attribute}
            if rows:
                heading = t(language, f"groups.by_{attribute}")
                names = {value: say(crowd.labels[attribute, value], language) for value in rows}
                st.html(numbers_table([{heading: names[value], **_came(rows[value], attended, language)}
                                       for value in rows]))  # fmt: skip
        st.caption(t(language, "participation.groups_rule"))


def _came(counts: Sequence[int | None], attended: Sequence[Attendance], language: str) -> dict[str, str | int | float]:
    """By day how many came, "–" where that is not told."""
    days = distinct({each.meeting.id: day_in_words(each.held_on, language) for each in attended})
    return {
        days[each.meeting.id]: "–" if count is None else count for each, count in zip(attended, counts, strict=True)
    }
