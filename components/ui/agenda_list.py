"""The agenda as a list: a row per activity, the picker of kinds, and the way back from a removal."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import streamlit as st

from components.activities.registry import ACTIVITIES, kind_of
from components.text import LANGUAGE_NAMES, LANGUAGES, UnknownText, say, t
from components.text.days import day
from components.ui.frame import tag
from db.activities import Activity
from db.meetings import Meeting
from db.removal import Removed


def kind_words(name: str, part: str, language: str) -> str:
    """What a kind is called (`name`), does (`about`) or starts as (`title`); its bare name where nobody wrote that."""
    try:
        return t(language, f"{name}.{part}")
    except UnknownText:
        return "" if part == "about" else name.capitalize()


def facts_line(meeting: Meeting, minutes: int, language: str) -> str:
    """When a meeting is, in which languages, when its pictures appear, and how long it takes."""
    facts = [
        day(meeting.held_on, language),
        t(language, "facilitator.and_then").join(LANGUAGE_NAMES[name] for name in meeting.languages),
        t(language, f"facilitator.pictures_{meeting.show}"),
        t(language, "facilitator.minutes_in_all", minutes=minutes),
    ]
    return " · ".join(facts)


def activity_row(activity: Activity, count: int, language: str, *, is_answered: bool, is_on_now: bool) -> str | None:
    """One activity of the agenda; `edit`, `up`, `down` or `remove` when that is asked for."""
    wish = None
    with st.container(key=f"card-row-{activity.id}", horizontal=True, vertical_alignment="center"):
        st.html(_about(activity, language, is_answered=is_answered, is_on_now=is_on_now))
        with st.container(key=f"doors-{activity.id}", horizontal=True, width="content", vertical_alignment="center"):
            if st.button(t(language, "facilitator.edit"), key=f"edit-{activity.id}"):
                wish = "edit"
            with st.container(key=f"icons-{activity.id}", horizontal=True, width="content"):
                signs = {"up": "arrow_upward", "down": "arrow_downward", "remove": "close"}
                words = {"up": "move_up", "down": "move_down", "remove": "take_out"}
                off = {"up": activity.position == 1, "down": activity.position == count, "remove": is_on_now}
                for name, sign in signs.items():
                    if st.button(
                        t(language, f"facilitator.{words[name]}"), key=f"{name}-{activity.id}", type="tertiary",
                        icon=f":material/{sign}:", disabled=off[name],
                    ):  # fmt: skip
                        wish = name
    return wish


def _about(activity: Activity, language: str, *, is_answered: bool, is_on_now: bool) -> str:
    facts = [
        kind_words(activity.kind, "name", language),
        t(language, "facilitator.minutes", minutes=activity.minutes),
    ]
    facts += [t(language, f"facilitator.whom_short_{activity.whom}")] if activity.is_for_families else []
    tags = tag(t(language, "facilitator.on_now"), is_on=True) if is_on_now else ""
    if is_answered and not is_on_now:
        tags = tag(t(language, "facilitator.has_answers"))
    title = escape(say(activity.title, language) or kind_words(activity.kind, "name", language))
    return (
        f'<div class="attune-step"><i>{activity.position}</i><div class="attune-what"><b>{title}</b>'
        f"<span>{escape(' · '.join(facts))}</span>{tags}</div></div>"
    )


def kind_picker(language: str, on_earlier: Callable[[], None] | None = None) -> str | None:
    """Every kind with one sentence; the one that is chosen. What was asked before comes first, if `on_earlier` is there
    to be called when it is chosen."""
    chosen = None
    if on_earlier:
        title, about = t(language, "reuse.from_earlier"), t(language, "reuse.from_earlier_about")
        _choice("earlier", title, about, t(language, "reuse.choose"), on_earlier)
    for name in ACTIVITIES:
        title, about = kind_words(name, "name", language), kind_words(name, "about", language)
        if _choice(name, title, about, t(language, "facilitator.add")):
            chosen = name
    return chosen


def _choice(name: str, title: str, about: str, words: str, on_click: Callable[[], None] | None = None) -> bool:
    with st.container(key=f"card-kind-{name}", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="attune-what"><b>{escape(title)}</b><span>{escape(about)}</span></div>')
        return st.button(words, key=f"kind-{name}", on_click=on_click)


def new_activity(kind: str) -> tuple[dict[str, str], str]:
    """The title (in every language) and the config a new activity of this kind starts with."""
    title = {language: kind_words(kind, "title", language) for language in LANGUAGES}
    return title, json.dumps(kind_of(kind).starter(), ensure_ascii=False)


def offer_undo(removed: tuple[Activity, Removed] | None, meeting: Meeting, language: str) -> bool:
    """For an activity just taken out of this agenda: whether it shall come back."""
    if removed is None or removed[0].meeting_id != meeting.id:
        return False
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "facilitator.removed", title=say(removed[0].title, language)), width="content")
        return st.button(t(language, "facilitator.undo"), key="undo-activity", icon=":material/undo:")
