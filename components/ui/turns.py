"""Whose turn it is to facilitate, handing a meeting over, and how widely that has been spread."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from components.activities.base import LEAST_AT_FIVE
from components.charts.spread import spread_picture
from components.leading import rota
from components.leading.inviting import Wish
from components.leading.rota import Turn
from components.leading.spread import Spread
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.bringing_in import make_invitation
from components.ui.copy import copy_button
from components.ui.frame import AGENDA, CONTROL, link
from components.ui.guard import do
from components.ui.pictures import page_look, show_picture
from db import roles
from db.accounts import Account
from db.communities import Community
from db.history import Attendance
from db.meetings import Meeting

_INVITED_DAYS = 7


def next_turn(
    account: Account, community: Community, turns: Sequence[Turn], meeting: Meeting | None, base: str, may_invite: bool,
    language: str,
) -> None:  # fmt: skip
    """Who is next and why, and the one button that hands the next meeting, or the one going on, over to somebody."""
    first = rota.proposed(turns)
    with st.container(key="card-turn"):
        st.html(f'<div class="attune-what"><b>{escape(_proposal(first, language))}</b></div>')
        if meeting is None:
            st.caption(t(language, "people.no_next"))
            return
        st.caption(literal(_stands(meeting, language)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            names = {turn.person: turn.name for turn in turns}
            chosen = st.selectbox(
                t(language, "people.hand_to"), list(names), 0, format_func=names.__getitem__, key=f"turn-{meeting.id}",
                width=280,
            )  # fmt: skip
            words = "hand_over" if meeting.phase != "planned" else "let_facilitate"
            is_wanted = st.button(t(language, f"people.{words}"), key="hand-over", type="primary", disabled=not chosen)
        if is_wanted:
            is_done = do(
                account, community.id, lambda db: rota.hand_over(db, community.id, meeting.id, names[str(chosen)])
            )
            st.toast(t(language, "facilitator.saved" if is_done else "people.too_many_names"))
            st.rerun()
        _way_in(account, community, [turn for turn in turns if turn.name in meeting.facilitated_by], meeting, base,
                may_invite, language)  # fmt: skip


def _proposal(first: Turn | None, language: str) -> str:
    if first is None:
        return t(language, "people.nobody_willing")
    if not first.times:
        return t(language, "people.next_never", name=first.name)
    words = "next_one" if first.times == 1 else "next"
    return t(language, f"people.{words}", name=first.name, n=first.times, day=day(first.last, language))


def _stands(meeting: Meeting, language: str) -> str:
    facts = {"meeting": say(meeting.title, language), "day": day(meeting.held_on, language)}
    if not meeting.facilitated_by:
        return t(language, "people.next_open", **facts)
    return t(language, "people.next_taken", names=meeting.facilitated_by, **facts)


def _way_in(
    account: Account, community: Community, chosen: Sequence[Turn], meeting: Meeting, base: str, may_invite: bool,
    language: str,
) -> None:  # fmt: skip
    """For whoever facilitates this meeting: the control's address, or for somebody without an account an invitation."""
    for turn in chosen:
        with st.container(horizontal=True, vertical_alignment="center", key=f"way-in-{turn.role_id}"):
            if turn.account_id == account.id:
                link(t(language, "people.to_control"), CONTROL, {"meeting": meeting.id})
            elif turn.account_id:
                address = f"{base}/control?{urlencode({'meeting': meeting.id})}"
                words = t(language, "people.copy_control", name=turn.name)
                copy_button(address, words, t(language, "reports.copied"), key=f"copy-control-{turn.role_id}")
                st.caption(t(language, "people.copy_control_about"))
            elif may_invite and st.button(
                t(language, "people.invite_to_control", name=literal(turn.name)), key=f"ask-{turn.role_id}"
            ):
                make_invitation(account, community,
                                Wish("facilitator", _INVITED_DAYS, turn.name, turn.role_id, meeting.id))  # fmt: skip
                st.rerun()
    link(t(language, "facilitator.page_agenda"), AGENDA, {"meeting": meeting.id})


def in_turn(account: Account, community: Community, turns: Sequence[Turn], language: str) -> None:
    """Everybody in the rota, in the order of turns, with whether they are willing."""
    for place, turn in enumerate(turns, 1):
        with st.container(key=f"card-person-turn-{turn.role_id}", horizontal=True, vertical_alignment="center"):
            st.html(
                f'<div class="attune-what"><b>{place}. {escape(turn.name)}</b>'
                f"<span>{escape(_so_far(turn, language))}</span></div>"
            )
            is_willing = st.toggle(t(language, "people.willing"), turn.is_willing, key=f"willing-{turn.role_id}")
        if is_willing != turn.is_willing:
            _say_willing(account, community, turn.person, is_willing)


def _say_willing(account: Account, community: Community, person: str, is_willing: bool) -> None:
    do(account, community.id, lambda db: roles.set_willing(db, community.id, person, is_willing))
    st.rerun()


def _so_far(turn: Turn, language: str) -> str:
    if not turn.times:
        return t(language, "people.never")
    words = "times_one" if turn.times == 1 else "times"
    return t(language, f"people.{words}", n=turn.times, day=day(turn.last, language))


def how_spread(found: Sequence[Spread], attended: Sequence[Attendance], language: str) -> None:
    """How many different people facilitated, over time, with its sentence; and how many take part without leading."""
    if not found:
        st.caption(t(language, "people.spread_empty"))
        return
    with st.container(key="card-past-spread"):
        look = page_look(language)
        show_picture(spread_picture(found, look), look, key="spread")
        with st.expander(t(language, "people.how")):
            st.markdown(t(language, "people.spread_how"))
    if attended:
        last = attended[-1]
        words = "came" if last.present >= LEAST_AT_FIVE else "came_few"
        st.caption(t(language, f"people.{words}", n=last.present, least=LEAST_AT_FIVE, day=day(last.held_on, language)))
