"""The meetings of a community: make one, find one, go on with the one that is live."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.live import plans, record
from components.live.store import open_store
from components.page_turn import turn_to
from components.text import say, t
from components.ui.cards import LIVE, copy_form, meeting_card, plan_form
from components.ui.community_form import first_community
from components.ui.correct import REMOVED
from components.ui.frame import AGENDA, CHARTER, SHOWN, confirm, empty_state, frame, link, section
from components.ui.guard import choose_community, do
from components.ui.prepare import offer_to_prepare
from db import activities, communities, endings, meetings, roles
from db.accounts import Account
from db.communities import Community
from db.engine import RuleBroken
from db.meetings import Meeting


def show_new(account: Account, community: Community, language: str) -> None:
    """The form for a new meeting; once it is made, its agenda."""
    plan = plan_form(language, key=f"new-{community.id}", template=st.session_state.get("template", "regular_meeting"))
    if plan:
        meeting_id = do(account, community.id, lambda db: plans.make(db, community, plan))
        turn_to(AGENDA, meeting=meeting_id)


def ask_copy(account: Account, meeting: Meeting, language: str) -> None:
    """What the copy is called; once it is made, its agenda."""
    wish = copy_form(meeting, language, key=f"copy-{meeting.id}")
    if wish:
        title, held_on = wish
        copied = do(
            account, meeting.community_id, lambda db: plans.copy(db, meeting, title=title, held_on=held_on)
        )  # fmt: skip
        turn_to(AGENDA, meeting=copied)


def ask_delete(account: Account, meeting: Meeting, language: str) -> None:
    """Say what will be gone; this tab keeps it, to be put back."""
    with open_store() as db:
        words = "delete_answered" if plans.is_answered(db, meeting) else "delete_planned"
    question = t(language, f"facilitator.{words}", title=say(meeting.title, language))
    agreed = confirm(question, t(language, "facilitator.delete_yes"), language, key=f"delete-{meeting.id}")
    if agreed:
        removed = do(
            account, meeting.community_id, lambda db: record.forget(db, account.name, meeting.id), still="erasing"
        )
        st.session_state[REMOVED] = (meeting, removed)
        st.rerun()


def offer_undo(account: Account, language: str) -> None:
    """For a meeting just deleted: bring it back."""
    if REMOVED not in st.session_state:
        return
    meeting, removed = st.session_state[REMOVED]
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "facilitator.deleted", title=say(meeting.title, language)), width="content")
        is_wanted = st.button(t(language, "facilitator.undo"), key="undo-meeting", icon=":material/undo:")
    if is_wanted:
        del st.session_state[REMOVED]
        try:
            do(
                account, meeting.community_id,
                lambda db: record.bring_back(db, account.name, meeting.id, removed), still="erasing"
            )  # fmt: skip
        except RuleBroken:
            st.toast(t(language, "facilitator.gone_for_good"))
        st.rerun()


def show_list(account: Account, found: list[Meeting], language: str) -> None:
    """What is live first, then what is to come, then what was."""
    with open_store() as db:
        agendas = {meeting.id: activities.of_meeting(db, meeting.id) for meeting in found}
    groups = {
        "live": [meeting for meeting in found if meeting.phase in LIVE],
        "planned": [meeting for meeting in reversed(found) if meeting.phase == "planned"],
        "ended": [meeting for meeting in found if meeting.phase == "ended"],
    }
    asks = {"copy": (ask_copy, "copy_title"), "delete": (ask_delete, "delete_title")}
    for name, group in groups.items():
        if group and name != "live":
            section(t(language, f"facilitator.group_{name}"))
        for meeting in group:
            wish = meeting_card(meeting, agendas[meeting.id], language)
            if wish:
                ask, title = asks[wish]
                st.dialog(t(language, f"facilitator.{title}"), width="medium")(ask)(account, meeting, language)


account = require_account()
language = reader_language(account)
with open_store() as db:
    is_newcomer = not communities.of_account(db, account.id)
    is_reader = is_newcomer and bool(roles.read_by(db, account.id))
if is_reader:
    turn_to(SHOWN)
if is_newcomer:
    welcome = t(language, "facilitator.welcome", name=account.name)
    frame(welcome, account, active="meetings", language=language, lead=t(language, "facilitator.welcome_lead"))
    with st.container(key="narrow"):
        first_community(account, language)
    st.stop()

frame(t(language, "facilitator.page_meetings"), account, active="meetings", language=language)
community = choose_community(account, language)
assert community is not None, "somebody who is no newcomer belongs to a community"
with open_store() as db:
    found = meetings.of_community(db, community.id)
    is_closed = endings.closing(db, community.id) is not None
offer_undo(account, language)
if is_closed:
    st.info(t(language, "charter.closed_meetings"))
    with st.container(key="doors-closed"):
        link(t(language, "facilitator.page_charter"), CHARTER, {"community": community.id})
    show_list(account, found, language)
    st.stop()
if not found:
    empty_state(t(language, "facilitator.no_meetings", community=say(community.name, language)))
    st.session_state.setdefault("template", "first_meeting")
    with st.container(key="narrow"):
        show_new(account, community, language)
    st.stop()
with st.container(horizontal=True, key="new-or-prepared"):
    if st.button(t(language, "facilitator.new_meeting"), key="new-meeting", type="primary", icon=":material/add:"):
        st.session_state.pop("template", None)
        st.dialog(t(language, "facilitator.new_meeting"), width="medium")(show_new)(account, community, language)
    if any(meeting.is_in_history for meeting in found):
        offer_to_prepare(account, community, language)
show_list(account, found, language)
