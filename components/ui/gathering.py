"""Workgroups for facilitators: the ways to make them and to hear from them, and who in them may be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import streamlit as st

from components.activities.base import Pass, Words
from components.activities.registry import chart_of
from components.live import gathering
from components.live.past import PastActivity
from components.live.room import Room
from components.live.store import open_store
from components.text import say, t
from components.ui.desk import Wish
from db.activities import Activity
from db.meetings import Meeting


def offer_groups(room: Room, language: str) -> Wish | None:
    """On the control, once people see what they put first: one tap makes workgroups of it."""
    first = gathering.first_of(room)
    if not first or not room.activity:
        return None
    return _button(room.meeting.id, room.activity, first, language)


def _button(meeting_id: str, activity: Activity, first: Sequence[Words], language: str) -> Wish | None:
    words = t(language, "workgroups.make_one" if len(first) == 1 else "workgroups.make", n=len(first))
    if not st.button(words, key=f"gather-{activity.id}", icon=":material/groups:"):
        return None
    return partial(gathering.gather, meeting_id=meeting_id, activity_id=activity.id, first=first)


def offers(meeting: Meeting, language: str) -> Wish | None:
    """On the agenda: workgroups of what was put first, and hearing from those of the meeting before."""
    with open_store() as db:
        found, groups = gathering.found_in(db, meeting), gathering.unheard(db, meeting)
    wish = None
    for activity, first in found:
        with st.container(key=f"card-gather-{activity.id}", horizontal=True, vertical_alignment="center"):
            names = ", ".join(say(words, language) for words in first)
            st.text(t(language, "workgroups.make_of", title=names), width="stretch")
            wish = _button(meeting.id, activity, first, language) or wish
    if groups:
        with st.container(key="card-unheard", horizontal=True, vertical_alignment="center"):
            words = t(language, "workgroups.hear_one" if len(groups) == 1 else "workgroups.hear", n=len(groups))
            st.text(words, width="stretch")
            if st.button(t(language, "workgroups.hear_from"), key="hear-from"):
                wish = partial(gathering.hear, meeting=meeting)
    return wish


def reached_in(activity: PastActivity, reached: Mapping[str, str], language: str) -> dict[str, list[tuple[str, str]]]:
    """By group, how those who agreed to it may be reached, each with what they offered; those who lead first.

    Of several rounds somebody's latest answer counts.
    """
    latest = {entry.person: (rnd, entry) for rnd in activity.rounds for entry in rnd.entries}
    found: dict[str, list[tuple[str, str]]] = {}
    for rnd, entry in latest.values():
        if entry.answer_id in reached and not isinstance(entry.answer, Pass):
            group, offer = chart_of(rnd.kind.name).joined(rnd.config_json, entry.answer, language)
            found.setdefault(group, []).append((reached[entry.answer_id], offer))
    return {group: sorted(people, key=lambda each: (not each[1], each[0])) for group, people in found.items()}


def contacts_list(activity: PastActivity, reached: Mapping[str, str], language: str) -> None:
    """Who in the groups of an activity may be reached, one click away; nothing where nobody is."""
    found = reached_in(activity, reached, language)
    if not found:
        return
    with st.expander(t(language, "workgroups.contacts", n=sum(map(len, found.values())))):
        st.caption(t(language, "workgroups.contacts_about"))
        for group, people in found.items():
            lines = "".join(f"<li>{escape(_line(*each))}</li>" for each in people)
            st.html(f'<h3 class="attune-round">{escape(group)}</h3><ul class="attune-contacts">{lines}</ul>')


def _line(contact: str, offer: str) -> str:
    return f"{contact} · {offer}" if offer else contact
