"""The facilitator's control of a live meeting: one primary button, everything else a level down."""

from __future__ import annotations

import streamlit as st
from components.ui.frame import frame

from components.accounts import require_account
from components.live.cast import Refused
from components.live.control import CannotControl
from components.live.house import the_hub
from components.live.room import Room, read
from components.live.store import open_store, save
from components.phone import files
from components.text import say, t
from components.ui import desk
from components.ui.keys import pressed
from components.ui.language import reader_language
from components.ui.pulse import pulse
from db import communities, meetings
from db.ids import show_join_code

_KEYS = {" ": "primary", "ArrowRight": "next", "ArrowDown": "next", "ArrowLeft": "back",
         "ArrowUp": "back", "n": "another", "h": "hide", "b": "blank"}  # fmt: skip
_LOOK_AGAIN = {"phone": None, "streamlit": 2}


def act(wish: desk.Wish | None, language: str) -> None:
    """Do what was wished for and draw anew; what cannot be done is said in one sentence."""
    if wish is None:
        return
    try:
        save(wish)
    except (CannotControl, Refused) as error:
        st.session_state["problem"] = t(language, f"errors.{error.code}")
    st.rerun(scope="fragment")


def draw_head(room: Room, present: int, language: str) -> None:
    """Title, code, who is here, and the way to the wall."""
    meeting = room.meeting
    where, wall = st.columns([3, 1], vertical_alignment="bottom")
    with where:
        st.title(say(meeting.title, language), anchor=False)
        numbers = t(language, "control.numbers", code=show_join_code(meeting.join_code), present=present)
        if room.round:
            numbers += " · " + t(language, "control.answered", n=room.answered)
        st.markdown(f":gray[{numbers}]")
    with wall:
        st.link_button(t(language, "control.open_wall"), f"display?key={meeting.display_key}", width="stretch")
    if meeting.is_rehearsal:
        st.info(t(language, "control.rehearsal"))
    problem = st.session_state.pop("problem", None)
    if problem:
        st.warning(problem)


def draw_room(room: Room, language: str) -> desk.Wish | None:
    """Agenda at the left, what is happening in the middle, texts at the right; what the facilitator wants done."""
    wish: desk.Wish | None = None
    left, middle, right = st.columns([2, 4, 3], gap="large")
    with left:
        wish = desk.agenda_list(room, language) or wish
        if room.meeting.is_rehearsal and st.button(t(language, "control.do_start_for_real"), key="do-real"):
            wish = desk.wish_for(room, "start_for_real")
    with middle:
        if room.activity:
            st.subheader(say(room.question, language), anchor=False)
            st.markdown(f":gray[{t(language, f'control.stands_{stands(room)}')}]")
        name = desk.primary(room, language) or desk.secondary(room, language) or pressed_name(room)
        if name == "results":
            st.switch_page("pages/facilitator/results.py", query_params={"meeting": room.meeting.id})
        wish = (desk.wish_for(room, name) if name else None) or wish
        wish = desk.timer_row(room, language) or wish
        desk.live_picture(room, language, f"j/assets/{files.version()}/{files.PLOTLY}")
        with st.expander(t(language, "control.behalf")):
            wish = desk.answer_for_somebody(room, language) or wish
    with right:
        wish = desk.moderation(room, language) or wish
        return draw_notes(room, language) or wish


def stands(room: Room) -> str:
    """Where the current activity stands, as the end of a text's name."""
    if room.round is None:
        return "talk" if room.kind and not room.kind.steps else "ready"
    return "closing" if room.round.closes_at and room.round.phase == "open" else room.round.phase


def pressed_name(room: Room) -> str | None:
    """The action behind a key that was pressed."""
    name = pressed(_KEYS)
    return desk.next_step(room) if name == "primary" else name


def draw_notes(room: Room, language: str) -> desk.Wish | None:
    """Private notes, kept as soon as they are left."""
    st.subheader(t(language, "control.notes"), anchor=False)
    written = st.text_area(
        t(language, "control.notes_hint"), room.meeting.notes, key=f"notes-{room.meeting.id}", max_chars=5000,
        on_change=lambda: st.session_state.update(are_notes_new=True),
    )  # fmt: skip
    if not st.session_state.pop("are_notes_new", False):
        return None
    return lambda db: meetings.change(db, room.meeting.id, notes=written)


account = require_account()
language = reader_language()
with open_store() as db:
    meeting = meetings.by_id(db, st.query_params.get("meeting", ""))
    if meeting is None or not communities.role_of(db, meeting.community_id, account.id):
        st.warning(t(language, "control.unknown"))
        st.stop()
frame(t(language, "facilitator.page_control"), account, active="meetings", language=language)
lane = st.session_state.get("reach", ("phone", ""))[0]


@st.fragment(run_every=_LOOK_AGAIN[lane])
def show_control(meeting_id: str, code: str) -> None:
    reach = pulse(code)
    if reach and reach.lane != lane:
        st.rerun()
    with open_store() as db:
        room = read(db, meeting_id)
        draw_head(room, the_hub().present(meeting_id), language)
        wish = draw_room(room, language)
    act(wish, language)


show_control(meeting.id, meeting.join_code)
