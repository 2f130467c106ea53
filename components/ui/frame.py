"""What every page for accounts has around it: a slim header, a calm column, and the small parts pages share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Never

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from components.accounts import sign_out_button
from components.live.permission import NotAllowed, save_own
from components.live.store import open_store
from components.settings import settings
from components.text import LANGUAGE_NAMES, LANGUAGES, t
from components.text.literal import literal
from components.ui.colours import colour_variables
from components.ui.help import help_button
from components.ui.links import follow_lost_presses
from db import accounts, communities, roles
from db.accounts import Account

MEETINGS = "pages/facilitator/meetings.py"
AGENDA = "pages/facilitator/agenda.py"
CONTROL = "pages/facilitator/control.py"
PAPER = "pages/facilitator/paper.py"
PRINT = "pages/facilitator/print.py"
RESULTS = "pages/facilitator/results.py"
THEMES = "pages/facilitator/themes.py"
CLOSING = "pages/facilitator/closing.py"
HISTORY = "pages/organizer/history.py"
COMMUNITY = "pages/organizer/community.py"
WORKGROUPS = "pages/organizer/workgroups.py"
LIBRARY = "pages/organizer/library.py"
IMPORTS = "pages/organizer/imports.py"
REPORTS = "pages/organizer/reports.py"
CHARTER = "pages/organizer/charter.py"
GOALS = "pages/organizer/goals.py"
PEOPLE = "pages/organizer/people.py"
SHOWN = "pages/organizer/shown.py"
BETWEEN = "pages/organizer/between.py"
ROOM = "pages/organizer/room.py"
NETWORK = "pages/organizer/network.py"
PROFILE = "pages/account/profile.py"
BACKUP = "pages/account/backup.py"
DATABASE = "pages/account/database.py"

_LINKS = {"meetings": MEETINGS, "history": HISTORY, "community": COMMUNITY}
_AROUND = {
    "about": COMMUNITY,
    "charter": CHARTER,
    "goals": GOALS,
    "library": LIBRARY,
    "workgroups": WORKGROUPS,
    "people": PEOPLE,
    "room": ROOM,
    "between": BETWEEN,
    "network": NETWORK,
}
"""The pages around the meetings, which the header leads to by the name of the first."""
_READER = {"shown": SHOWN}
"""All there is for somebody who may see what a group has shown, and no more."""
_CSS = Path(__file__).with_name("frame.css")


def frame(
    title: str, account: Account, *, active: str, language: str, lead: str = "",
    crumbs: Sequence[tuple[str, str, Mapping[str, str]]] = (), is_wide: bool = False, with_help: bool = False,
) -> None:  # fmt: skip
    """Draw the header and the page's heading.

    `active` is this page's name in the header or in the row under it, where it has one: the link that is underlined.
    `crumbs` are the pages
    above this one: label, page and query parameters; "" stands for this very page with other parameters. `is_wide`
    gives a page the whole window, `with_help` the help panel.
    """
    style()
    with open_store() as db:
        reads, runs = bool(roles.read_by(db, account.id)), bool(communities.of_account(db, account.id))
    pages = {**(_LINKS if runs or not reads else {}), **(_READER if reads else {})}
    with st.container(key="attune-bar", horizontal=True, vertical_alignment="center", gap=None):
        st.html('<span class="attune-mark">Attune</span>', width="content")
        _navigation("attune-nav", pages, "community" if active in _AROUND else active, language)
        _own_corner(account, language, with_help)
        follow_lost_presses()
    if active in _AROUND and len(_AROUND) > 1:
        _navigation("attune-around", _AROUND, active, language)
    _wiped_note(account, active, language)
    if is_wide:
        st.html('<i class="attune-wide"></i>')
    if crumbs:
        with st.container(key="attune-crumbs", horizontal=True, vertical_alignment="center"):
            for label, page, query in crumbs:
                if page:
                    link(label, page, query)
                elif st.button(literal(label), key=f"crumb-{label}", type="tertiary"):
                    turn_to(query)
    heading(title, lead)


def style() -> None:
    """The look of pages for accounts, and none of Streamlit's chrome."""
    st.html(f"<style>{colour_variables()}{_CSS.read_text(encoding='utf-8')}</style>")


def heading(title: str, lead: str = "") -> None:
    """A page's title and, under it, one sentence."""
    under = f"<p>{escape(lead)}</p>" if lead else ""
    st.html(f'<div class="attune-head"><h1>{escape(title)}</h1>{under}</div>')


def section(words: str) -> None:
    """A quiet heading above a group of cards."""
    st.html(f'<h2 class="attune-section">{escape(words)}</h2>')


def empty_state(text: str) -> None:
    """What stands where there is nothing yet: one sentence that invites."""
    st.html(f'<div class="attune-empty"><p>{escape(text)}</p></div>')


def link(label: str, page: str, query: Mapping[str, str] | None = None, *, icon: str | None = None) -> None:
    """A link to another page; a plain word where a page runs without the others around it."""
    try:
        st.page_link(page, label=literal(label), icon=icon, query_params=dict(query or {}))
    except StreamlitPageNotFoundError:
        st.text(label)


def turn_to(query: Mapping[str, str]) -> Never:
    """Show this very page with other query parameters.

    A link from a page to itself leaves the browser's address as it was, and the next rerun goes back there.
    """
    st.query_params.from_dict(query)
    st.rerun()


def tag(words: str, *, is_on: bool = False) -> str:
    """A small rounded label as HTML; `is_on` for what is happening now."""
    return f'<span class="attune-tag{" on" if is_on else ""}">{escape(words)}</span>'


def confirm(question: str, yes: str, language: str, *, key: str) -> bool:
    """Inside a dialog: a sentence that says what will be gone, and two buttons; whether it shall be so."""
    st.text(question)
    with st.container(horizontal=True):
        agreed = st.button(yes, key=f"{key}-yes", type="primary")
        if st.button(t(language, "facilitator.keep_it"), key=f"{key}-no"):
            st.rerun()
    return agreed


def _navigation(key: str, pages: Mapping[str, str], active: str, language: str) -> None:
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        for name, page in pages.items():
            place = "here" if name == active else "there"
            with st.container(key=f"{key}-{place}-{name}", width="content"):
                link(t(language, f"facilitator.page_{name}"), page)


def _own_corner(account: Account, language: str, with_help: bool) -> None:
    """Help, the other language, and under the account's name what concerns it alone."""
    with st.container(key="attune-me", horizontal=True, vertical_alignment="center", width="content"):
        if with_help:
            help_button(language)
        for other in LANGUAGES:
            if other != language and st.button(LANGUAGE_NAMES[other], key=f"attune-in-{other}", type="tertiary"):
                _speak(account, other)
        with st.popover(literal(account.name), type="tertiary", key="attune-account"):
            link(t(language, "facilitator.own_account"), PROFILE)
            if account.is_keeper:
                link(t(language, "facilitator.page_backup"), BACKUP)
            sign_out_button(language)


def _wiped_note(account: Account, active: str, language: str) -> None:
    """While everything lies on a disk that will be wiped: what will happen, and the way out."""
    if not settings().will_be_wiped:
        return
    parts = ["wiped_when"] if account.is_keeper else ["wiped_when", "wiped_ask"]
    words = escape(" ".join(t(language, f"backup.{part}") for part in parts))
    with st.container(key="attune-wiped", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="attune-wiped"><b>{escape(t(language, "backup.wiped"))}</b> {words}</p>')
        if account.is_keeper and active != "backup":
            link(t(language, "backup.make_now"), BACKUP)
        if active != "database":
            link(t(language, "backup.set_database"), DATABASE)


def _speak(account: Account, language: str) -> None:
    """Take a language for this account, here and wherever it signs in."""
    with suppress(NotAllowed):  # the run that follows says so
        save_own(account, lambda db: accounts.change(db, account.id, name=account.name, language=language))
    st.session_state["language"] = language
    st.query_params.pop("lang", None)
    st.rerun()
