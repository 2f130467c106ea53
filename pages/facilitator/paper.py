"""Paper ballots typed in one after the other, and hands counted, while the answers are open."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import streamlit as st

from components.accounts import reader_language
from components.live import behalf
from components.live.cast import Refused
from components.live.store import open_store
from components.text import reason, say, t
from components.ui import desk, entry
from components.ui.away import trouble_note
from components.ui.frame import AGENDA, CONTROL, MEETINGS, empty_state, frame, link
from components.ui.guard import do, require_meeting, stay
from components.ui.pulse import pulse
from db import answers, meetings
from db.engine import StoreAway

_GIVEN = "entry_given"  # in session_state: the ids of each batch of answers saved in this tab, the last one last
_TURN = "entry_turn"


def draw(language: str) -> None:
    """The form, what was counted, and the way back; saves what is sent."""
    with open_store() as db:
        now = meetings.by_id(db, meeting.id)
        asked = entry.open_now(db, meeting.id)
    with st.container(key="doors-paper", horizontal=True):
        link(t(language, "behalf.to_control"), CONTROL, {"meeting": meeting.id})
    if not asked or now is None:
        empty_state(t(language, "behalf.nothing_open"))
        return
    one = entry.choose(asked, now.activity_id, language)
    st.html(f'<p class="desk-question">{escape(say(one.activity.title, language))}</p>')
    with open_store() as db:
        entered = answers.count_on_behalf(db, one.round.id)
    given, turn = st.session_state.setdefault(_GIVEN, []), st.session_state.setdefault(_TURN, 0)
    if entry.undo_button(entered, bool(given), language):
        ids = given[-1]
        do(account, meeting.community_id, lambda db: behalf.take_back(db, meeting.id, ids), still="record")
        given.pop()
        st.rerun()
    values = entry.ballot_form(one, turn, language) or entry.hands_form(one, turn, language)
    if values:
        given.append(do(account, meeting.community_id, lambda db: behalf.give(db, meeting.id, one.round.id, values)))
        st.session_state[_TURN] = turn + 1
        st.rerun()


account, meeting = require_meeting()
language = reader_language(account)
frame(
    t(language, "behalf.title"), account, active="meetings", language=language, lead=t(language, "behalf.lead"),
    crumbs=[(t(language, "facilitator.page_meetings"), MEETINGS, {}),
            (say(meeting.title, language), AGENDA, {"meeting": meeting.id})],
)  # fmt: skip
desk.style()


@st.fragment
def show_entry() -> None:
    """The whole page below its heading, drawn anew whenever the meeting changes; a form that is begun stays."""
    with suppress(StoreAway):
        stay(account, meeting)
    pulse(meeting.join_code)
    try:
        trouble_note(language)
        draw(language)
    except StoreAway as error:
        trouble_note(language, error)
    except Refused as error:
        st.warning(reason(language, error.code))


show_entry()
