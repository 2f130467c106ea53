"""What earlier meetings asked, to be asked again: a list that can be searched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from unicodedata import combining, normalize

import streamlit as st

from components.activities.base import Json
from components.activities.registry import kind_of
from components.live.entries import parsed_config
from components.text import say, t
from components.text.days import day
from components.ui.agenda_list import kind_words
from db.activities import Activity
from db.meetings import Meeting

MOST_AT_ONCE = 12
Found = tuple[Activity, Meeting]


def earlier_picker(earlier: Sequence[Found], language: str) -> str | None:
    """A search field and a card for each that fits; the id of the one that is chosen."""
    typed = st.text_input(
        t(language, "reuse.search"), key="reuse-search", placeholder=t(language, "reuse.search_hint"),
        icon=":material/search:", live="300ms",
    )  # fmt: skip
    fitting = search(earlier, typed, language)
    if not fitting:
        st.caption(t(language, "reuse.nothing"))
    chosen = None
    for activity, meeting in fitting[:MOST_AT_ONCE]:
        if _card(activity, meeting, language):
            chosen = activity.id
    if len(fitting) > MOST_AT_ONCE:
        st.caption(t(language, "reuse.more", n=len(fitting) - MOST_AT_ONCE))
    return chosen


def search(earlier: Sequence[Found], typed: str, language: str) -> list[Found]:
    """Those that have every typed word, with or without accents, in title, questions, kind or meeting."""
    wanted = _plain(typed).split()
    return [found for found in earlier if all(word in _all_words(found, language) for word in wanted)]


def _card(activity: Activity, meeting: Meeting, language: str) -> bool:
    title = say(activity.title, language) or kind_words(activity.kind, "name", language)
    asked = say(kind_of(activity.kind).asks(parsed_config(activity.kind, activity.config)) or {}, language)
    held = t(language, "reuse.was_in", meeting=say(meeting.title, language), day=day(meeting.held_on, language))
    facts = [kind_words(activity.kind, "name", language), held]
    spans = [asked if asked != title else "", " · ".join(facts)]
    lines = "".join(f"<span>{escape(line)}</span>" for line in spans if line)
    with st.container(key=f"card-kind-earlier-{activity.id}", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="attune-what"><b>{escape(title)}</b>{lines}</div>')
        return st.button(t(language, "facilitator.add"), key=f"reuse-{activity.id}")


def _all_words(found: Found, language: str) -> str:
    activity, meeting = found
    config: Json = json.loads(activity.config)
    kind = kind_words(activity.kind, "name", language)
    texts = [*activity.title.values(), *_texts(config), kind, *meeting.title.values(), day(meeting.held_on, language)]
    return _plain(" ".join(texts))


def _texts(json: object) -> Iterator[str]:
    """Every text in a config, at any depth."""
    if isinstance(json, str):
        yield json
    elif isinstance(json, dict | list):
        for each in json.values() if isinstance(json, dict) else json:
            yield from _texts(each)


def _plain(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
