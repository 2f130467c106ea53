"""The question that is open from a meeting to the next: asked, closed, and its replies read without names."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.live import between
from components.live.between import Replies
from components.live.control import CannotControl
from components.live.store import open_store
from components.text import reason, say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.frame import BETWEEN, link
from components.ui.guard import do
from components.ui.words import every_language
from db import open_questions
from db.accounts import Account
from db.communities import Community
from db.open_questions import Reply

_LONGEST_QUESTION = 160


def question_card(
    account: Account, community: Community, found: list[Replies], may_ask: bool, language: str
) -> None:  # fmt: skip
    """What is asked now, with the way to close it; else, for an organizer, the form that asks something."""
    if found and found[0].question.is_open:
        _open_card(account, community, found[0], may_ask, language)
    elif may_ask:
        _ask(account, community, language)
    else:
        st.caption(t(language, "between.nothing_open"))


def _open_card(account: Account, community: Community, now: Replies, may_ask: bool, language: str) -> None:
    with st.container(key="card-open-question"):
        asked = escape(say(now.question.text, language))
        since = escape(t(language, "between.since", day=day(now.question.opened_at[:10], language)))
        so_far = escape(t(language, "between.enough" if now.are_enough else "between.few"))
        st.html(f'<div class="attune-what"><b>{asked}</b><span>{since}</span><span>{so_far}</span></div>')
        st.caption(t(language, "between.open_lead"))
        if may_ask and st.button(t(language, "between.close"), key="close-question"):
            do(account, community.id, lambda db: between.stop(db, community.id), "organizer", still="record")
            st.rerun()


def _ask(account: Account, community: Community, language: str) -> None:
    with st.form("ask-between", border=False):
        text = every_language(
            t(language, "between.question"), {}, community.languages, language, key="between-question",
            most=_LONGEST_QUESTION,
        )  # fmt: skip
        st.caption(t(language, "between.examples"))
        is_sent = st.form_submit_button(t(language, "between.ask"), type="primary")
    if not is_sent:
        return
    written = {tongue: words for tongue, words in text.items() if words}
    try:
        do(account, community.id, lambda db: between.ask(db, community.id, written), "organizer")
    except CannotControl as error:
        st.error(reason(language, error.code))
        return
    st.rerun()


def replies_list(account: Account, community: Community, found: list[Replies], language: str) -> None:
    """The replies to each question that is closed, the latest question first; nothing of fewer than five."""
    closed = [each for each in found if not each.question.is_open]
    if not closed:
        st.caption(t(language, "between.no_replies"))
    for place, each in enumerate(closed):
        head = f"{say(each.question.text, language)} · {day(each.question.opened_at[:10], language)}"
        with st.expander(literal(head), expanded=place == 0):
            if not each.texts:
                st.caption(t(language, "between.too_few"))
            for reply in each.texts:
                _reply(account, community, reply, reply.id in each.listed, language)


def _reply(account: Account, community: Community, reply: Reply, is_listed: bool, language: str) -> None:
    with st.container(key=f"card-row-{reply.id}", horizontal=True, vertical_alignment="center"):
        note = "left_out" if reply.is_hidden else "listed" if is_listed else ""
        shown = "" if reply.is_hidden else f"<span>{escape(reply.text)}</span>"
        told = f"<small>{escape(t(language, f'between.{note}'))}</small>" if note else ""
        st.html(f'<div class="attune-reply">{shown}{told}</div>')
        words = t(language, "between.bring_back" if reply.is_hidden else "between.leave_out")
        if st.button(words, key=f"leave-out-{reply.id}", type="tertiary"):
            do(
                account,
                community.id,
                lambda db: open_questions.hide(db, community.id, reply.id, not reply.is_hidden),
                still="record",
            )
            st.rerun()


def point_to_replies(community: Community, language: str) -> None:
    """Where the next meeting is prepared: that there are replies to read."""
    with open_store() as db:
        found = between.replies_of(db, community.id)
    if any(each.texts for each in found[:2]) or (found and found[0].question.is_open):
        link(t(language, "between.to_replies"), BETWEEN, {"community": community.id})
