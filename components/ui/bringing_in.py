"""How somebody comes to hold a role with an account: an invitation by a link, or their user name."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.leading import inviting
from components.leading.inviting import DAYS, Wish
from components.live.agreed import parse_agreed
from components.passwords import hash_password, new_password
from components.text import t
from components.text.literal import literal
from components.ui.copy import copy_button
from components.ui.dates import moment
from components.ui.frame import COMMUNITY, link
from components.ui.guard import do
from components.ui.people import LONGEST_NAME
from db import accounts, communities, invitations
from db.accounts import Account, InvalidAccount, plain_username
from db.communities import Community
from db.engine import Store
from db.invitations import Invitation
from db.roles import READ, ROLES, RUN, Role

PATH = "invited"
_NEW = "invitation-new"


def invite_form(
    account: Account, community: Community, held: Sequence[Role], base: str, language: str
) -> None:  # fmt: skip
    """Make an invitation: a role, for how long, whom it is for; its link is shown once."""
    st.caption(t(language, "people.invite_lead"))
    named = {each.id: each for each in held if each.account_id is None}
    with st.form("invite-person", border=False):
        left, right = st.columns(2)
        role = left.selectbox(
            t(language, "facilitator.role"), ROLES, ROLES.index("facilitator"), key="invite-role",
            format_func=lambda one: t(language, f"people.role_{one}"), help=t(language, "people.role_help"),
        )  # fmt: skip
        days = right.segmented_control(
            t(language, "people.invite_for"), DAYS, default=DAYS[1], key="invite-days", required=True,
            format_func=lambda n: t(language, "reports.days", n=n),
        )  # fmt: skip
        name = st.text_input(
            t(language, "people.invite_name"), key="invite-name", max_chars=LONGEST_NAME,
            help=t(language, "people.invite_name_help"),
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "people.invite"), type="primary", icon=":material/link:")
    if is_sent:
        plain = " ".join((name or "").split())
        known = [each for each in named.values() if (each.name.casefold(), each.role) == (plain.casefold(), role)]
        wish = Wish(str(role), int(days or DAYS[0]), plain, known[0].id if known else None)
        make_invitation(account, community, wish)
    _show_new(community, base, language)


def make_invitation(account: Account, community: Community, wish: Wish) -> None:
    """Make one, and have its link shown at once."""
    token = do(
        account,
        community.id,
        lambda db: inviting.invite(db, community.id, account.id, wish),
        "organizer",
        still="people",
    )
    st.session_state[_NEW] = (community.id, token, wish)


def _show_new(community: Community, base: str, language: str) -> None:
    """The link just made, which is told this once."""
    new = st.session_state.get(_NEW)
    if not new or new[0] != community.id:
        return
    address = f"{base}/{PATH}?token={new[1]}"
    with st.container(key="card-new-invitation"):
        st.code(address, language=None, wrap_lines=True)
        with st.container(horizontal=True, vertical_alignment="center"):
            copy_button(address, t(language, "reports.copy"), t(language, "reports.copied"), key="copy-invitation")
            st.caption(t(language, "people.invite_once"))
    if new[2].role in READ and parse_agreed(community.funders_see).sees == "none":
        st.info(t(language, "people.nothing_agreed"))
        link(t(language, "reports.to_agree"), COMMUNITY, {"community": community.id})


def open_invitations(account: Account, community: Community, found: Sequence[Invitation], language: str) -> None:
    """Those that can still be taken: role, for whom, by whom, until when, and the button that takes one back."""
    for each in found:
        with st.container(key=f"card-link-{each.id}", horizontal=True, vertical_alignment="center"):
            whom = each.name or t(language, "people.somebody")
            facts = t(
                language, "people.invited", role=t(language, f"people.role_{each.role}"), by=each.by_name,
                until=moment(each.expires_at, language),
            )  # fmt: skip
            st.html(f'<div class="attune-what"><b>{escape(whom)}</b><span>{escape(facts)}</span></div>')
            if st.button(t(language, "people.take_back"), key=f"uninvite-{each.id}"):
                _take_back(account, community, each)


def _take_back(account: Account, community: Community, invitation: Invitation) -> None:
    st.session_state.pop(_NEW, None)
    do(
        account,
        community.id,
        lambda db: invitations.revoke(db, community.id, invitation.id),
        "organizer",
        still="people",
    )
    st.rerun()


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
            t(language, "facilitator.role"), RUN, 1, format_func=lambda name: t(language, f"people.role_{name}"),
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
            account, community.id, lambda db: join(db, community.id, username, role, hashed, language), "organizer",
            still="people"
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
