"""A community: what it is called, where it stands, and who runs its meetings."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.accounts import reader_language, require_account
from components.live.store import open_store, save
from components.text import say, t
from components.ui.community_form import Described, community_form, first_community
from components.ui.frame import frame, section, tag
from components.ui.guard import choose_community
from db import accounts, communities
from db.accounts import Account
from db.communities import ROLES, Community
from db.engine import Row


def is_organizer(account: Account, community: Community) -> bool:
    """Whether an account may change a community now."""
    with open_store() as db:
        return accounts.allowed(db, account.id, community.id, role="organizer")


def rewrite(community: Community, described: Described, language: str) -> None:
    """Save what the community is called and where it stands."""
    save(lambda db: communities.change(db, community.id, name=described.name, stage=described.stage))
    st.toast(t(language, "facilitator.saved"))


def show_people(account: Account, community: Community, people: list[Row], may_change: bool, language: str) -> None:
    """Who runs the meetings; an organizer changes roles, but never takes the last organizer away."""
    organizers = [person["id"] for person in people if person["role"] == "organizer"]
    for person in people:
        with st.container(key=f"card-person-{person['id']}", horizontal=True, vertical_alignment="center"):
            you = tag(t(language, "facilitator.you")) if person["id"] == account.id else ""
            role = escape(t(language, f"facilitator.role_{person['role']}"))
            name = escape(person["name"])
            st.html(f'<div class="attune-what"><b>{name}</b><span>{role}</span>{you}</div>')
            is_last = organizers == [person["id"]]
            if may_change and not is_last:
                wish = st.menu_button(
                    t(language, "facilitator.more"), [*(r for r in ROLES if r != person["role"]), "remove"],
                    key=f"person-{person['id']}", type="tertiary",
                    format_func=lambda name: t(language, f"facilitator.person_{name}"),
                )  # fmt: skip
                if wish:
                    change_person(community, person["id"], wish)


def change_person(community: Community, account_id: str, wish: str) -> None:
    """Give another role, or take the person out."""
    if wish == "remove":
        save(lambda db: communities.remove_member(db, community.id, account_id))
    else:
        save(lambda db: communities.add_member(db, community.id, account_id, wish))
    st.rerun()


def show_invitation(community: Community, language: str) -> None:
    """Add a colleague who has an account already."""
    with st.form("add-person", border=False, clear_on_submit=True):
        left, right = st.columns(2)
        username = left.text_input(
            t(language, "facilitator.colleague"), key="colleague", max_chars=64,
            help=t(language, "facilitator.colleague_help"),
        )  # fmt: skip
        role = right.selectbox(
            t(language, "facilitator.role"), ROLES, 1, format_func=lambda name: t(language, f"facilitator.role_{name}"),
            help=t(language, "facilitator.role_help"), key="colleague-role",
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "facilitator.add_colleague"))
    if not is_sent:
        return
    with open_store() as db:
        found = accounts.by_username(db, username or "")
        known = found and communities.role_of(db, community.id, found.id)
    if found is None or known:
        st.error(t(language, "facilitator.colleague_there" if found else "facilitator.colleague_unknown"))
        return
    save(lambda db: communities.add_member(db, community.id, found.id, str(role)))
    st.rerun()


account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_community"), account, active="community", language=language,
    lead=t(language, "facilitator.community_lead"),
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    with st.container(key="narrow"):
        first_community(account, language)
    st.stop()
may_change = is_organizer(account, community)
with open_store() as db:
    people = communities.members(db, community.id)
with st.container(key="narrow"):
    section(t(language, "facilitator.community_about"))
    if not may_change:
        st.caption(t(language, "facilitator.organizers_only"))
    described = community_form(
        community.name, community.stage, language, key=f"community-{community.id}",
        button=t(language, "facilitator.save"), is_open=may_change,
    )  # fmt: skip
    if described and may_change:
        rewrite(community, described, language)

    section(t(language, "facilitator.community_people"))
    show_people(account, community, people, may_change, language)
    if may_change:
        show_invitation(community, language)

    with st.expander(t(language, "facilitator.another_community", name=say(community.name, language))):
        first_community(account, language, key="another-community")
