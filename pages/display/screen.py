"""The wall: what the room looks at. Opened by its secret link, on any machine, without signing in.

With a join code instead of the link it is the same wall in one's own window, for whoever may answer.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st

from components.accounts import reader_language
from components.live.agreed import parse_agreed
from components.live.house import the_hub
from components.live.room import Room, read
from components.live.store import open_store
from components.settings import settings
from components.text import t
from components.ui import one_screen, wall, wall_here
from components.ui.address import phone_base
from components.ui.pulse import Reach, pulse
from components.ui.room_wall import CARDS_TURN, room_foot, room_picture, suggestion, thinking
from components.ui.wall_closing import ended
from db import meetings
from db.engine import StoreAway

_ROOM_FOR_AGREED = 320
"""So many letters fit below the join code, in all languages."""


def draw_wall(room: Room, reach: Reach) -> None:
    """One screen of the wall, top to bottom."""
    meeting = room.meeting
    present = the_hub().present(meeting.id)
    place = wall.Place(
        meeting.title, room.community.name, meeting.languages, meeting.join_code,
        phone_base(settings().public_url, reach.origin), reach.lane, meeting.is_rehearsal,
        _agreed(room),
    )  # fmt: skip
    if meeting.is_blank:
        wall.blank()
    elif meeting.phase == "planned":
        wall.planned(place)
    elif meeting.phase == "ended":
        assert room.closing
        ended(place, room.closing, page=int(time.time() // CARDS_TURN))
    elif meeting.phase == "lobby" or room.activity is None:
        wall.lobby(place, present)
    elif room.thinking:
        thinking(room, place)
    else:
        is_open = room.round is not None and room.round.phase == "open"
        with_code = is_open or room.round is None
        wall.top(place, with_code=with_code)
        ring = wall.ring(room.answered, present, meeting.languages) if is_open else ""
        wall.ask(room.question, meeting.languages, ring=ring)
        height = wall.picture_height(
            room.question, meeting.languages, with_code=with_code, with_suggestion=bool(suggestion(room))
        )
        room_foot(room, after=room_picture(room, height, is_near=is_here))


def _agreed(room: Room) -> Mapping[str, str]:
    """What was agreed that funders and agencies see, as long as there is room for it."""
    agreed = parse_agreed(room.community.funders_see)
    return agreed.told if sum(map(len, agreed.told.values())) <= _ROOM_FOR_AGREED else agreed.brief


language, is_here = reader_language(), "code" in st.query_params
with open_store() as db:
    meeting = meetings.by_display_key(db, st.query_params.get("key", ""))
    if is_here:
        meeting = wall_here.find(db, st.query_params["code"])
wall.style(dark=st.context.theme.type == "dark")
if is_here:
    wall_here.style()
if meeting is None and is_here:
    wall_here.nothing_here(language)
    st.stop()
if meeting is None:
    wall.quiet([t(language, "display.no_meeting")])
    st.stop()


def show(room: Room, reach: Reach) -> None:
    """The wall, and in one's own window the way back."""
    draw_wall(room, reach)
    if is_here:
        wall_here.way_back(room, reach.lane, language)


@st.fragment(run_every=CARDS_TURN)
def show_wall(meeting_id: str, code: str) -> None:
    """The whole wall; while the database does not answer, as it was before."""
    reach = pulse(code) or Reach("phone", st.context.url or "http://localhost")
    try:
        with open_store() as db:
            if meetings.by_id(db, meeting_id) is None:
                st.rerun()
            room = read(db, meeting_id)
            if is_here:
                room = wall_here.for_reader(room, language)
                wall_here.note_presence(db, room.meeting)
            elif one_screen.hand_over(db, room.meeting, reach, language):
                return
            room.look()
            st.session_state["room"] = room
            show(room, reach)
    except StoreAway:
        if "room" in st.session_state:
            show(st.session_state["room"], reach)


show_wall(meeting.id, meeting.join_code)
