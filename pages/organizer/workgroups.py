"""Workgroups between meetings: all of a community's, or one of them with its steps, its notes and the next agenda."""

from __future__ import annotations

from pathlib import Path
from typing import Never

import streamlit as st

from components.accounts import reader_language, require_account
from components.live import workgroups as live
from components.live.control import CannotControl
from components.live.store import open_store
from components.text import reason, say, t
from components.ui import workgroup as page
from components.ui import workgroups_list as listed
from components.ui.frame import MEETINGS, empty_state, frame, link, turn_to
from components.ui.guard import choose_community, do
from components.ui.workgroups_list import Wish
from db import communities, workgroups
from db.accounts import Account
from db.communities import Community
from db.engine import RuleBroken
from db.workgroups import Workgroup

_CSS = Path(listed.__file__).with_name("workgroups.css")
_PROBLEM = "workgroup-problem"


def act(account: Account, community: Community, wish: Wish | None) -> None:
    """Do what was wished for and draw anew; what cannot be done is said in one sentence."""
    if wish is None:
        return
    try:
        do(account, community.id, wish, still="erasing" if getattr(wish, "func", None) in page.ERASING else None)
    except CannotControl as error:
        st.session_state[_PROBLEM] = reason(language, error.code)
    except RuleBroken:
        st.session_state[_PROBLEM] = t(language, "workgroup.not_back")
    st.rerun()


def show_all(account: Account, community: Community, language: str) -> None:
    """What people joined lately, every workgroup, and a new one."""
    with open_store() as db:
        found, waiting = workgroups.of_community(db, community.id), live.waiting(db, community.id)
    wish = listed.offer_undo(community.id, language)
    wish = listed.waiting_cards(community, waiting, language) or wish
    if not found and not waiting:
        empty_state(t(language, "workgroup.none"))
        link(t(language, "workgroup.from_meeting"), MEETINGS, icon=":material/event:")
    listed.cards(found, language)
    act(account, community, listed.new_group(community, language, is_open=False) or wish)


def show_one(account: Account, community: Community, group: Workgroup, language: str) -> None:
    """One workgroup; what there is to do for it comes first."""
    page.workgroup_facts(group, language)
    wish = page.next_meeting(group, language) if group.is_open else None
    wish = page.steps(group, language) or wish
    wish = page.notes(group, language) or wish
    page.contacts(group, language)
    wish = page.changing(group, community, language) or wish
    wish = page.ending(group, community, language) or wish
    act(account, community, wish)
    if st.button(t(language, "workgroup.delete"), key="delete-group", type="tertiary", icon=":material/delete:"):
        delete(account, community, group)


def delete(account: Account, community: Community, group: Workgroup) -> Never:
    """Take a workgroup away; the list offers to bring it back."""
    removed = do(account, community.id, lambda db: workgroups.remove(db, community.id, group.id), still="erasing")
    listed.remember_removed(community.id, removed)
    turn_to({})


def asked_for(account: Account) -> tuple[Community, Workgroup] | None:
    """The workgroup in `?group=` with its community, which this account runs; None for any other, as for none."""
    with open_store() as db:
        group = workgroups.by_id(db, st.query_params.get("group", ""))
        is_own = group is not None and communities.role_of(db, group.community_id, account.id) is not None
        community = communities.by_id(db, group.community_id) if group and is_own else None
    return (community, group) if community and group else None


account = require_account()
language = reader_language(account)
asked, title = asked_for(account), t(language, "facilitator.page_workgroups")
frame(
    say(asked[1].name, language) if asked else title, account, active="workgroups", language=language,
    lead=say(asked[1].goal, language) if asked else t(language, "workgroup.about"),
    crumbs=[(title, "", {})] if asked else [],
)  # fmt: skip
st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")
problem = st.session_state.pop(_PROBLEM, None)
if problem:
    st.warning(problem)
if asked:
    with st.container(key="narrow"):
        show_one(account, *asked, language)
    st.stop()
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()
show_all(account, community, language)
