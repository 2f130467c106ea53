"""What the control says about time, and what a facilitator can do about it. Nobody else sees any of it."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.live import pace
from components.live.room import Room
from components.live.schedule import Schedule, state_of
from components.text import say, t
from components.ui.desk import Wish
from db.activities import Activity


def late_strip(room: Room, language: str) -> Wish | None:
    """By how many minutes the meeting is behind, and the ways to make up for it once they are asked for."""
    standing = pace.stand(room)
    if standing is None or not (standing.late or _is_open(room)):
        return None
    with st.container(key="pace-late" if standing.late else "pace"):
        with st.container(key="pace-head", horizontal=True, vertical_alignment="center"):
            st.html(f"<p><b>{_words(standing, language)}</b></p>")
            words = t(language, f"control.{'pace_close' if _is_open(room) else 'pace_open'}")
            st.button(words, key="pace-toggle", on_click=_toggle, args=(room,))
        return _ways(room, standing, language) if _is_open(room) else None


def ways_button(room: Room, language: str) -> None:
    """The way to all this for a meeting in good time."""
    standing = pace.stand(room)
    if standing and not standing.late and not _is_open(room):
        st.button(t(language, "control.pace_ways"), key="pace-ways", type="tertiary", on_click=_toggle, args=(room,))


def _toggle(room: Room) -> None:
    st.session_state[_key(room)] = not _is_open(room)


def _is_open(room: Room) -> bool:
    return bool(st.session_state.get(_key(room)))


def _key(room: Room) -> str:
    """Asked for anew with each activity, so that the control is not in the way of what comes next."""
    return f"pace-{room.meeting.id}-{room.meeting.activity_id}"


def _words(standing: Schedule, language: str) -> str:
    return t(language, "control.behind", n=standing.late) if standing.late else t(language, "control.in_time")


def _ways(room: Room, standing: Schedule, language: str) -> Wish | None:
    """Every activity that can still be left out or left to phones, and the minutes of the rest."""
    wish = _minutes(room, standing, language)
    on_phones = {each.activity.id for each in room.still_open}
    for activity in room.agenda:
        state = state_of(activity, room.meeting.activity_id, on_phones)
        names = _possible(room, activity, state)
        if names:
            wish = _row(room, activity, state, names, language) or wish
    return wish


def _minutes(room: Room, standing: Schedule, language: str) -> Wish | None:
    """Shorten what is to come in one go, or take that back."""
    meeting_id, wish = room.meeting.id, None
    is_shortened = any(activity.full_minutes is not None for activity in room.agenda)
    if not (standing.can_shorten or is_shortened):
        return None
    with st.container(key="pace-minutes", horizontal=True, vertical_alignment="center"):
        if standing.can_shorten:
            before = sum(activity.minutes for activity in standing.coming)
            words = t(language, "control.shorten_about", before=before, after=sum(standing.shares))
        else:
            words = t(language, "control.shortened")
        st.html(f"<p>{words}</p>")
        if standing.can_shorten and st.button(t(language, "control.do_shorten"), key="shorten"):
            wish = lambda db: pace.shorten(db, meeting_id)  # noqa: E731
        if is_shortened and st.button(t(language, "control.do_unshorten"), key="unshorten"):
            wish = lambda db: pace.unshorten(db, meeting_id)  # noqa: E731
    return wish


def _possible(room: Room, activity: Activity, state: str) -> list[str]:
    """What can be done about an activity: names of texts and of `_wish`."""
    undone = {"skipped": ["unskip"], "on_phones": ["take_back"]}
    if state in undone:
        return undone[state]
    names = ["skip"] if state == "coming" else []
    return names + (["finish_on_phones"] if state != "done" and pace.can_finish_on_phones(room, activity) else [])


def _row(room: Room, activity: Activity, state: str, names: list[str], language: str) -> Wish | None:
    wish = None
    with st.container(key=f"pace-row-{activity.id}", horizontal=True, vertical_alignment="center"):
        title = escape(f"{activity.position}. {say(activity.title, language)}")
        facts = t(language, f"control.pace_{state}", n=activity.minutes)
        st.html(f"<p>{title}<span>{facts}</span></p>")
        for name in names:
            if st.button(t(language, f"control.do_{name}"), key=f"{name}-{activity.id}"):
                wish = _wish(room, activity, name)
    return wish


def _wish(room: Room, activity: Activity, name: str) -> Wish:
    meeting_id, activity_id = room.meeting.id, activity.id
    jobs: dict[str, Wish] = {
        "skip": lambda db: pace.skip(db, meeting_id, activity_id),
        "unskip": lambda db: pace.skip(db, meeting_id, activity_id, is_skipped=False),
        "finish_on_phones": lambda db: pace.finish_on_phones(db, meeting_id, activity_id),
        "take_back": lambda db: pace.take_back(db, meeting_id, activity_id),
    }
    return jobs[name]
