"""Prepare the next meeting: the proposed agenda with its ticks, and the one click that makes the meeting of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from components.history.joins import look_back
from components.history.written import came_back
from components.live import next_agenda
from components.live.next_agenda import Prepared, Proposal, Theme
from components.live.store import open_store
from components.page_turn import turn_to
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.agenda_list import kind_words
from components.ui.between import point_to_replies
from components.ui.counting import count_first
from components.ui.dates import PICKER, today
from components.ui.frame import AGENDA, section
from components.ui.guard import do, may_run
from db import library
from db.accounts import Account
from db.communities import Community

_MOST_NAMES = 3
_LONGEST_NAME = 60


def prepare_next(account: Account, community: Community, language: str, themes: Sequence[Theme]) -> None:
    """The section of a page, with the themes that came back; nothing where the last meeting left nothing behind."""
    prepared = _prepared(community, themes)
    if prepared and prepared.is_worth_it:
        section(t(language, "prepare.title"))
        with st.container(key="card-prepare"):
            _choose(account, community, prepared, language)


def offer_to_prepare(account: Account, community: Community, language: str) -> None:
    """The button that opens the same in a dialog."""
    if st.button(t(language, "prepare.title"), key="prepare-next", icon=":material/playlist_add_check:"):
        st.dialog(t(language, "prepare.title"), width="large")(_dialog)(account, community, language)


def _dialog(account: Account, community: Community, language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    count_first(community.id, language)
    past = look_back(community.id)
    with open_store() as db:
        themes = came_back(db, community.id, past.summaries)
    prepared = _prepared(community, themes)
    if prepared is None or not prepared.is_worth_it:
        _reading(community, language)
        st.text(t(language, "prepare.nothing"))
        return
    _ticks(account, community, prepared, language)


def _prepared(community: Community, themes: Sequence[Theme]) -> Prepared | None:
    with open_store() as db:
        return next_agenda.prepare(db, community, today(), themes)


@st.fragment
def _choose(account: Account, community: Community, prepared: Prepared, language: str) -> None:
    _ticks(account, community, prepared, language)


def _ticks(account: Account, community: Community, prepared: Prepared, language: str) -> None:
    """Every proposal with a tick, all of them on; how long it takes, on which day, and the button."""
    last = {"meeting": say(prepared.last.title, language), "day": day(prepared.last.held_on, language)}
    st.caption(literal(t(language, "prepare.lead", **last)))
    _reading(community, language)
    chosen = [each for place, each in enumerate(prepared.proposals) if _tick(place, each, prepared, language)]
    point_to_replies(community, language)
    minutes = sum(each.step.minutes for each in chosen)
    st.html(f'<p class="attune-facts"><b>{escape(t(language, "prepare.total", minutes=minutes))}</b></p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        held_on = st.date_input(
            t(language, "facilitator.held_on"), date.fromisoformat(prepared.held_on or today()),
            format=PICKER[language], key=f"prepare-day-{prepared.last.id}", width=200,
        )  # fmt: skip
        words = t(language, "prepare.make")
        is_wanted = st.button(words, key="prepare-make", type="primary", disabled=not chosen)
    if is_wanted:
        made = do(
            account, community.id,
            lambda db: next_agenda.make(db, community, prepared.last, chosen, held_on.isoformat()),
        )  # fmt: skip
        turn_to(AGENDA, meeting=made)


def _reading(community: Community, language: str) -> None:
    """What people were asked to read until then, so that there is a moment for it."""
    with open_store() as db:
        found = library.reading_list(db, community.id)
    if found:
        titles = "; ".join(t(language, "prepare.name", name=_short(item.title)) for item in found)
        st.caption(literal(f"{t(language, 'library.reading')}: {titles}"))


def _tick(place: int, proposal: Proposal, prepared: Prepared, language: str) -> bool:
    """One proposal: its title, kind and minutes, and one sentence of why; whether it is wanted."""
    kind = kind_words(proposal.step.kind, "name", language)
    minutes = t(language, "facilitator.minutes", minutes=proposal.step.minutes)
    title = say(proposal.step.title, language) or kind
    facts = [minutes] if title == kind else [kind, minutes]
    key = f"prepare-{prepared.last.id}-{place}-{proposal.why}"
    is_wanted = st.checkbox(f"**{literal(title)}** :gray[· {literal(' · '.join(facts))}]", True, key=key)
    st.html(f'<p class="attune-why">{escape(why_words(proposal, language))}</p>')
    return is_wanted


def why_words(proposal: Proposal, language: str) -> str:
    """Why something is proposed, in one sentence."""
    first = [_short(say(name, language)) for name in proposal.names[:_MOST_NAMES]]
    names = ", ".join(t(language, "prepare.name", name=name) for name in first)
    which: str = proposal.why
    if which == "due" and not proposal.n:
        which = "due_some"
    elif proposal.n == 1 and which in ("due", "changed", "asked", "workgroup"):
        which = f"{which}_one"
    elif not proposal.n and which == "workgroup":
        which = "workgroup_free"
    return t(language, f"prepare.why_{which}", n=proposal.n, names=names)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"
