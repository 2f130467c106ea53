"""The first page: type a code; and, where a host lets no other route through, the meeting itself on a phone."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from time import perf_counter
from typing import Any, Never

import streamlit as st

from components.accounts import reader_language
from components.activities.base import Json
from components.library.consent import NobodyAsked, parse_said
from components.live import families, figures
from components.live.about import parse_about
from components.live.arrivals import ShutOut, arrive_all, door_of
from components.live.cast import Delivery, Refused, cast, parse
from components.live.erasing import WHATS, NothingToErase, What, erase_from
from components.live.families import UNKNOWN
from components.live.house import the_hub
from components.live.mine import mine
from components.live.origins import address_of
from components.live.room import read
from components.live.state import phone_state
from components.live.store import open_store, save
from components.live.sweeping import sweep_soon
from components.phone.consent import say
from components.phone.door import arrival_of, enquire, refusal
from components.phone.guesses import TooManyGuesses
from components.phone.identity import COOKIE, known_device
from components.text import t
from components.ui.ballot import ballot, ballot_style
from components.ui.enter import enter_form
from components.ui.find_community import find_community
from components.ui.frame import link
from components.ui.in_turn import in_turn
from components.ui.pulse import pulse
from db import facts, meetings, participants
from db.engine import Store, StoreAway
from db.meetings import Meeting

_MOST_ACKS = 20
_LOOK_AGAIN, _LOOKS_A_SECOND = 5.0, 30
"""Where phones are not told: seconds until one looks again, longer where so many would be too many for the process."""


def take(meeting: Meeting, device: str, message: Any) -> dict[str, Any]:
    """Save what came through the component, an answer or something about its author, and say what became of it."""
    since = perf_counter()
    reply = _take(meeting, device, message)
    if reply["type"] != "noted":
        figures.replied(reply, since)
    return reply


def _take(meeting: Meeting, device: str, message: Any) -> dict[str, Any]:
    try:
        attributes = parse_about(message)
        if attributes is not None:
            [_, [[person, _], *_]] = st.session_state["persons"]
            save(lambda db: families.keep_about(db, meeting.id, person, attributes))
            return {"type": "noted"}
        said = parse_said(message)
        if said is not None:
            with suppress(NobodyAsked):
                save(lambda db: say(db, meeting.community_id, device, said))
            return {"type": "noted"}
        answer = parse(message)
        save(lambda db: cast(db, Delivery(meeting.id, device, answer, lambda: the_hub().may_send(device))))
    except Refused as refused:
        return refusal(refused)
    except StoreAway:
        return {"type": "waiting", "id": message.get("id")}
    return {"type": "saved", "id": answer.id}


def erase(meeting: Meeting, device: str, what: What) -> str:
    """Erase what this phone said; `done`, or why not."""
    try:
        save(lambda db: erase_from(db, meeting.id, device, what))
    except NothingToErase:
        return "nothing"
    except StoreAway:
        return "failed"
    sweep_soon()
    return "done"


def device_of_tab() -> str | None:
    """The device by its cookie, else by the token its browser keeps; None until the browser has told."""
    remembered = known_device(st.context.cookies.get(COOKIE)) or st.session_state.get("device")
    return st.session_state.get("today") or remembered


def arrive(db: Store, meeting: Meeting, device: str) -> list[tuple[str, int]]:
    """The participants on a device, noted as attending."""
    if meeting.phase == "ended":
        return participants.seats_of_device(db, meeting.community_id, device)
    [persons] = arrive_all(db, [arrival_of(meeting, device, address_of_tab(), link=one_time)])
    if isinstance(persons, ShutOut):
        raise persons
    return list(persons)


def address_of_tab() -> str | None:
    """Where the tab is, as far as it is known."""
    return address_of(st.context.ip_address, st.context.headers.get("X-Forwarded-For") or "")


def ask_to_come_in(meeting: Meeting, device: str, code: str) -> str | None:
    """The question whether this phone shall use a one-time link up; why it may not come in, None once it is in."""
    with open_store() as db:
        if door_of(db, arrival_of(meeting, device, None, link=code)):
            return "link_used"
    st.title(t(language, "join.title"), anchor=False)
    st.markdown(t(language, "join.come_in_about"))
    if not st.button(t(language, "join.come_in"), type="primary"):
        st.stop()
    try:
        save(lambda db: arrive(db, meeting, device))
    except ShutOut:
        return "link_used"
    return None


language = reader_language()
typed = st.query_params.get("code", "")
device = device_of_tab()
with open_store() as db:
    try:
        meeting, problem = enquire(db, typed, device, address_of_tab())
        problem = problem if typed else "type_code"
    except TooManyGuesses:
        meeting, problem = None, "guesses"
# A device tells who it is only once its component runs.
is_known = bool(device) or problem not in ("has_ended", "one_time", "too_many_here")
one_time = st.query_params.get("link", "")
if problem == "one_time" and meeting and one_time and device:
    problem = ask_to_come_in(meeting, device, one_time)
if meeting is None or (problem and is_known):
    st.html(
        "<style>.stMainBlockContainer { max-width: 30rem; padding-top: 12vh; } .stAppHeader { display: none; }</style>"
    )
    st.title(t(language, "join.title"), anchor=False)
    st.markdown(t(language, "join.lead"))
    enter_form(language, typed, t(language, f"join.{problem}") if typed else "")
    link(t(language, "join.for_facilitators"), "pages/account/sign_in.py")
    find_community(language)
    st.stop()


ballot_style()


def news(meeting: Meeting, device: str | None) -> tuple[Json | None, list[Json]]:
    """The state and this device's own answers; while the database does not answer, those of before."""
    try:
        fresh = look_anew(meeting, device)
    except StoreAway:
        before: tuple[Json | None, list[Json]] = st.session_state.get("news", (None, []))
        return before
    st.session_state["news"] = fresh
    return fresh


def look_anew(meeting: Meeting, device: str | None) -> tuple[Json | None, list[Json]]:
    """Both as they are now; a meeting that is gone starts the page again."""
    with open_store() as db:
        if meetings.by_id(db, meeting.id) is None:
            st.rerun()
        store = facts.get(db, facts.REPLACED)  # a backup may hold others
    if not device:
        return None, []
    if "persons" not in st.session_state or st.session_state["persons"][0] != store:
        st.session_state["persons"] = (store, save(lambda db: arrive(db, meeting, device)))
    _, persons = st.session_state["persons"]
    if persons:
        the_hub().saw(meeting.id, persons[0][0])
    with open_store() as db:
        room = read(db, meeting.id)
        side = room.side_of(persons[0][0]) if persons else UNKNOWN
        return phone_state(room, the_hub().present(meeting.id), side), mine(room, persons)


def be_another_today(token: str) -> Never:
    """Be known by this token in this tab and meeting alone, or as before; then look again as whoever that is."""
    for name in ("today", "persons", "news"):
        st.session_state.pop(name, None)
    if known_device(token):
        st.session_state["today"] = token
    st.rerun()


def hear(meeting: Meeting, message: Json) -> None:
    """Take what the phone sent, and keep what became of it for the run that follows."""
    device = device_of_tab()
    if not device:
        return
    with in_turn:
        acks = st.session_state.setdefault("acks", [])
        acks.append(take(meeting, device, message))
        del acks[:-_MOST_ACKS]


@st.fragment
def show_meeting(meeting: Meeting) -> None:
    """The phone's page in its turn, answered through the component."""
    with in_turn:
        show_ballot(meeting)


def show_ballot(meeting: Meeting) -> None:
    """The phone as it is now."""
    pulse(meeting.join_code, max(_LOOK_AGAIN, the_hub().present(meeting.id) / _LOOKS_A_SECOND), may_assume=True)
    device = device_of_tab()
    try:
        state, own = news(meeting, device)
    except ShutOut:  # known only now that the browser has told its device, or shut in the meantime
        st.rerun()
    sent = ballot(meeting.join_code, on_message=partial(hear, meeting), state=state, mine=own,
                  acks=st.session_state.get("acks", []), language=language, needs_device=not device,
                  is_for_today="today" in st.session_state, erased=st.session_state.pop("erased", ""))  # fmt: skip
    if sent.today:
        be_another_today(sent.today)
    if known_device(sent.device) and not device:
        st.session_state["device"] = sent.device
        st.rerun()
    if sent.erase in WHATS and device:
        st.session_state["erased"] = erase(meeting, device, sent.erase)
        st.rerun()


show_meeting(meeting)
