"""What somebody sees who was invited by a link: by whom, to what, as what; and the way in."""

from __future__ import annotations

from typing import Never

import streamlit as st

from components.account_forms import new_account_form
from components.accounts import (
    aside,
    current_account,
    enter,
    heading,
    language_choice,
    narrow,
    reader_language,
    sentence,
    sign_in_form,
)
from components.leading import inviting
from components.leading.inviting import InvitationOver
from components.live.permission import NotAllowed, save_own
from components.live.store import open_store, save
from components.page_turn import turn_to
from components.passwords import WeakPassword, hash_password
from components.text import say, t
from components.text.literal import literal
from components.ui.frame import CONTROL, MEETINGS, SHOWN
from db import accounts, communities, invitations
from db.accounts import Account, InvalidAccount
from db.invitations import Invitation
from db.roles import READ


def invited(token: str) -> None:
    """The invitation behind a link, for whoever is signed in here or not; one that is over says so."""
    account = current_account()
    language = reader_language(account)
    with open_store() as db:
        found = invitations.by_token(db, token)
        community = communities.by_id(db, found.community_id) if found else None
    if found is None or community is None:
        with narrow():
            heading(t(language, "people.over_title"), t(language, "people.over"))
            language_choice(language)
        return
    with narrow():
        name = literal(say(community.name, language))
        role = t(language, f"people.as_{found.role}")
        heading(name, t(language, "people.invites", by=literal(found.by_name), community=name, role=role))
        aside(t(language, f"people.may_{found.role}"))
        if account:
            _join(token, account, language)
        else:
            _make_account(token, found, language)
        language_choice(language)
    if account is None:
        with narrow(), st.expander(t(language, "people.have_account")):
            sign_in_form(is_part=True)


def _join(token: str, account: Account, language: str) -> None:
    label = t(language, "people.join_as", name=literal(account.name))
    if not st.button(label, key="accept", type="primary", width="stretch"):
        return
    try:
        found = save_own(account, lambda db: inviting.accept(db, token, account.id))
    except (InvitationOver, NotAllowed):
        st.rerun()
    _go_on(found)


def _make_account(token: str, found: Invitation, language: str) -> None:
    sent = new_account_form("invited_form", t(language, "people.join"), language, name=found.name)
    if sent is None:
        return
    name, username, password = sent
    try:
        hashed = hash_password(password, username, name)
        taken, account_id = save(lambda db: inviting.accept_new(db, token, username, name, hashed, language))
    except InvitationOver:
        st.rerun()
    except (InvalidAccount, WeakPassword) as error:
        st.error(sentence(language, error))
        return
    with open_store() as db:
        account = accounts.by_id(db, account_id)
    assert account, "it was made a moment ago"
    enter(account)
    _go_on(taken)


def _go_on(taken: Invitation) -> Never:
    """To the control it leads to, the community's meetings, or what the group has shown."""
    if taken.role in READ:
        turn_to(SHOWN)
    if taken.meeting_id:
        turn_to(CONTROL, meeting=taken.meeting_id)
    turn_to(MEETINGS, community=taken.community_id)
