"""The lessons library: search it, add to it, ask for words worth keeping, and say what to read next."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.accounts import reader_language, require_account
from components.library.exports import FORMS
from components.library.shelf import Shelf, read_shelf, search
from components.live.store import open_store
from components.text import t
from components.text.literal import literal
from components.ui.frame import empty_state, frame, turn_to
from components.ui.guard import choose_community, do, for_signed_in
from components.ui.library_form import entry_dialog
from components.ui.library_promote import promote
from components.ui.library_shelf import entry, filters, reading_card, sectors_of
from db import library
from db.accounts import Account
from db.communities import Community
from db.engine import RuleBroken, Wanted
from db.library import Item

REMOVED = "removed-entry"
AT_ONCE = 15
VIEWS = ("view_shelf", "promote")


def write(account: Account, community: Community, item_id: str, language: str) -> None:
    """Open the dialog for an entry, or for a new one."""
    title = t(language, "library.edit_title" if item_id else "library.add_title")
    st.dialog(title, width="large")(entry_dialog)(account, community, item_id, language)


def act(account: Account, community: Community, item: Item, wish: str, language: str) -> None:
    """Do what was wished of an entry."""
    if wish == "edit":
        write(account, community, item.id, language)
        return
    if wish == "remove":
        removed = do(account, community.id, lambda db: library.remove(db, community.id, item.id))
        st.session_state[REMOVED] = (community.id, item.title, removed)
    else:
        do(account, community.id, lambda db: library.read_next(db, community.id, item.id, wish == "read"))
    st.rerun()


def offer_undo(account: Account, community: Community, language: str) -> None:
    """For an entry just removed: bring it back."""
    kept_for, title, removed = st.session_state.get(REMOVED, ("", "", None))
    if kept_for != community.id or removed is None:
        return
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "library.removed", title=title), width="content")
        if not st.button(t(language, "library.undo"), key="undo-entry", icon=":material/undo:"):
            return
    del st.session_state[REMOVED]
    try:
        do(account, community.id, lambda db: library.put_back(db, community.id, removed))
    except RuleBroken:
        st.toast(t(language, "library.gone"))
    st.rerun()


def show(account: Account, community: Community, shelf: Shelf, item: Item, words: Wanted, language: str) -> None:
    """One entry, and what was wished of it."""
    wish = entry(account, community, shelf, item, words, language)
    if wish:
        act(account, community, item, wish, language)


def show_found(account: Account, community: Community, shelf: Shelf, language: str) -> None:
    """The search and what it finds."""
    wanted = filters(community, shelf, language)
    with open_store() as db:
        found = search(db, community.id, shelf, wanted)
    if not found:
        empty_state(t(language, "library.nothing"))
        return
    st.caption(t(language, "library.found_one" if len(found) == 1 else "library.found", n=len(found)))
    shown = st.session_state.get("library-shown", AT_ONCE)
    for item in found[:shown]:
        show(account, community, shelf, item, wanted.words, language)
    if len(found) > shown and st.button(t(language, "library.more"), key="library-more"):
        st.session_state["library-shown"] = shown + AT_ONCE
        st.rerun()


def take_along(account: Account, community: Community, shelf: Shelf, language: str) -> None:
    """The whole library as a file, in three forms."""
    with st.expander(t(language, "library.take_along"), icon=":material/download:"), st.container(horizontal=True):
        for form, (make, mime) in FORMS.items():
            made = partial(make, shelf, sectors_of(community, language), language)
            st.download_button(
                literal(t(language, f"library.get_{form}")), for_signed_in(account, made), f"library.{form}", mime,
                key=f"library-get-{form}", on_click="ignore",
            )  # fmt: skip


account = require_account()
language = reader_language(account)
frame(t(language, "library.title"), account, active="library", language=language, lead=t(language, "library.lead"))
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "library.no_community"))
    st.stop()
with open_store() as db:
    shelf = read_shelf(db, community.id)
with st.container(key="narrow"):
    asked = shelf.items.get(st.query_params.get("entry", ""))
    if asked:
        if st.button(t(language, "library.whole"), key="library-whole", type="tertiary", icon=":material/arrow_back:"):
            turn_to({})
        show(account, community, shelf, asked, [], language)
        st.stop()
    meeting_id = st.query_params.get("meeting", "")
    view = st.segmented_control(
        t(language, "library.title"), VIEWS, default=VIEWS[bool(meeting_id)], key=f"library-view-{meeting_id}",
        format_func=lambda name: t(language, f"library.{name}"), label_visibility="collapsed", required=True,
    )  # fmt: skip
    if view == VIEWS[1]:
        promote(account, community, meeting_id, language)
        st.stop()
    offer_undo(account, community, language)
    if st.button(t(language, "library.add"), key="library-add", type="primary", icon=":material/add:"):
        write(account, community, "", language)
    reading_card(shelf.reading, language)
    if shelf.items:
        show_found(account, community, shelf, language)
        take_along(account, community, shelf, language)
    else:
        empty_state(t(language, "library.empty"))
