"""Who runs a community's meetings, and how one becomes more."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.passwords import hash_password, new_password
from components.text import t
from components.text.literal import literal
from components.ui.frame import tag
from components.ui.guard import do
from db import accounts, communities
from db.accounts import Account, InvalidAccount, plain_username
from db.communities import ROLES, Community
from db.engine import Row, Store


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
                    change_person(account, community, person["id"], wish)


def change_person(account: Account, community: Community, account_id: str, wish: str) -> None:
    """Give another role, or take the person out."""
    role = None if wish == "remove" else wish
    do(account, community.id, lambda db: put_role(db, community.id, account_id, role), "organizer")
    st.rerun()


def put_role(db: Store, community_id: str, account_id: str, role: str | None) -> bool:
    """Give a member another role, or None to take them out; whether it was done: the last organizer stays one."""
    organizers = [person["id"] for person in communities.members(db, community_id) if person["role"] == "organizer"]
    if organizers == [account_id] or communities.role_of(db, community_id, account_id) is None:
        return False
    if role is None:
        communities.remove_member(db, community_id, account_id)
    else:
        communities.add_member(db, community_id, account_id, role)
    return True


def show_invitation(account: Account, community: Community, language: str) -> None:
    """Add a colleague by user name, and make the account where there is none yet."""
    made = st.session_state.pop("made-colleague", None)
    if made:
        st.success(t(language, "facilitator.colleague_made", username=literal(made[0])))
        st.code(made[1], language=None)
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
    if is_sent:
        add_colleague(account, community, username or "", str(role), language)


def add_colleague(account: Account, community: Community, username: str, role: str, language: str) -> None:
    """Let somebody run this community's meetings; a new account's password is shown once."""
    password = new_password()
    hashed = hash_password(password)
    try:
        is_new = do(
            account, community.id, lambda db: join(db, community.id, username, role, hashed, language), "organizer"
        )  # fmt: skip
    except InvalidAccount as error:
        st.error(t(language, f"account.{error.code}"))
        return
    if is_new is None:
        st.error(t(language, "facilitator.colleague_there"))
        return
    if is_new:
        st.session_state["made-colleague"] = (plain_username(username), password)
    st.rerun()


def join(db: Store, community_id: str, username: str, role: str, password_hash: str, language: str) -> bool | None:
    """Add the account with this name to a community, made now if need be; whether it is new, None if it was there."""
    found = accounts.by_username(db, username)
    if found and communities.role_of(db, community_id, found.id):
        return None
    account_id = found.id if found else accounts.create(db, username, username, password_hash, language)
    communities.add_member(db, community_id, account_id, role)
    return found is None
