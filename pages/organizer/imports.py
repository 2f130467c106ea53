"""Past polls from other tools: a file is read, mapped, and taken in whole; and any import can be undone."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.accounts import reader_language, require_account
from components.imports.mapping import known_in
from components.imports.taking import File, Prepared, prepare, take
from components.live.store import open_store
from components.text import t
from components.text.literal import literal
from components.ui import pictures
from components.ui.frame import HISTORY, MEETINGS, empty_state, frame, link
from components.ui.guard import choose_community, do, may_run
from components.ui.import_cards import Asking, ask_decisions, show_refused, show_troubles
from components.ui.import_file import (
    Brought,
    Setting,
    ask_for_file,
    ask_setting,
    brought,
    counted,
    put_away,
    show_found,
)
from components.ui.import_past import show_past
from db import accounts, activities, corrections, imports
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.imports import Import

_DONE = "import-done"


def may_import(account: Account, community: Community) -> bool:
    """Whether this tab's account is an organizer of the community now."""
    with open_store() as db:
        is_organizer = accounts.allowed(db, account.id, community.id, role="organizer")
    return is_organizer and may_run(account, community.id)


def in_words(prepared: Prepared, language: str) -> dict[str, str]:
    """How many meetings, people and answers there will be."""
    counts = {"meetings": len(prepared.held), "people": prepared.people, "answers": prepared.answers}
    return {name: counted(name, n, language) for name, n in counts.items()}


def bring(account: Account, community: Community, file: Brought, setting: Setting, prepared: Prepared) -> None:
    """Write it all, and begin anew with a word of what was done."""
    if may_import(account, community):
        whence = File(file.name, file.digest, account.id)
        with st.spinner(t(language, "imports.going")):
            title = {setting.language: setting.title}
            do(account, community.id, lambda db: take(db, community.id, whence, title, prepared), "organizer")
        words = t(language, "imports.done", name=literal(file.name), **in_words(prepared, language))
        st.session_state[_DONE] = words
        put_away()
    st.rerun()


def undo(account: Account, community: Community, each: Import) -> None:
    """Take an import out again."""
    if may_import(account, community):

        def job(db: Store) -> None:
            if imports.undo(db, community.id, each.id):
                corrections.add(db, community.id, account.name, "import_undone", {"file": each.name})

        do(account, community.id, job, "organizer")
        st.session_state[_DONE] = t(language, "imports.undone")
    st.rerun()


def map_file(account: Account, community: Community, file: Brought, past: list[Import]) -> None:
    """What the file is, what becomes of it, what cannot be read, and the one button."""
    place, found = show_found(file, past, language)
    setting = ask_setting(file, place, found, language)
    with open_store() as db:
        known = known_in([each for each, _ in activities.of_earlier_meetings(db, community.id, but="")])
    asking = Asking(language, setting.language, known, f"{file.digest}-{place}")
    decisions = ask_decisions(found, asking)
    prepared = prepare(found, decisions, setting.gatherings)
    show_troubles(prepared.troubles, language)
    show_refused(prepared.refused, found, language)
    is_ready = bool(prepared.held) and not prepared.refused
    if not is_ready:
        code = "put_right" if prepared.refused else "nothing_chosen" if setting.gatherings else "no_day"
        st.caption(t(language, f"imports.{code}"))
    with st.container(key="save-bar", horizontal=True, vertical_alignment="center"):
        if st.button(t(language, "imports.go"), type="primary", disabled=not is_ready, key="import-go"):
            bring(account, community, file, setting, prepared)
        if is_ready:
            st.text(t(language, "imports.will_be", **in_words(prepared, language)))


account = require_account()
language = reader_language(account)
frame(
    t(language, "imports.title"), account, active="history", language=language, lead=t(language, "imports.lead"),
    crumbs=[(t(language, "imports.to_history"), HISTORY, {})],
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()
if not may_import(account, community):
    empty_state(t(language, "imports.organizers_only"))
    st.stop()
pictures.style()
with open_store() as db:
    past = imports.of_community(db, community.id)
file = brought(community.id)
if file:
    map_file(account, community, file, past)
    st.stop()
done = st.session_state.pop(_DONE, None)
if done:
    st.success(done, icon=":material/check:")
    link(t(language, "imports.see_history"), HISTORY, icon=":material/show_chart:")
ask_for_file(community.id, language)
show_past(past, partial(undo, account, community), language)
