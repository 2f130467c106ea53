"""Ending well: whether to keep going is put to the room, then a community closes with thanks or goes on as another."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.live import ending, plans
from components.live.control import CannotControl
from components.live.ending import Onward
from components.live.plans import Plan
from components.live.store import open_store
from components.page_turn import turn_to
from components.templates.charter import KEEP_GOING
from components.text import LANGUAGES, reason, say, t
from components.text.days import day
from components.ui.charter_write import own_words
from components.ui.dates import today
from components.ui.frame import AGENDA, section
from components.ui.guard import do, may_run
from db import communities, endings
from db.accounts import Account
from db.communities import STAGES, Community
from db.endings import Ending

_LONGEST, _LONGEST_PURPOSE, _LONGEST_NAME = 400, 270, 80


def closed_note(account: Account, community: Community, closing: Ending, language: str, *, may_open: bool) -> None:
    """On top of the page of a community that has closed: its thanks, what it leaves, and the way to open it again."""
    with st.container(key="card-live-closed"):
        title = t(language, "charter.closed_on", day=day(closing.ended_on, language))
        st.html(f'<div class="attune-what"><b>{escape(title)}</b></div>{_said(closing, language)}')
        st.text(t(language, "charter.closed_about"))
        if may_open and st.button(t(language, "charter.reopen"), key="reopen", icon=":material/lock_open:"):
            do(
                account,
                community.id,
                lambda db: endings.reopen(db, community.id, account.name),
                "organizer",
                still="reopening",
            )
            st.rerun()


def show_ending(
    account: Account, community: Community, found: Sequence[Ending], language: str, *, is_open: bool, may_end: bool
) -> None:
    """The question, the two good ways on, and how the community ended before."""
    section(t(language, "charter.keep_going"))
    st.caption(t(language, "charter.keep_going_lead"))
    if is_open:
        with st.container(horizontal=True, key="charter-ways-ending"):
            if st.button(
                t(language, "charter.plan_it"), key="plan-keep-going", type="primary", icon=":material/event:"
            ):
                _plan(account, community, language)
            if may_end and st.button(t(language, "charter.go_on"), key="go-on", icon=":material/conversion_path:"):
                st.dialog(t(language, "charter.go_on"), width="medium")(_onward)(account, community, language)
            if may_end and st.button(
                t(language, "charter.close"), key="close-community", icon=":material/celebration:"
            ):
                st.dialog(t(language, "charter.close"), width="medium")(_close)(account, community, language)
    for each in found:
        with st.container(key=f"card-ending-{each.id}"):
            st.html(_past(each, language))


def _plan(account: Account, community: Community, language: str) -> None:
    plan = Plan({}, today(), tuple(LANGUAGES), "at_five", KEEP_GOING.id)
    turn_to(AGENDA, meeting=do(account, community.id, lambda db: plans.make(db, community, plan)))


def _close(account: Account, community: Community, language: str) -> None:
    """Thanks and what is left behind; nothing closes before both were thought of and it was agreed to."""
    if not may_run(account, community.id):
        st.rerun()
    st.text(t(language, "charter.close_about"))
    with st.form("close-form", border=False):
        thanks, leaves = _farewell(language, "close")
        agreed = st.checkbox(t(language, "charter.close_agree"), key="close.agree")
        is_sent = st.form_submit_button(t(language, "charter.close_now"), type="primary")
    if not is_sent:
        return
    if not agreed:
        st.error(t(language, "charter.close_missing"))
        return
    try:
        do(account, community.id, lambda db: ending.close(db, community.id, account.name, thanks, leaves), "organizer")
    except CannotControl as error:
        st.error(reason(language, error.code))
        return
    st.rerun()


def _farewell(language: str, key: str) -> tuple[dict[str, str], dict[str, str]]:
    words = [
        own_words(t(language, f"charter.{name}"), {}, language, key=f"{key}.{name}", most=_LONGEST)
        for name in ("thanks", "leaves")
    ]
    return words[0], words[1]


def _onward(account: Account, community: Community, language: str) -> None:
    """What it is for from now on, who leads it, and where it begins anew."""
    if not may_run(account, community.id):
        st.rerun()
    st.text(t(language, "charter.go_on_about"))
    with open_store() as db:
        people = {row["name"]: row["id"] for row in communities.members(db, community.id)}
    with st.form("onward-form", border=False):
        purpose = own_words(
            t(language, "charter.new_purpose"), {}, language, key="onward.purpose", most=_LONGEST_PURPOSE
        )
        lead = st.selectbox(
            t(language, "charter.new_lead"), list(people), None, key="onward.lead", accept_new_options=True,
            placeholder=t(language, "charter.new_lead_who"),
        )  # fmt: skip
        stage = st.radio(
            t(language, "charter.new_stage"), STAGES, horizontal=True, key="onward.stage",
            format_func=lambda one: t(language, f"facilitator.stage_{one}"),
        )  # fmt: skip
        thanks, leaves = _farewell(language, "onward")
        is_sent = st.form_submit_button(t(language, "charter.go_on_now"), type="primary")
    if not is_sent:
        return
    if not purpose:
        st.error(t(language, "charter.new_purpose_missing"))
        return
    name = (lead or "").strip()[:_LONGEST_NAME]
    onward = Onward(purpose, name, people.get(name, ""), stage, thanks, leaves)
    do(account, community.id, lambda db: ending.go_on(db, community.id, account.name, onward), "organizer")
    st.rerun()


def _past(each: Ending, language: str) -> str:
    """One ending with what was said then."""
    title = t(language, f"charter.ended_{each.way}", day=day(each.ended_on, language))
    facts = [t(language, "charter.written_by", name=each.by_name)]
    facts += [t(language, "charter.led_by", name=each.lead)] if each.lead else []
    if each.reopened_at:
        again = day(each.reopened_at[:10], language)
        facts.append(t(language, "charter.reopened_on", day=again, name=each.reopened_by or ""))
    return (
        f'<div class="attune-what attune-charter-head"><b>{escape(title)}</b></div>{_said(each, language)}'
        f'<div class="attune-charter"><small>{escape(" · ".join(facts))}</small></div>'
    )


def _said(each: Ending, language: str) -> str:
    parts = {"thanks": each.thanks, "leaves": each.leaves}
    return "".join(
        f'<div class="attune-charter"><small>{escape(t(language, f"charter.{name}"))}</small>'
        f"<p>{_lines(say(words, language))}</p></div>"
        for name, words in parts.items()
        if words
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
