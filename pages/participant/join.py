"""The first page: type a code; and, where a host lets no other route through, the meeting itself on a phone."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.accounts import reader_language
from components.live.cast import Refused, cast, parse
from components.live.house import the_hub
from components.live.mine import mine
from components.live.room import phone_state, read
from components.live.store import open_store, save
from components.phone.door import find_meeting, problem_of
from components.phone.identity import COOKIE, known_device
from components.text import reason, t
from components.ui.ballot import ballot, ballot_style
from components.ui.enter import enter_form
from components.ui.frame import link
from components.ui.pulse import pulse
from db import meetings, participants
from db.engine import Store
from db.meetings import Meeting

_MOST_ACKS = 20
_LOOK_AGAIN = {"phone": None, "streamlit": 5}


def take(meeting: Meeting, device: str, message: Any) -> dict[str, Any]:
    """Save an answer that came through the component and say what became of it."""
    try:
        answer = parse(message)
        save(lambda db: cast(db, meeting.id, device, answer, may_send=lambda: the_hub().may_send(device)))
    except Refused as refused:
        words = {language: reason(language, refused.code) for language in meeting.languages}
        return {"type": "refused", "id": refused.id, "reason": refused.reason, "message": words}
    return {"type": "saved", "id": answer.id}


def device_of_tab() -> str | None:
    """The device by its cookie, else by the token its browser keeps; None until the browser has told."""
    return known_device(st.context.cookies.get(COOKIE)) or st.session_state.get("device")


def arrive(db: Store, meeting: Meeting, device: str) -> list[tuple[str, int]]:
    """The participants on a device, noted as attending."""
    if meeting.phase != "ended":
        participants.attend(db, meeting.id, participants.find_or_create(db, meeting.community_id, device))
    return participants.seats_of_device(db, meeting.community_id, device)


language = reader_language()
typed = st.query_params.get("code", "")
device = device_of_tab()
with open_store() as db:
    meeting = find_meeting(db, typed)
    problem = problem_of(db, meeting, device) if typed else "type_code"
is_known = bool(device) or problem != "has_ended"  # a device tells who it is only once its component runs
if meeting is None or (problem and is_known):
    st.html(
        "<style>.stMainBlockContainer { max-width: 30rem; padding-top: 12vh; } .stAppHeader { display: none; }</style>"
    )
    st.title(t(language, "join.title"), anchor=False)
    st.markdown(t(language, "join.lead"))
    enter_form(language, typed, t(language, f"join.{problem}") if typed else "")
    link(t(language, "join.for_facilitators"), "pages/account/sign_in.py")
    st.stop()


lane = st.session_state.get("reach", ("phone", ""))[0]
ballot_style()


@st.fragment(run_every=_LOOK_AGAIN[lane])
def show_meeting(meeting: Meeting) -> None:
    """The phone's page, answered through the component."""
    reach = pulse(meeting.join_code)
    if reach and reach.lane != lane:
        st.rerun()
    with open_store() as db:
        if meetings.by_id(db, meeting.id) is None:
            st.rerun()
    device = device_of_tab()
    state, own = None, []
    if device:
        if "persons" not in st.session_state:
            st.session_state["persons"] = save(lambda db: arrive(db, meeting, device))
        persons = st.session_state["persons"]
        if persons:
            the_hub().saw(meeting.id, persons[0][0])
        with open_store() as db:
            room = read(db, meeting.id)
            state, own = phone_state(room, the_hub().present(meeting.id)), mine(room, persons)
    acks = st.session_state.setdefault("acks", [])
    sent = ballot(meeting.join_code, state=state, mine=own, acks=acks, language=language, needs_device=not device)
    if known_device(sent.device) and not device:
        st.session_state["device"] = sent.device
        st.rerun()
    if sent.answer and device:
        acks.append(take(meeting, device, sent.answer))
        del acks[:-_MOST_ACKS]
        st.rerun()


show_meeting(meeting)
