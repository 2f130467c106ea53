"""Meetings as cards, and the form that plans one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from components.live.plans import Plan
from components.templates import TEMPLATES
from components.text import LANGUAGE_NAMES, LANGUAGES, say, t
from components.text.days import day
from components.ui.around import facts_fields
from components.ui.dates import PICKER, today
from components.ui.frame import AGENDA, CONTROL, RESULTS, link, tag
from components.ui.thinking import think_input
from components.ui.words import words_input
from db.activities import Activity
from db.ids import show_join_code
from db.meetings import SHOWS, THINK_SECONDS, Meeting

LIVE = ("lobby", "live")
_ORDERS = (("en", "es"), ("es", "en"), ("en",), ("es",))
_LONGEST_TITLE = 80
_NOTHING = ""
"""What stands among the templates for an empty agenda."""


def meeting_card(meeting: Meeting, agenda: list[Activity], language: str) -> str | None:
    """One meeting with its links; `copy` or `delete` when that is asked for."""
    is_live = meeting.phase in LIVE
    with st.container(key=f"card-{'live' if is_live else 'meeting'}-{meeting.id}"):
        st.html(_about(meeting, agenda, language))
        with st.container(key=f"doors-{'first-' if is_live else ''}{meeting.id}", horizontal=True):
            query = {"meeting": meeting.id}
            words = "to_control" if is_live else "control_planned" if meeting.phase == "planned" else "page_control"
            if meeting.phase != "ended":
                link(t(language, f"facilitator.{words}"), CONTROL, query)
            if meeting.phase != "planned":
                link(t(language, "facilitator.page_results"), RESULTS, query)
            link(t(language, "facilitator.page_agenda"), AGENDA, query)
            return st.menu_button(
                t(language, "facilitator.more"), ["copy", "delete"], key=f"more-{meeting.id}", type="tertiary",
                format_func=lambda name: t(language, f"facilitator.{name}"),
            )  # fmt: skip


def _about(meeting: Meeting, agenda: list[Activity], language: str) -> str:
    """Title, where it stands, day, join code and length, as HTML."""
    minutes, one = sum(activity.minutes for activity in agenda), "_one" if len(agenda) == 1 else ""
    facts = [
        escape(day(meeting.held_on, language)),
        f'<span class="attune-code">{show_join_code(meeting.join_code)}</span>',
        escape(t(language, f"facilitator.activities_minutes{one}", n=len(agenda), minutes=minutes)),
    ]
    tags = tag(t(language, f"facilitator.phase_{meeting.phase}"), is_on=meeting.phase in LIVE)
    if meeting.is_rehearsal:
        tags += tag(t(language, "facilitator.is_rehearsal"))
    title = escape(say(meeting.title, language))
    return f'<div class="attune-what"><b>{title}</b>{tags}{"".join(f"<span>{fact}</span>" for fact in facts)}</div>'


def plan_form(language: str, *, key: str, template: str = "regular_meeting") -> Plan | None:
    """What a new meeting starts from, and what it is called; the plan once it is made."""
    with st.form(key, border=False):
        with st.container(key=f"choices-{key}"):
            names = [*TEMPLATES, _NOTHING]
            chosen = st.radio(
                t(language, "facilitator.start_from"), names, names.index(template), key=f"{key}.template",
                width="stretch",
                format_func=lambda name: _template_words(name, "title", language),
                captions=[_template_words(name, "description", language) for name in names],
            )  # fmt: skip
        plan = _facts(
            key, language, {}, today(), (language, *_others(language)), "at_five", THINK_SECONDS, texts_at_once=False
        )
        is_made = st.form_submit_button(t(language, "facilitator.make_meeting"), type="primary")
    if not is_made:
        return None
    if not plan.title and chosen == _NOTHING:
        st.error(t(language, "facilitator.title_missing"))
        return None
    return replace(plan, template=chosen or None)


def facts_form(
    meeting: Meeting, language: str, *, key: str, is_promised: bool = False, is_reading_promised: bool = False
) -> Plan | None:
    """A meeting's title, day, languages and when pictures and texts appear; what they shall be once that is saved.

    `is_promised` fixes when pictures appear, `is_reading_promised` that texts are read first.
    """
    with st.form(key, border=False):
        plan = _facts(
            key, language, meeting.title, meeting.held_on, meeting.languages, meeting.show, meeting.think_seconds,
            is_promised, texts_at_once=meeting.texts_at_once, is_reading_promised=is_reading_promised,
            facilitated_by=meeting.facilitated_by, format=meeting.format,
        )  # fmt: skip
        is_saved = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if is_saved and not plan.title:
        st.error(t(language, "facilitator.title_missing"))
        return None
    return plan if is_saved else None


def copy_form(meeting: Meeting, language: str, *, key: str) -> tuple[dict[str, str], str] | None:
    """The title and day of a copy, once it is made."""
    with st.form(key, border=False):
        title = _title(key, language, meeting.title)
        held_on = _day(key, language, today())
        is_made = st.form_submit_button(t(language, "facilitator.make_copy"), type="primary")
    return (title or meeting.title, held_on) if is_made else None


def _facts(
    key: str, language: str, title: dict[str, str], held_on: str, languages: tuple[str, ...], show: str,
    think: int, is_promised: bool = False, *, texts_at_once: bool, is_reading_promised: bool = False,
    facilitated_by: str = "", format: str = "",
) -> Plan:  # fmt: skip
    """The fields every meeting has."""
    written = _title(key, language, title)
    left, right = st.columns(2)
    with left:
        when = _day(key, language, held_on)
    with right:
        orders = [*_ORDERS, *([languages] if languages not in _ORDERS else [])]
        spoken = st.selectbox(
            t(language, "facilitator.languages"), orders, orders.index(languages), key=f"{key}.languages",
            format_func=lambda order: t(language, "facilitator.and_then").join(LANGUAGE_NAMES[n] for n in order),
            help=t(language, "facilitator.languages_help"),
        )  # fmt: skip
    with st.container(key=f"choices-{key}.show"):
        shown = st.radio(
            t(language, "facilitator.show"), SHOWS, SHOWS.index(show), key=f"{key}.shown", width="stretch",
            format_func=lambda name: t(language, f"facilitator.show_{name}"),
            captions=[t(language, f"facilitator.show_{name}_about") for name in SHOWS], disabled=is_promised,
        )  # fmt: skip
        if is_promised:
            st.caption(t(language, "facilitator.show_promised"))
    at_once = st.toggle(
        t(language, "reading.at_once"), texts_at_once, key=f"{key}.texts_at_once", disabled=is_reading_promised
    )
    st.caption(t(language, "reading.at_once_promised" if is_reading_promised else "reading.at_once_about"))
    seconds = think_input(think, language, key=f"{key}.think")
    names, how = facts_fields(facilitated_by, format, language, key=key)
    return Plan(
        written, when, tuple(spoken), str(shown), texts_at_once=at_once, think_seconds=seconds or 0,
        facilitated_by=names, format=how,
    )  # fmt: skip


def _title(key: str, language: str, title: dict[str, str]) -> dict[str, str]:
    return words_input(
        t(language, "facilitator.meeting_title"), title, language, language, key=f"{key}.title", most=_LONGEST_TITLE,
        placeholder=t(language, "facilitator.meeting_title_example"),
    )  # fmt: skip


def _day(key: str, language: str, held_on: str) -> str:
    chosen = st.date_input(
        t(language, "facilitator.held_on"), date.fromisoformat(held_on), key=f"{key}.day", format=PICKER[language]
    )
    return chosen.isoformat()


def _others(language: str) -> tuple[str, ...]:
    return tuple(other for other in LANGUAGES if other != language)


def _template_words(name: str, part: str, language: str) -> str:
    if name == _NOTHING:
        return t(language, f"facilitator.from_nothing_{part}")
    return say(getattr(TEMPLATES[name], part), language)
