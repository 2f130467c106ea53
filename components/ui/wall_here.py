"""The wall in the window of somebody who takes part: opened by the join code, with a way back to the ballot."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from components.live.house import the_hub
from components.live.room import Room
from components.phone.door import enquire
from components.phone.guesses import TooManyGuesses
from components.phone.identity import COOKIE, known_device
from components.text import t
from components.ui import wall
from components.ui.address import join_url
from db import participants
from db.engine import Store
from db.meetings import Meeting

_CSS = Path(__file__).with_name("wall_here.css")


def style() -> None:
    """What is other here than on the wall; comes after the wall's own style."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def find(db: Store, typed: str) -> Meeting | None:
    """The meeting with a join code as typed, where this browser may look at it: whoever may answer may."""
    try:
        meeting, problem = enquire(db, typed, _device(), st.context.ip_address)
    except TooManyGuesses:
        return None
    return None if problem else meeting


def for_reader(room: Room, language: str) -> Room:
    """The same room with the reader's language first, where the meeting speaks it."""
    spoken = room.meeting.languages
    if language not in spoken:
        return room
    first = (language, *(other for other in spoken if other != language))
    return replace(room, meeting=replace(room.meeting, languages=first))


def note_presence(db: Store, meeting: Meeting) -> None:
    """Who looks at the wall here has left the ballot's page, and is still in the room."""
    device = _device()
    for person, _ in participants.seats_of_device(db, meeting.community_id, device)[:1] if device else ():
        the_hub().saw(meeting.id, person)


def way_back(room: Room, lane: str, language: str) -> None:
    """The link to the ballot; while answers are open it says so."""
    is_open = room.meeting.phase == "live" and room.round is not None and room.round.phase == "open"
    name, look = ("answer_now", ' class="now"') if is_open else ("to_ballot", "")
    words = escape(t(language, f"display.{name}"))
    address = escape(join_url(".", room.meeting.join_code, lane))
    st.html(f'<p class="wall-back"><a href="{address}" target="_self"{look}>{words}</a></p>')


def nothing_here(language: str) -> None:
    """There is no such meeting, or none to look at now."""
    wall.quiet([t(language, "display.nothing_here")])
    words = escape(t(language, "display.to_code"))
    st.html(f'<p class="wall-back"><a href="./j" target="_self">{words}</a></p>')


def _device() -> str | None:
    return known_device(st.context.cookies.get(COOKIE))
