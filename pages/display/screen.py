"""The wall: what the room looks at. Opened by its secret link, on any machine, without signing in."""

from __future__ import annotations

import time

import streamlit as st

from components.accounts import reader_language
from components.activities.registry import chart_of
from components.charts import Cards, Figure, Look, Quote
from components.live.house import the_hub
from components.live.room import Room, read, timer
from components.live.store import open_store
from components.phone import files
from components.settings import settings
from components.text import t
from components.ui import wall
from components.ui.address import phone_base
from components.ui.clock import clock
from components.ui.live_figure import live_figure
from components.ui.pulse import Reach, pulse
from db import meetings

_CARDS_TURN = 12
_LOOK_AGAIN = {"phone": _CARDS_TURN, "streamlit": 2}


def draw_wall(room: Room, reach: Reach) -> None:
    """One screen of the wall, top to bottom."""
    meeting = room.meeting
    present = the_hub().present(meeting.id)
    place = wall.Place(
        meeting.title, room.community.name, meeting.languages, meeting.join_code,
        phone_base(settings().public_url, reach.origin), reach.lane, meeting.is_rehearsal,
    )  # fmt: skip
    if meeting.is_blank:
        wall.blank()
    elif meeting.phase == "planned":
        wall.quiet(list(wall.said("display.planned", meeting.languages).values()))
    elif meeting.phase == "ended":
        wall.ended(meeting.languages)
    elif meeting.phase == "lobby" or room.activity is None:
        wall.lobby(place, present)
    else:
        is_open = room.round is not None and room.round.phase == "open"
        with_code = is_open or room.round is None
        wall.top(place, with_code=with_code)
        ring = wall.ring(room.answered, present, meeting.languages) if is_open else ""
        wall.ask(room.question, meeting.languages, ring=ring)
        draw_picture(room, wall.picture_height(room.question, meeting.languages, with_code=with_code))
        draw_foot(room)


def draw_picture(room: Room, height: int) -> None:
    """The picture, when it may be seen; else a quiet place that hints at nothing."""
    assert room.activity
    assert room.kind
    languages = room.meeting.languages
    tally = room.tally if room.kind.steps else {}
    if tally is None:
        wall.quiet(list(wall.said(f"display.{waiting(room)}", languages).values()), height)
        return
    look = Look(language=languages[0], size="wall", dark=st.context.theme.type == "dark")
    chart = chart_of(room.activity.kind)
    shown_before = room.previous_tally if room.is_shown and room.step == "answer" else None
    picture = chart.picture(room.config_json, room.step, tally, look, shown_before, room.comparison)
    if isinstance(picture, Figure):
        url = f"j/assets/{files.version()}/{files.PLOTLY}"
        live_figure(picture, key=f"figure-{room.activity.id}", height=f"calc({height} * var(--u))", plotly_url=url)
    elif isinstance(picture, Cards):
        wall.cards(picture, page=int(time.time() // _CARDS_TURN), height=height)
    elif isinstance(picture, Quote):
        texts = [picture.text] if room.kind.steps else wall.in_order(room.config_json["text"], languages)
        wall.quote(texts, height)
    else:
        told = [chart.headline(room.config_json, room.step, tally, language) for language in languages]
        waits = wall.said(f"display.{waiting(room)}", languages).values()
        wall.quiet([text for text in told if text] or list(waits), height)


def waiting(room: Room) -> str:
    """Why there is no picture: the name of a text."""
    if room.round is None:
        return "waiting_first"
    if room.kind and room.kind.is_quiet:
        return "waiting_quiet"
    return "waiting_open" if room.round.phase == "open" else "waiting_closed"


def draw_foot(room: Room) -> None:
    """One sentence about the picture at the left, the clock at the right."""
    assert room.activity
    meeting = room.meeting
    sentence, watch = st.columns([6, 1])
    with sentence:
        if room.tally and not room.tally.get("hidden"):
            chart = chart_of(room.activity.kind)
            wall.foot(
                [
                    chart.headline(room.config_json, room.step, room.tally, language, room.comparison)
                    for language in meeting.languages
                ]
            )
    with watch:
        running, language = timer(room), meeting.languages[0]
        if room.round and room.round.phase == "open" and room.round.closes_at:
            words = {"before": t(language, "display.closing"), "switch": "", "over": ""}
            clock(room.round.closes_at, words, key="closing", size="wall")
        elif running:
            words = {
                "before": t(language, "display.first_half") if running["switch_at"] else "",
                "switch": t(language, "display.switch"),
                "over": t(language, "display.time_over"),
            }
            clock(running["ends_at"], words, key="timer", switch_at=running["switch_at"], size="wall")


with open_store() as db:
    meeting = meetings.by_display_key(db, st.query_params.get("key", ""))
wall.style(dark=st.context.theme.type == "dark")
if meeting is None:
    wall.quiet([t(reader_language(), "display.no_meeting")])
    st.stop()


lane = st.session_state.get("reach", ("phone", ""))[0]


@st.fragment(run_every=_LOOK_AGAIN[lane])
def show_wall(meeting_id: str, code: str) -> None:
    reach = pulse(code) or Reach("phone", st.context.url or "http://localhost")
    if reach.lane != lane:
        st.rerun()
    with open_store() as db:
        draw_wall(read(db, meeting_id), reach)


show_wall(meeting.id, meeting.join_code)
