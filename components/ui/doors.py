"""What the control says about who comes in, and what a facilitator can do about it. Nobody else sees any of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from components.live import doors
from components.live.doors import Doors
from components.live.room import Room
from components.live.store import open_store
from components.live.waves import Wave
from components.text import t
from components.ui.desk import Wish
from components.ui.frame import PRINT, link
from db import asides, participants
from db.asides import Aside
from db.meetings import Meeting

_ASKING = "doors-asking"
"""In session_state: the question before which somebody stands, `set_aside` or `links_on`, and in which meeting."""


def notice(room: Room, by: str, language: str) -> Wish | None:
    """Above the desk, where there is something to say: what is unusual, what was set aside, and one-time links."""
    if room.meeting.phase not in ("lobby", "live") or room.meeting.is_rehearsal:
        return None
    found, wish = doors.look(room.store, room.meeting), None
    if found.wave:
        wish = _wave(room, found, found.wave, by, language)
    if found.is_one_time:
        wish = _one_time(room, found, by, language) or wish
    return _asides(room.meeting.id, found.asides, by, language) or wish


def set_aside_before(meeting: Meeting, by: str, language: str) -> Wish | None:
    """After the end: what was set aside, each with the way back."""
    if meeting.unlinked_at:
        return None
    with open_store() as db:
        found = asides.of_meeting(db, meeting.id)
    return _asides(meeting.id, found, by, language)


def _wave(room: Room, found: Doors, wave: Wave, by: str, language: str) -> Wish | None:
    meeting_id, wish, is_quick = room.meeting.id, None, bool(wave.phones)
    present = participants.count_of_meeting(room.store, meeting_id)
    n, can = (len(wave.phones), "what") if is_quick else (present, "what_more")
    with st.container(key="doors-wave"):
        said = t(language, f"doors.{'wave' if is_quick else 'more_phones'}", n=n, people=wave.people)
        st.html(f'<p role="status">{said}</p>')
        if _asked(room) == "set_aside" and is_quick:
            return _ask(room, "set_aside", language, lambda db: doors.set_wave_aside(db, by, meeting_id), n=n)
        if _asked(room) == "links_on" and not found.is_one_time:
            return _ask(room, "links_on", language, lambda db: doors.ask_for_links(db, by, meeting_id, True))
        st.html(f"<p>{escape(t(language, f'doors.{can}'))}</p>")
        with st.container(key="doors-ways", horizontal=True):
            if is_quick:
                _button(room, "set_aside", language)
            if not found.is_one_time:
                _button(room, "links_on", language)
            if st.button(t(language, "doors.calm"), key="doors-calm", type="tertiary"):
                wish = lambda db: doors.calm(db, meeting_id)  # noqa: E731
    return wish


def _one_time(room: Room, found: Doors, by: str, language: str) -> Wish | None:
    meeting_id, wish = room.meeting.id, None
    with st.container(key="doors-links", horizontal=True, vertical_alignment="center"):
        said = t(language, "doors.is_one_time", unused=found.links.unused, used=found.links.used)
        st.html(f"<p>{said}</p>")
        link(t(language, "doors.print"), PRINT, {"meeting": meeting_id, "thing": "links"}, icon=":material/print:")
        if st.button(t(language, "doors.links_off"), key="doors-links-off", type="tertiary"):
            wish = lambda db: doors.ask_for_links(db, by, meeting_id, False)  # noqa: E731
    return wish


def _asides(meeting_id: str, found: Sequence[Aside], by: str, language: str) -> Wish | None:
    wish = None
    for each in found:
        with st.container(key=f"doors-aside-{each.at}", horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{t(language, 'doors.aside', phones=each.phones, answers=each.answers)}</p>")
            if st.button(t(language, "doors.undo"), key=f"doors-undo-{each.at}"):
                wish = _undoing(meeting_id, by, each.at)
    return wish


def _undoing(meeting_id: str, by: str, at: str) -> Wish:
    return lambda db: doors.let_count(db, by, meeting_id, at)


def who_comes_in(room: Room, by: str, language: str) -> Wish | None:
    """One click away at any time: how many people are here, and one-time links."""
    meeting, wish = room.meeting, None
    if meeting.phase not in ("lobby", "live") or meeting.is_rehearsal:
        return None
    with st.expander(t(language, "doors.who"), key=f"doors-who-{meeting.id}"):
        st.caption(t(language, "doors.who_about"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            people = st.number_input(
                t(language, "doors.people"), 1, doors.MOST_PEOPLE, meeting.people_here,
                key=f"doors-people-{meeting.id}", width=160,
            )  # fmt: skip
            if st.button(t(language, "doors.people_save"), key="doors-people-save"):
                wish = _saying(meeting.id, people)
        if meeting.one_time_since is None and _asked(room) == "links_on":
            return _ask(room, "links_on", language, lambda db: doors.ask_for_links(db, by, meeting.id, True), "-in")
        with st.container(horizontal=True, key="doors-who-ways"):
            if meeting.one_time_since is None:
                _button(room, "links_on", language, "-in")
            link(t(language, "doors.print"), PRINT, {"meeting": meeting.id, "thing": "links"}, icon=":material/print:")
    return wish


def _saying(meeting_id: str, people: int | None) -> Wish:
    return lambda db: doors.say_people(db, meeting_id, people)


def _asked(room: Room) -> str | None:
    question, meeting_id = st.session_state.get(_ASKING, (None, ""))
    return question if meeting_id == room.meeting.id else None


def _turn(question: str | None, meeting_id: str) -> None:
    st.session_state[_ASKING] = (question, meeting_id)


def _button(room: Room, name: str, language: str, where: str = "") -> None:
    """Asks first: the question with what happens comes in the place of the buttons."""
    st.button(t(language, f"doors.{name}"), key=f"doors-{name}{where}", on_click=_turn, args=(name, room.meeting.id))


def _ask(
    room: Room, name: str, language: str, wish: Callable[..., object], where: str = "", **values: object
) -> Wish | None:  # fmt: skip
    st.html(f"<p><b>{t(language, f'doors.{name}_title')}</b></p><p>{t(language, f'doors.{name}_ask', **values)}</p>")
    with st.container(horizontal=True):
        agreed = st.button(t(language, f"doors.{name}_yes"), key=f"doors-{name}{where}-yes", type="primary")
        st.button(
            t(language, "facilitator.keep_it"), key=f"doors-{name}{where}-no", on_click=_turn, args=(None, "")
        )  # fmt: skip
    if agreed:
        _turn(None, "")
    return wish if agreed else None
