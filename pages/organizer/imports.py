"""Past polls from other tools: a file is read, mapped, and taken in whole; and any import can be undone."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.accounts import reader_language, require_account
from components.imports.bringing import Bringing
from components.imports.mapping import known_in
from components.imports.taking import File, Layout, Prepared, prepare
from components.live.store import open_store
from components.text import reason, t
from components.text.literal import literal
from components.ui import pictures
from components.ui.frame import CHARTER, HISTORY, MEETINGS, empty_state, frame, link
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
from db import accounts, activities, corrections, endings, imports
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.imports import Import

_DONE, _GOING, _PROBLEM = "import-done", "import-going-on", "import-problem"
_LOOK_AGAIN = 0.2


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
    """Begin to write it all."""
    if may_import(account, community):
        whence, title = File(file.name, file.digest, account.id), {setting.language: setting.title}
        words = t(language, "imports.done", name=literal(file.name), **in_words(prepared, language))
        st.session_state[_GOING] = words, Bringing(account, Layout(community.id, whence, title, prepared))
    st.rerun()


def watch(words: str, work: Bringing) -> None:
    """Show how far an import has come, with the way to stop it; then begin anew with a word of what was done."""
    with st.container(key="import-going", horizontal=True, vertical_alignment="center"):
        told = t(language, "imports.going")
        bar = st.progress(work.part, told)
        st.button(t(language, "imports.cancel"), key="import-cancel", on_click=work.cancel, disabled=work.is_stopping)
        while not work.is_over(within=_LOOK_AGAIN):
            bar.progress(work.part, told)
    del st.session_state[_GOING]
    if work.problem:
        st.session_state[_PROBLEM] = work.problem
    else:
        st.session_state[_DONE] = words
        put_away()
    st.rerun()


def show_problem() -> None:
    """Say why the last import was not done, once."""
    problem = st.session_state.pop(_PROBLEM, None)
    if problem:
        st.error(reason(language, problem))


def going(community: Community) -> tuple[str, Bringing] | None:
    """The import this tab has begun for a community, with the words for when it is done."""
    found: tuple[str, Bringing] | None = st.session_state.get(_GOING)
    return found if found and found[1].community_id == community.id else None


def undo(account: Account, community: Community, each: Import) -> None:
    """Take an import out again."""
    if may_import(account, community):

        def job(db: Store) -> None:
            if imports.undo(db, community.id, each.id):
                corrections.add(db, community.id, account.name, "import_undone", {"file": each.name})

        do(account, community.id, job, "organizer", still="erasing")
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
    under_way = going(community)
    show_problem()
    with st.container(key="save-bar", horizontal=True, vertical_alignment="center"):
        bar = st.container(key="import-bar", horizontal=True, vertical_alignment="center") if under_way else None
        is_open = is_ready and not under_way
        if st.button(t(language, "imports.go"), type="primary", disabled=not is_open, key="import-go"):
            bring(account, community, file, setting, prepared)
        if is_ready:
            st.text(t(language, "imports.will_be", **in_words(prepared, language)))
        if under_way and bar:
            with bar:  # at last: what is below would stay as it was, and look as if it could be pressed
                watch(*under_way)


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
    is_open = endings.closing(db, community.id) is None
if not is_open:
    st.info(reason(language, endings.CommunityClosed.code))
    link(t(language, "facilitator.page_charter"), CHARTER, {"community": community.id})
file = brought(community.id) if is_open else None
if file:
    map_file(account, community, file, past)
    st.stop()
under_way = going(community)
if under_way:
    watch(*under_way)
show_problem()
done = st.session_state.pop(_DONE, None)
if done:
    st.success(done, icon=":material/check:")
    link(t(language, "imports.see_history"), HISTORY, icon=":material/show_chart:")
if is_open:
    ask_for_file(community.id, language)
show_past(past, partial(undo, account, community), language)
