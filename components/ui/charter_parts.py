"""A charter on its page: each part with the text that holds, how it came to hold, and the ways to go on with it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from components.charter.parts import Part
from components.live.agreed import parse_agreed
from components.text import say, t
from components.text.days import day
from components.ui.charter_write import write_dialog
from components.ui.frame import COMMUNITY, link, section, tag
from components.ui.guard import do
from components.ui.put_to_room import put_part_dialog
from db import charters
from db.accounts import Account
from db.charters import CharterText
from db.communities import Community

Show = Callable[[Account, Community, Part, str], None]
_UNDO = "charter-undo"
_CSS = Path(__file__).with_name("charter.css")


def style() -> None:
    """The look of the charter's page; once on it."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def show_parts(account: Account, community: Community, parts: list[Part], language: str, *, is_open: bool) -> None:
    """Every part of the charter as a card; `is_open` where the community may still change it."""
    _offer_undo(account, community, language)
    for part in parts:
        with st.container(key=f"card-charter-{part.name}"):
            _part(account, community, part, language, is_open=is_open)
    _what_funders_see(community, language)


def _part(account: Account, community: Community, part: Part, language: str, *, is_open: bool) -> None:
    st.html(_head(part, language))
    for text in (part.proposed, part.holds):
        if text:
            st.html(_text(text, language))
    if not part.latest:
        st.html(f'<p class="attune-charter-none">{escape(t(language, f"charter.hint_{part.name}"))}</p>')
    if is_open:
        with st.container(horizontal=True, key=f"charter-ways-{part.name}"):
            words = t(language, "charter.change" if part.latest else "charter.write")
            if st.button(words, key=f"charter-write-{part.name}", icon=":material/edit:"):
                _dialog(part, language, write_dialog, account, community)
            words = t(language, "charter.put")
            if st.button(words, key=f"charter-put-{part.name}", icon=":material/forum:"):
                _dialog(part, language, put_part_dialog, account, community)
            words = t(language, "charter.drop")
            if part.proposed and st.button(words, key=f"charter-drop-{part.name}", type="tertiary"):
                _drop(account, community, part.proposed)
            words = t(language, "charter.take_back")
            about = t(language, "charter.take_back_about")
            if part.holds and st.button(words, key=f"charter-back-{part.name}", type="tertiary", help=about):
                _take_back(account, community, part.holds)
    _earlier(part, language)


def _dialog(part: Part, language: str, show: Show, account: Account, community: Community) -> None:
    st.dialog(t(language, f"charter.part_{part.name}"), width="medium")(show)(account, community, part, language)


def _head(part: Part, language: str) -> str:
    marks = tag(t(language, "charter.proposed"), is_on=True) if part.proposed else ""
    name = escape(t(language, f"charter.part_{part.name}"))
    return f'<div class="attune-what attune-charter-head"><b>{name}</b>{marks}</div>'


def _text(text: CharterText, language: str) -> str:
    """The words, and below them in one line how they came to be there."""
    lines = "<br>".join(escape(line) for line in say(text.said.text, language).splitlines())
    look = "attune-charter" if text.adopted_at else "attune-charter waits"
    return f'<div class="{look}"><p>{lines}</p><small>{escape(facts(text, language))}</small></div>'


def facts(text: CharterText, language: str) -> str:
    """When a text was adopted, where, who said so and how many went along; or who proposed it when."""
    if not text.adopted_on:
        return t(language, "charter.proposed_by", day=day(text.created_at[:10], language), name=text.by_name)
    on = day(text.adopted_on, language)
    if text.meeting_id:
        meeting = say(text.meeting, language) or t(language, "charter.meeting_gone")
        said = t(language, "charter.adopted_at", day=on, meeting=meeting, name=text.by_name)
    else:
        said = t(language, "charter.adopted_on", day=on, name=text.by_name)
    stands = [f"{t(language, f'adopt.{stand}')}: {n}" for stand, n in text.stands.items() if n]
    back = [t(language, "charter.taken_back", day=day(text.taken_back_at[:10], language))] if text.taken_back_at else []
    return " · ".join([said, *stands, *back])


def _earlier(part: Part, language: str) -> None:
    """Every text that was adopted before, one click away."""
    if part.earlier:
        with st.expander(t(language, "charter.earlier", n=len(part.earlier)), key=f"charter-earlier-{part.name}"):
            st.html("".join(_text(text, language) for text in part.earlier))


def _take_back(account: Account, community: Community, text: CharterText) -> None:
    do(account, community.id, lambda db: charters.take_back(db, community.id, text.id))
    st.session_state[_UNDO] = ("let_hold", text.part, text.id)
    st.rerun()


def _drop(account: Account, community: Community, proposed: CharterText) -> None:
    do(account, community.id, lambda db: charters.drop(db, community.id, proposed.id))
    st.session_state[_UNDO] = ("propose", proposed.part, proposed)
    st.rerun()


def _offer_undo(account: Account, community: Community, language: str) -> None:
    """For what was just taken back or left: bring it back."""
    if _UNDO not in st.session_state:
        return
    way, part, kept = st.session_state[_UNDO]
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, f"charter.undone_{way}", part=t(language, f"charter.part_{part}")), width="content")
        is_wanted = st.button(t(language, "facilitator.undo"), key="charter-undo-it", icon=":material/undo:")
    if is_wanted:
        del st.session_state[_UNDO]
        if way == "let_hold":
            do(account, community.id, lambda db: charters.let_hold(db, community.id, kept))
        else:
            do(account, community.id, lambda db: charters.propose(db, community.id, part, kept.said, kept.by_name))
        st.rerun()


def _what_funders_see(community: Community, language: str) -> None:
    """What funders and agencies see, for everybody who reads the charter."""
    section(t(language, "charter.funders"))
    agreed = parse_agreed(community.funders_see)
    told = say(agreed.told, language) if agreed.told else ""
    with st.container(key="card-charter-funders"):
        words = told or t(language, "charter.funders_none")
        st.html(f'<div class="attune-charter"><p>{escape(words)}</p></div>')
        st.caption(t(language, "charter.funders_where"))
        link(t(language, "charter.funders_change"), COMMUNITY)
