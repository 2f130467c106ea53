"""From what people wrote into the library: choose a text, and its author is asked on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.library import promoting
from components.library.kinds import KINDS, LONGEST_TITLE, NotAnEntry
from components.library.promoting import Text, texts_of
from components.library.words import marked, wanted
from components.live.store import open_store
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.frame import empty_state
from components.ui.guard import do, may_run
from db import library_asks, meetings
from db.accounts import Account
from db.communities import Community
from db.meetings import Meeting

_AT_ONCE = 12


def promote(account: Account, community: Community, asked_for: str, language: str) -> None:
    """The texts of one meeting, each with the way to ask; `asked_for` is the meeting a link led from."""
    st.caption(t(language, "library.promote_lead"))
    with open_store() as db:
        held = [each for each in meetings.of_community(db, community.id) if each.is_in_history]
    if not held:
        empty_state(t(language, "library.promote_no_meetings"))
        return
    names = {each.id: f"{say(each.title, language)} · {day(each.held_on, language)}" for each in held}
    left, right = st.columns([3, 2])
    with left:
        first = list(names).index(asked_for) if asked_for in names else 0
        chosen = st.selectbox(
            t(language, "library.promote_meeting"), list(names), first, format_func=names.__getitem__,
            key=f"promote-meeting-{community.id}-{asked_for}",
        )  # fmt: skip
    with right:
        typed = st.text_input(
            t(language, "library.promote_search"),
            key="promote-typed",
            type="search",
            live="400ms",
            placeholder=t(language, "library.search_example"),
        )
    meeting = next(each for each in held if each.id == chosen)
    with open_store() as db:
        found = texts_of(db, meeting)
    if not found:
        empty_state(t(language, "library.promote_none"))
        return
    _list(account, meeting, found, typed or "", language)


def _list(account: Account, meeting: Meeting, found: Sequence[Text], typed: str, language: str) -> None:
    words = wanted(typed)
    fitting = [text for text in found if not words or _fits(text, typed)]
    if not fitting:
        st.caption(t(language, "library.promote_no_hit"))
    key = f"promote-more-{meeting.id}"
    shown = st.session_state.get(key, _AT_ONCE)
    for text in fitting[:shown]:
        with st.container(key=f"card-row-text-{text.id}", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="attune-said">{marked(text.card.text, words)}</p>', width="stretch")
            _state(account, meeting, text, language)
    if len(fitting) > shown and st.button(t(language, "library.more"), key=f"{key}-button"):
        st.session_state[key] = shown + _AT_ONCE
        st.rerun()


def _fits(text: Text, typed: str) -> bool:
    return all("<mark>" in marked(text.card.text, [word]) for word in wanted(typed))


def _state(account: Account, meeting: Meeting, text: Text, language: str) -> None:
    if text.ask is None:
        if st.button(t(language, "library.ask"), key=f"ask-{text.id}", icon=":material/library_add:"):
            st.dialog(t(language, "library.ask_title"), width="medium")(_ask)(account, meeting, text, language)
        return
    words = {"": "is_asked", library_asks.YES: "is_yes"}.get(text.ask.said, "is_no")
    st.html(f'<span class="attune-tag">{escape(t(language, f"library.{words}"))}</span>', width="content")
    if not text.ask.said and st.button(t(language, "library.ask_back"), key=f"ask-back-{text.id}", type="tertiary"):
        ask_id = text.ask.id
        do(
            account,
            meeting.community_id,
            lambda db: library_asks.take_back(db, meeting.community_id, ask_id),
            still="erasing",
        )
        st.rerun()


def _ask(account: Account, meeting: Meeting, text: Text, language: str) -> None:
    """Inside a dialog: as what, and under which title."""
    if not may_run(account, meeting.community_id):
        st.rerun()
    st.caption(t(language, "library.ask_about"))
    st.html(f'<blockquote class="attune-said">{escape(text.card.text)}</blockquote>')
    kind = st.selectbox(
        t(language, "library.field_kind"), KINDS, KINDS.index(text.kind), key=f"ask-kind-{text.id}",
        format_func=lambda name: t(language, f"library.kind_{name}"),
    )  # fmt: skip
    title = st.text_input(t(language, "library.field_title"), text.title, LONGEST_TITLE, key=f"ask-title-{text.id}")
    if not st.button(t(language, "library.ask_send"), key=f"ask-send-{text.id}", type="primary"):
        return
    try:
        is_asked = do(
            account, meeting.community_id, lambda db: promoting.ask(db, meeting, text.id, kind, title)
        )  # fmt: skip
    except NotAnEntry as error:
        st.error(literal(t(language, f"library.{error.code}")))
        return
    st.toast(t(language, "library.asked" if is_asked else "library.not_asked"))
    st.rerun()
