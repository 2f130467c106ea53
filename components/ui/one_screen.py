"""*One screen*: the button for it, what the laptop shows until the phone has the control, and the phone's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Never

import segno
import streamlit as st

from components.accounts import current_account, enter, forget_tab, narrow
from components.live import handover
from components.live.handover import Claim, HandoverOver, Offer
from components.live.store import open_store, save
from components.page_turn import turn_to
from components.text import t
from components.ui.frame import CONTROL
from components.ui.guard import do
from components.ui.invite import base_of_tab
from components.ui.pulse import Reach, pulse
from db import handovers, meetings
from db.accounts import Account
from db.engine import Store
from db.meetings import Meeting

DISPLAY = "pages/display/screen.py"
_CSS = Path(__file__).with_name("one_screen.css")
_OFFER, _CLAIM = "one_screen_offer", "one_screen_claim"  # in session_state: of the laptop's tab, and of the phone's
_DAYS = 1
"""How long a phone that took the control stays signed in."""


def button(meeting: Meeting, language: str) -> None:
    """Where the only screen is the projector: keep the wall on it and move the control to a phone."""
    if st.button(t(language, "one_screen.do"), key="do-one-screen", help=t(language, "one_screen.do_help")):
        _begin(meeting)


def _begin(meeting: Meeting) -> Never:
    """Offer the control, and turn this tab into the wall."""
    account = current_account()
    if account is None:
        st.rerun()
    st.session_state[_OFFER] = do(account, meeting.community_id, lambda db: handover.offer(db, meeting.id, account))
    turn_to(DISPLAY, key=meeting.display_key)


def hand_over(db: Store, meeting: Meeting, reach: Reach, language: str) -> bool:
    """On the laptop: the code and then the number, instead of the wall; False once there is nothing to hand over.

    When the phone has taken the control, this tab has forgotten who was signed in.
    """
    made: Offer | None = st.session_state.get(_OFFER)
    if made is None or made.meeting_id != meeting.id:
        return False
    found = handovers.by_id(db, made.id)
    state = handover.stands(found)
    account = current_account()
    if state == "taken" or account is None or account.id != made.account_id:
        forget_tab()
        return False
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")
    _panel(made, state, str(found.number) if found else "", base_of_tab(reach), language)
    _buttons(account, made, state, meeting, language)
    return True


def _panel(made: Offer, state: str, number: str, base: str | None, language: str) -> None:
    """What a facilitator reads while the room looks on: nothing private."""
    parts = {
        "waiting": ("title", "scan", "own"),
        "claimed": ("same", "other"),
        "agreed": ("confirm",),
        "over": ("over",),
    }[state]
    if base is None:
        parts = ("title", "no_address")
    title, *texts = (escape(t(language, f"one_screen.{part}")) for part in parts)
    picture = "<span></span>"
    if state == "waiting" and base:
        url = f"{base}/one-screen?token={made.token}"
        picture = f'<img alt="{escape(url)}" src="{segno.make(url, error="m").svg_data_uri(border=1, scale=10)}">'
    elif state in ("claimed", "agreed"):
        picture = f'<span class="number">{escape(number)}</span>'
    told = "".join(f'<p class="{"soft" if index else ""}">{text}</p>' for index, text in enumerate(texts))
    st.html(f'<div class="wall hand" data-hand="{state}">{picture}<div><h1>{title}</h1>{told}</div></div>')


def _buttons(account: Account, made: Offer, state: str, meeting: Meeting, language: str) -> None:
    """What can be done on the laptop: say whose phone it is, begin again, or leave it."""
    with st.container(key="hand-buttons", horizontal=True):
        if state == "claimed" and st.button(t(language, "one_screen.yes"), key="hand-yes", type="primary"):
            do(account, meeting.community_id, lambda db: handover.agree(db, made))
            st.rerun(scope="fragment")
        if state in ("claimed", "over"):
            words = t(language, "one_screen.no" if state == "claimed" else "one_screen.again")
            if st.button(words, key="hand-again"):
                do(account, meeting.community_id, lambda db: handover.withdraw(db, made))
                _begin(meeting)
        if st.button(t(language, "one_screen.back"), key="hand-back", type="tertiary"):
            do(account, meeting.community_id, lambda db: handover.withdraw(db, made))
            del st.session_state[_OFFER]
            turn_to(CONTROL, meeting=meeting.id)


def claim(token: str) -> Claim | None:
    """On the phone: what this tab holds of an offer, claimed now if it comes with a token; None where that is over."""
    if token:
        st.session_state.pop(_CLAIM, None)
        try:
            st.session_state[_CLAIM] = save(lambda db: handover.claim(db, token))
        except HandoverOver:
            return None
    found: Claim | None = st.session_state.get(_CLAIM)
    return found


def stands(claimed: Claim | None) -> str:
    """How the offer stands that this phone has claimed."""
    with open_store() as db:
        return handover.stands(handovers.by_id(db, claimed.id) if claimed else None)


def wait_for_laptop(claimed: Claim | None, language: str) -> None:
    """The number, until the laptop agrees; then the page starts again."""
    state = stands(claimed)
    if state == "agreed":
        st.rerun()
    with open_store() as db:
        meeting = meetings.by_id(db, claimed.meeting_id) if claimed else None
    if claimed is None or meeting is None or state != "claimed":
        _sorry(language)
        return
    pulse(meeting.join_code)
    with _number(claimed, language):
        st.markdown(t(language, "one_screen.phone_wait"))


def confirm(claimed: Claim, language: str) -> None:
    """The number and the button that takes the control.

    Nothing else here starts a run: on its way to another page, one that came in between would leave it empty.
    """
    with _number(claimed, language):
        is_taken = st.button(t(language, "one_screen.phone_take"), key="hand-take", type="primary", width="stretch")
    if not is_taken:
        return
    try:
        account = save(lambda db: handover.take(db, claimed))
    except HandoverOver:
        st.rerun()
    enter(account, _DAYS)
    st.session_state.pop(_CLAIM, None)
    turn_to(CONTROL, meeting=claimed.meeting_id)


@contextmanager
def _number(claimed: Claim, language: str) -> Iterator[None]:
    with narrow():
        st.title(t(language, "one_screen.phone_title"), anchor=False)
        st.markdown(t(language, "one_screen.phone_same"))
        st.html(f'<p class="hand-number">{claimed.number}</p>')
        yield


def _sorry(language: str) -> None:
    with narrow():
        st.title(t(language, "one_screen.phone_title"), anchor=False)
        st.info(t(language, "one_screen.phone_over"))
