"""The forms of accounts: the first one, and what people change about their own."""

from __future__ import annotations

import streamlit as st

from components import credentials
from components.accounts import (
    aside,
    enter,
    heading,
    language_choice,
    narrow,
    reader_language,
    refuse,
    sentence,
    sign_in_form,
    whence,
)
from components.credentials import Refused
from components.live.store import open_store, save
from components.passwords import LONGEST, SHORTEST, WeakPassword, hash_password
from components.text import LANGUAGE_NAMES, LANGUAGES, t
from db import accounts
from db.accounts import Account, InvalidAccount

_CHANGED = "account_password_changed"


def set_up_form(token: str) -> None:
    """Draw the form for the first account; when it succeeds the run starts again with its owner signed in."""
    language = reader_language()
    with open_store() as db:
        has_accounts, may_go_on = accounts.are_there_any(db), credentials.may_set_up(db, token)
    if not may_go_on and not has_accounts:
        refuse(None, "account.set_up_wrong")
    if not may_go_on:
        with narrow():
            st.info(t(language, "account.set_up_used"))
        sign_in_form()
        return
    with narrow():
        heading(t(language, "account.set_up_title"), t(language, "account.set_up_lead"))
        sent = new_account_form("account_set_up_form", t(language, "account.set_up"), language)
        if sent:
            name, username, password = sent
            try:
                hashed = hash_password(password, username, name)
                enter(save(lambda db: credentials.set_up(db, token, username, name, hashed, language)))
            except (InvalidAccount, WeakPassword, Refused) as error:
                st.error(sentence(language, error))
            else:
                st.rerun()
        language_choice(language)


def new_account_form(key: str, button: str, language: str, *, name: str = "") -> tuple[str, str, str] | None:
    """Draw what a new account is made of; name, username and password once it is sent."""
    with st.form(key, border=False):
        name = st.text_input(t(language, "account.name"), name, autocomplete="name", max_chars=80)
        username = st.text_input(t(language, "account.username"), autocomplete="username", max_chars=64)
        password = _new_password(language)
        is_sent = st.form_submit_button(button, type="primary", width="stretch")
    return (name, username, password) if is_sent else None


def profile_form(account: Account) -> None:
    """Draw what people may change about themselves, and save it."""
    language = reader_language(account)
    with st.form("account_profile_form", border=False):
        name = st.text_input(t(language, "account.name"), account.name, autocomplete="name", max_chars=80)
        chosen = st.selectbox(
            t(language, "account.language"),
            LANGUAGES,
            LANGUAGES.index(language),
            format_func=LANGUAGE_NAMES.__getitem__,
        )
        is_sent = st.form_submit_button(t(language, "account.save"), type="primary")
    if is_sent:
        try:
            save(lambda db: accounts.change(db, account.id, name=name, language=chosen))
        except InvalidAccount as error:
            st.error(sentence(language, error))
        else:
            st.query_params.pop("lang", None)
            st.session_state.pop("language", None)
            st.rerun()


def password_form(account: Account) -> None:
    """Draw the form for another password, and save it; every other sign-in of the account ends."""
    language = reader_language(account)
    if st.session_state.pop(_CHANGED, False):
        st.success(t(language, "account.password_changed"))
    with st.form("account_password_form", border=False, clear_on_submit=True):
        old = st.text_input(
            t(language, "account.password_now"), type="password", autocomplete="current-password", max_chars=200
        )
        new = _new_password(language)
        is_sent = st.form_submit_button(t(language, "account.change_password"), type="primary")
    if not is_sent:
        return
    try:
        account = credentials.sign_in(account.username, old, whence=whence())
        hashed = hash_password(new, account.username, account.name)
        save(lambda db: credentials.put_password(db, account, hashed))
    except (Refused, WeakPassword) as error:
        st.error(sentence(language, error))
        return
    with open_store() as db:
        changed = accounts.by_id(db, account.id)
    if changed is not None:
        enter(changed)
    st.session_state[_CHANGED] = True
    st.rerun()


def _new_password(language: str) -> str:
    label = t(language, "account.password_new")
    password = st.text_input(label, type="password", autocomplete="new-password", max_chars=LONGEST)
    aside(t(language, "account.password_help", shortest=SHORTEST))
    return password
