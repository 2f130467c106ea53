"""The facilitator's control of a live meeting: one primary button, everything else a level down."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from html import escape

import streamlit as st

from components.accounts import reader_language
from components.live.agenda import next_step
from components.live.cast import Refused
from components.live.control import CannotControl
from components.live.house import the_hub
from components.live.room import Room, read
from components.live.store import open_store
from components.page_turn import turn_to
from components.phone import files
from components.text import reason, say, t
from components.ui import desk, doors, pacing
from components.ui.adopting import offer_on_control
from components.ui.away import trouble_note
from components.ui.frame import AGENDA, CLOSING, MEETINGS, PEOPLE, frame, link
from components.ui.gathering import offer_groups
from components.ui.guard import do, require_meeting, stay
from components.ui.keys import pressed
from components.ui.matching import offer_matches, ready
from components.ui.moderation import moderation
from components.ui.pulse import pulse
from components.ui.waiting import remember
from db import communities, rounds
from db.engine import StoreAway

_KEYS = {" ": "primary", "ArrowRight": "next", "ArrowDown": "next", "ArrowLeft": "back",
         "ArrowUp": "back", "n": "another", "h": "hide", "b": "blank"}  # fmt: skip
_CALM = 1.0  # seconds: a control is a whole page, and its machine often serves the room too
_LOOK_AGAIN = 20  # the minutes a meeting is behind by grow without any change


def act(wish: desk.Wish | None, language: str) -> None:
    """Do what was wished for and draw anew; what cannot be done is said in one sentence."""
    if wish is None:
        return
    try:
        do(account, meeting.community_id, wish)
        remember(wish)
    except StoreAway:
        st.session_state["problem"] = t(language, "errors.not_done_away")
    except (CannotControl, Refused) as error:
        st.session_state["problem"] = reason(language, error.code)
    st.rerun()


def draw_room(room: Room, done: Collection[str], language: str) -> desk.Wish | None:
    """Agenda at the left, what is happening in the middle, texts at the right; what the facilitator wants done."""
    with st.container(key="desk"):
        left, middle, right = st.columns([2, 4, 3], gap="large")
    with left:
        wish = desk.agenda_list(room, done, language)
        pacing.ways_button(room, language)
        may_end = room.meeting.phase in ("lobby", "live") and next_step(room) != "finish"
        if may_end and st.button(t(language, "control.do_finish"), key="do-finish", type="tertiary"):
            wish = desk.wish_for(room, "finish")
        if room.meeting.phase != "planned":
            with st.container(key="doors-closing"):
                link(t(language, "closing.to_closing"), CLOSING, {"meeting": room.meeting.id})
            with st.container(key="doors-turns"):
                link(t(language, "people.to_turns"), PEOPLE, {"community": room.meeting.community_id})
        wish = doors.who_comes_in(room, account.name, language) or wish
    with middle:
        if room.activity and room.meeting.phase == "live":
            st.html(f'<p class="desk-question">{escape(say(room.question, language))}</p>')
        desk.say_stands(room, language)
        ready(room, language)
        name = desk.primary(room, language) or desk.secondary(room, language) or pressed_name(room)
        wish = offer_groups(room, language) or offer_matches(room, language) or wish
        wish = offer_on_control(room, account.name, language) or wish
        if name == "results":
            turn_to("pages/facilitator/results.py", meeting=room.meeting.id)
        wish = (desk.wish_for(room, name) if name else None) or wish
        desk.speaker_notes(room, language)
        if room.meeting.phase == "live":
            wish = desk.timer_row(room, language) or wish
            desk.live_picture(room, language, f"j/assets/{files.version()}/{files.PLOTLY}")
            if room.kind and room.kind.steps:
                with st.expander(t(language, "control.behalf")):
                    wish = desk.answer_for_somebody(room, language) or wish
        st.html(f'<p class="desk-keys">{t(language, "control.keys")}</p>')
    with right:
        wish = moderation(room, language) or wish
        return desk.notes(room, language) or wish


def pressed_name(room: Room) -> str | None:
    """The action behind a key that was pressed."""
    name = pressed(_KEYS)
    return next_step(room) if name == "primary" else name


account, meeting = require_meeting()
language = reader_language(account)
with open_store() as db:
    community = communities.by_id(db, meeting.community_id)
assert community
frame(
    say(meeting.title, language), account, active="meetings", language=language, is_wide=True, with_help=True,
    crumbs=[
        (say(community.name, language), MEETINGS, {}),
        (t(language, "facilitator.page_agenda"), AGENDA, {"meeting": meeting.id}),
    ],
)  # fmt: skip
desk.style()


@st.fragment(run_every=_LOOK_AGAIN)
def show_control(meeting_id: str, code: str) -> None:
    """The whole control, drawn anew whenever the meeting changes."""
    with suppress(StoreAway):  # said below; the pulse has to be there to tell when it is over
        stay(account, meeting)
    reach = pulse(code, calm=_CALM)
    try:
        with open_store() as db:
            trouble_note(language)
            room = read(db, meeting_id)
            begins = desk.head(room, the_hub().present(meeting_id), reach, language)
            done = {rnd.activity_id for rnd in rounds.of_meeting(db, meeting_id)}
            begins = pacing.late_strip(room, language) or begins
            begins = doors.notice(room, account.name, language) or begins
            wish = draw_room(room, done, language) or begins
    except StoreAway as error:
        trouble_note(language, error)
        return
    act(wish, language)


show_control(meeting.id, meeting.join_code)
