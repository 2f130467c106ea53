"""How constituents are involved: which decisions are made with whom, since when; a small list its organizers keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from components.text import say, t
from components.text.days import day
from components.ui.dates import PICKER, today
from components.ui.frame import empty_state, section, tag
from components.ui.words import every_language
from db import involvements
from db.communities import Community
from db.engine import Store
from db.involvements import PARTS, Involvement

Wish = Callable[[Store], object]
ERASING = (involvements.remove, involvements.put_back)
"""What of it a community that has closed may still wish for."""
_LONGEST = 120
_REMOVED = "removed_involvement"


def involvement_list(
    community: Community, found: Sequence[Involvement], language: str, *, is_open: bool
) -> Wish | None:  # fmt: skip
    """The list, with ways to change it where somebody may; what is wished for."""
    section(t(language, "room.involved"))
    st.caption(t(language, "room.involved_lead"))
    if not found:
        empty_state(t(language, "room.involved_empty"))
    wish: Wish | None = None
    for one in found:
        with st.container(key=f"card-row-involved-{one.id}", horizontal=True, vertical_alignment="center"):
            st.html(_line(one, language))
            if is_open:
                wish = _buttons(community.id, one, language) or wish
    if is_open:
        wish = _offer_undo(community.id, language) or _new(community, language, is_first=not found) or wish
    return wish


def _line(one: Involvement, language: str) -> str:
    since = t(language, "room.since", day=day(one.since, language))
    if one.until:
        since = t(language, "room.from_until", since=day(one.since, language), until=day(one.until, language))
    part = tag(t(language, f"room.part_{one.part}"), is_on=one.part == PARTS[0] and not one.until)
    return (
        f'<div class="attune-what"><b>{escape(say(one.decision, language))}</b>{part}'
        f"<span>{escape(say(one.people, language))}</span><span>{escape(since)}</span></div>"
    )


def _buttons(community_id: str, one: Involvement, language: str) -> Wish | None:
    with st.container(key=f"icons-involved-{one.id}", horizontal=True, width="content"):
        words, icon = ("room.ended", ":material/event_busy:") if not one.until else ("room.goes_on", ":material/undo:")
        if st.button(t(language, words), key=f"involved-end-{one.id}", icon=icon, help=t(language, words)):
            return _ending(community_id, one.id, None if one.until else today())
        remove = t(language, "room.remove")
        if st.button(remove, key=f"involved-remove-{one.id}", icon=":material/delete:", help=remove):
            st.session_state[_REMOVED] = (community_id, one)
            return partial(involvements.remove, community_id=community_id, involvement_id=one.id)
    return None


def _ending(community_id: str, involvement_id: str, until: str | None) -> Wish:
    return lambda db: involvements.end(db, community_id, involvement_id, until)


def _offer_undo(community_id: str, language: str) -> Wish | None:
    """For a line just taken away: bring it back."""
    kept_for, one = st.session_state.get(_REMOVED, ("", None))
    if kept_for != community_id or one is None:
        return None
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "room.removed", decision=say(one.decision, language)), width="stretch")
        if not st.button(t(language, "room.undo"), key="involved-undo", icon=":material/undo:"):
            return None
    del st.session_state[_REMOVED]
    return partial(involvements.put_back, community_id=community_id, one=one)


def _new(community: Community, language: str, *, is_first: bool) -> Wish | None:
    with (
        st.expander(t(language, "room.involved_add"), expanded=is_first, icon=":material/add:"),
        st.form(f"new-involved-{community.id}", border=False, clear_on_submit=True),
    ):
        key = f"involved-{community.id}"
        decision = every_language(
            t(language, "room.decision"), {}, community.languages, language, key=f"{key}-decision", most=_LONGEST
        )
        people = every_language(
            t(language, "room.people"), {}, community.languages, language, key=f"{key}-people", most=_LONGEST
        )
        part = st.radio(
            t(language, "room.part"), PARTS, key=f"{key}-part", format_func=lambda one: t(language, f"room.part_{one}"),
            captions=[t(language, f"room.part_{one}_about") for one in PARTS],
        )  # fmt: skip
        since = st.date_input(
            t(language, "room.since_when"), date.fromisoformat(today()), format=PICKER[language], key=f"{key}-since",
            width=220,
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "room.add"), type="primary")
    if not is_sent:
        return None
    if not decision or not people:
        st.error(t(language, "room.involved_missing"))
        return None
    return lambda db: involvements.add(db, community.id, decision, people, str(part), since.isoformat())
