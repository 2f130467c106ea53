"""What a group has shown, for somebody who runs nothing here: one page at a time, made when it is asked for."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from components.live.agreed import parse_agreed
from components.live.store import open_store
from components.reports import making
from components.reports.making import Making, NotMade, NotOrganizer
from components.reports.readers import readable
from components.reports.report import PEER, SPONSOR, Order
from components.text import reason, say, t
from components.text.days import day
from components.text.distinct import distinct
from components.text.literal import literal
from db import communities, meetings, roles
from db.accounts import Account
from db.communities import Community
from db.meetings import Meeting

_MAKING, _MADE = "shown-making", "shown-made"
_LOOK_AGAIN, _MOMENT = 0.4, 0.05
_HEIGHT = 900
_SUMMARY = ""
"""What stands among the meetings for a summary of the results of all of them."""


def choose_shown(account: Account, language: str) -> Community | None:
    """The community to read about, of those this account may; None without any."""
    with open_store() as db:
        found = [each for id in roles.read_by(db, account.id) if (each := communities.by_id(db, id))]
    if not found:
        return None
    names = distinct({each.id: say(each.name, language) for each in found})
    chosen = found[0].id
    if len(found) > 1:
        chosen = str(
            st.selectbox(
                t(language, "facilitator.which_community"), list(names), format_func=names.__getitem__, width=384,
                key="shown-community",
            )
        )  # fmt: skip
    return next(each for each in found if each.id == chosen)


def choose_order(account: Account, community: Community, language: str) -> Order | None:
    """Which meeting to see, or the summary where that is agreed; None where there is nothing to see."""
    with open_store() as db:
        audiences = readable(db, account.id, community.id)
        held = [each for each in meetings.of_community(db, community.id) if each.is_in_history]
    st.caption(literal(_told(community, audiences, language)))
    if not audiences or not held:
        return None
    names = distinct({each.id: _name(each, language) for each in held})
    if "funder" in audiences:
        names = {_SUMMARY: t(language, "people.shown_summary"), **names}
    chosen = str(
        st.selectbox(
            t(language, "people.shown_which"), list(names), format_func=names.__getitem__, width=480,
            key=f"shown-which-{community.id}",
        )
    )  # fmt: skip
    if chosen == _SUMMARY:
        return Order(community.id, "funder", language)
    return Order(community.id, PEER if PEER in audiences else SPONSOR, language, (chosen,))


def _name(meeting: Meeting, language: str) -> str:
    return f"{say(meeting.title, language)} · {day(meeting.held_on, language)}"


def _told(community: Community, audiences: Sequence[str], language: str) -> str:
    """What was agreed that somebody like this reader sees."""
    if PEER in audiences:
        return t(language, "people.shown_peer")
    agreed = parse_agreed(community.funders_see)
    return say(agreed.told, language) or t(language, "people.shown_wall")


def show(account: Account, order: Order, language: str) -> None:
    """The page that was asked for, once it is made."""
    made: tuple[Order, str] | None = st.session_state.get(_MADE)
    if made and made[0] == order:
        st.iframe(f"data:text/html;charset=utf-8;base64,{b64encode(made[1].encode()).decode()}", height=_HEIGHT)
        return
    going: tuple[Order, Making] | None = st.session_state.get(_MAKING)
    if going is None or going[0] != order:
        if going:
            going[1].cancel()
        with suppress(NotOrganizer):  # the page's guard says so
            st.session_state[_MAKING] = (order, making.begin_shown(account.id, order))
    _watch(language)


@st.fragment(run_every=_LOOK_AGAIN)
def _watch(language: str) -> None:
    going: tuple[Order, Making] | None = st.session_state.get(_MAKING)
    if going is None:
        return
    order, work = going
    st.progress(work.part, t(language, "people.shown_making"))
    if not work.is_over(_MOMENT):
        return
    del st.session_state[_MAKING]
    try:
        st.session_state[_MADE] = (order, work.file().path.read_text(encoding="utf-8"))
    except NotMade as error:
        st.session_state[_MADE] = (order, f"<p>{reason(language, error.code)}</p>")
    st.rerun()
