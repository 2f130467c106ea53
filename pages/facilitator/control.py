"""The facilitator's control of a live meeting: one primary button, everything else a level down."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

import streamlit as st

from components.accounts import reader_language
from components.live.agenda import next_step
from components.live.cast import Refused
from components.live.control import CannotControl
from components.live.house import the_hub
from components.live.room import Room, read
from components.live.store import open_store, save
from components.phone import files
from components.text import say, t
from components.ui import desk
from components.ui.frame import AGENDA, MEETINGS, frame
from components.ui.guard import require_meeting
from components.ui.keys import pressed
from components.ui.pulse import pulse
from db import communities, meetings, rounds
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
    st.rerun()


def draw_head(room: Room, present: int, language: str) -> None:
    """Code, who is here, and the way to the wall."""
    meeting = room.meeting
    numbers, wall = st.columns([4, 1], vertical_alignment="center")
    code = f'<b class="attune-code">{show_join_code(meeting.join_code)}</b>'
    told = [t(language, "control.code", code=code), t(language, "control.here", n=f"<b>{present}</b>")]
    if room.round:
        told.append(t(language, "control.answered", n=f"<b>{room.answered}</b>"))
    numbers.html(f'<div class="desk-numbers">{"".join(f"<span>{part}</span>" for part in told)}</div>')
    wall.link_button(t(language, "control.open_wall"), f"display?key={meeting.display_key}", width="stretch")
    if meeting.is_rehearsal:
        st.info(t(language, "control.rehearsal"))
    problem = st.session_state.pop("problem", None)
    if problem:
        st.warning(problem)


def draw_room(room: Room, done: Collection[str], language: str) -> desk.Wish | None:
    """Agenda at the left, what is happening in the middle, texts at the right; what the facilitator wants done."""
    with st.container(key="desk"):
        left, middle, right = st.columns([2, 4, 3], gap="large")
    with left:
        wish = desk.agenda_list(room, done, language)
        if room.meeting.is_rehearsal and st.button(t(language, "control.do_start_for_real"), key="do-real"):
            wish = desk.wish_for(room, "start_for_real")
        elif room.meeting.phase in ("lobby", "live") and st.button(t(language, "control.do_finish"), key="do-finish"):
            wish = desk.wish_for(room, "finish")
    with middle:
        if room.activity and room.meeting.phase == "live":
            st.html(f'<p class="desk-question">{escape(say(room.question, language))}</p>')
            st.html(f'<p class="desk-stands">{t(language, f"control.stands_{stands(room)}")}</p>')
        name = desk.primary(room, language) or desk.secondary(room, language) or pressed_name(room)
        if name == "results":
            st.switch_page("pages/facilitator/results.py", query_params={"meeting": room.meeting.id})
        wish = (desk.wish_for(room, name) if name else None) or wish
        if room.meeting.phase == "live":
            wish = desk.timer_row(room, language) or wish
            desk.live_picture(room, language, f"j/assets/{files.version()}/{files.PLOTLY}")
            if room.kind and room.kind.steps:
                with st.expander(t(language, "control.behalf")):
                    wish = desk.answer_for_somebody(room, language) or wish
        st.html(f'<p class="desk-keys">{t(language, "control.keys")}</p>')
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
    return next_step(room) if name == "primary" else name


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


account, meeting = require_meeting()
language = reader_language(account)
with open_store() as db:
    community = communities.by_id(db, meeting.community_id)
assert community
frame(
    say(meeting.title, language), account, active="meetings", language=language, is_wide=True,
    crumbs=[
        (say(community.name, language), MEETINGS, {}),
        (t(language, "facilitator.page_agenda"), AGENDA, {"meeting": meeting.id}),
    ],
)  # fmt: skip
desk.style()
lane = st.session_state.get("reach", ("phone", ""))[0]


@st.fragment(run_every=_LOOK_AGAIN[lane])
def show_control(meeting_id: str, code: str) -> None:
    reach = pulse(code)
    if reach and reach.lane != lane:
        st.rerun()
    with open_store() as db:
        room = read(db, meeting_id)
        draw_head(room, the_hub().present(meeting_id), language)
        done = {rnd.activity_id for rnd in rounds.of_meeting(db, meeting_id)}
        wish = draw_room(room, done, language)
    act(wish, language)


show_control(meeting.id, meeting.join_code)
