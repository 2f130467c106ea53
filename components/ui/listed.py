"""The words that wait, on a community's page: which ones it added to the list, and which it took off."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.live import reading
from components.live.control import CannotControl
from components.text import reason, t
from components.ui.guard import do
from components.ui.written import Wish
from db.accounts import Account
from db.communities import Community
from db.words import Edits


def word_list(community: Community, edits: Edits, language: str, *, is_open: bool) -> Wish | None:
    """What a community changed about the list, and two fields to change more; what is wished for."""
    st.caption(t(language, "reading.list_about"))
    wish: Wish | None = None
    for column, is_held, found in zip(st.columns(2), (True, False), (edits.held, edits.allowed), strict=True):
        with column:
            wish = _half(community, found, is_held, language, is_open) or wish
    return wish


def _half(community: Community, found: Sequence[str], is_held: bool, language: str, is_open: bool) -> Wish | None:
    """The words that were added, or those that were taken off."""
    side, wish = "hold" if is_held else "pass", None
    with st.form(f"list-{side}-{community.id}", clear_on_submit=True, border=False):
        word = st.text_input(
            t(language, f"reading.{side}_word"), max_chars=reading.LONGEST_WORD, key=f"{side}-word-{community.id}",
            help=t(language, f"reading.{side}_help"),
        )  # fmt: skip
        if st.form_submit_button(t(language, f"reading.{side}"), disabled=not is_open):
            wish = _putting(community, word, is_held)
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"listed-{side}-{each}"):
            st.text(each)
            if is_open and st.button(t(language, "facilitator.take_out"), key=f"unlist-{side}-{each}", type="tertiary"):
                wish = _taking_back(community, each)
    return wish


def _putting(community: Community, word: str, is_held: bool) -> Wish:
    return lambda db: reading.list_word(db, community.id, word, is_held=is_held)


def _taking_back(community: Community, word: str) -> Wish:
    return lambda db: reading.unlist_word(db, community.id, word)


def keep(account: Account, community: Community, wish: Wish, language: str) -> None:
    """Save a change of the list; what is no word is said in one sentence."""
    try:
        do(account, community.id, wish, "organizer")
    except CannotControl as error:
        st.error(reason(language, error.code))
        return
    st.toast(t(language, "facilitator.saved"))
    st.rerun()
