"""On a community's page: after how long its meetings' answers become unlinkable, said before it is set."""

from __future__ import annotations

import streamlit as st

from components.live import keeping_time
from components.live.store import open_store
from components.text import say, t
from components.text.days import day
from components.ui.frame import section
from components.ui.guard import do
from db.accounts import Account
from db.communities import Community
from db.unlinking import MONTHS

_NEVER = 0


def retention_form(account: Account, community: Community, language: str, *, is_open: bool) -> None:
    """What is kept how long; saves another time where somebody who may sets one, after what is lost was said."""
    section(t(language, "retention.title"))
    st.caption(t(language, "retention.lead"))
    choices = (_NEVER, *MONTHS)
    picked = st.radio(
        t(language, "retention.after"), choices, choices.index(community.unlink_after or _NEVER), horizontal=True,
        format_func=lambda n: t(language, "retention.months", n=n) if n else t(language, "retention.never"),
        key=f"unlink-after-{community.id}", disabled=not is_open,
    )  # fmt: skip
    chosen = picked or None
    agreed = _say_what_is_lost(community, chosen, language) if chosen else True
    is_sent = st.button(
        t(language, "retention.save"), key=f"unlink-save-{community.id}",
        disabled=not is_open or chosen == community.unlink_after or not agreed,
    )  # fmt: skip
    if is_sent:
        _save(account, community, chosen)
        keeping_time.forget_soon()
        st.toast(t(language, "facilitator.saved"))
        st.rerun()
    if community.unlink_after:
        _show_when(community, language)


def _say_what_is_lost(community: Community, months: int, language: str) -> bool:
    """What is gone then, and how many meetings it concerns at once; whether that was understood."""
    st.text(t(language, "retention.lost"))
    with open_store() as db:
        at_once = keeping_time.concerned(db, community.id, months)
    if months == community.unlink_after:
        return False
    if at_once:
        st.warning(t(language, "retention.now", n=at_once))
    return st.checkbox(t(language, "retention.agree"), key=f"unlink-agree-{community.id}-{months}")


def _save(account: Account, community: Community, months: int | None) -> None:
    do(
        account, community.id, lambda db: keeping_time.set_after(db, account.name, community.id, months), "organizer",
        still="erasing"
    )  # fmt: skip


def _show_when(community: Community, language: str) -> None:
    with open_store() as db:
        found = keeping_time.when(db, community.id)
    if not found:
        return
    with st.expander(t(language, "retention.when"), key=f"unlink-when-{community.id}"):
        for meeting, on in found:
            words = "retention.done" if meeting.unlinked_at else "retention.on"
            told = t(language, words, day=day((meeting.unlinked_at or on)[:10], language))
            st.text(f"{say(meeting.title, language)}, {day(meeting.held_on, language)}: {told}")
