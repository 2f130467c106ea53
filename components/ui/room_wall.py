"""What the wall says of a room: its picture, when it may be seen, and the line below it."""

from __future__ import annotations

import time
from dataclasses import replace

import streamlit as st

from components.activities.registry import chart_of
from components.charts import Cards, Figure, Look, Quote, SideBySide
from components.live.room import Room
from components.live.state import timer
from components.phone import files
from components.text import t
from components.ui import wall
from components.ui.clock import clock
from components.ui.live_figure import live_figure
from components.ui.pictures import under_in
from components.ui.wall_rows import rows

CARDS_TURN = 12
"""Where there are more cards than fit, the next ones come after this many seconds."""


def room_picture(room: Room, height: int, *, is_near: bool = False) -> float:
    """The picture, when it may be seen, else a quiet place that hints at nothing.

    `is_near` is for one's own window, which may be too small for a wall's picture. Returns how long its reveal takes,
    in seconds.
    """
    assert room.activity
    assert room.kind
    languages = room.meeting.languages
    tally = room.tally if room.kind.steps else {}
    if tally is None:
        read = room.kind.reads(room.config)
        if read and not room.is_kept:
            wall.quote(wall.in_order(read, languages), height)
            return 0
        wall.quiet(list(wall.said(f"display.{waiting(room)}", languages).values()), height)
        return 0
    also = next(iter(languages[1:]), "")
    look = Look(language=languages[0], also=also, size="wall", dark=st.context.theme.type == "dark")
    chart = chart_of(room.activity.kind)
    shown_before = room.previous_tally if room.is_shown and room.step == "answer" else None
    picture = chart.picture(room.config_json, room.step, tally, look, shown_before, room.comparison)
    if isinstance(picture, Figure):
        read = room.kind.reads(room.config)
        if read:
            height = wall.text_above(wall.in_order(read, languages), height)
        url = f"j/assets/{files.version()}/{files.PLOTLY}"
        page = replace(look, size="page")
        near = (
            chart.picture(room.config_json, room.step, tally, page, shown_before, room.comparison) if is_near else None
        )
        live_figure(
            picture, key=f"figure-{room.activity.id}", height=f"calc({height} * var(--u))", plotly_url=url, near=near
        )
        return picture.reveal_seconds
    if isinstance(picture, Cards) and picture.marks:
        wall.rows(picture, height, under=under_in(tally))
    elif isinstance(picture, Cards) and (picture.texts or not room.waits):
        wall.cards(picture, page=int(time.time() // CARDS_TURN), height=height, under=under_in(tally))
    elif isinstance(picture, SideBySide):
        rows(picture, languages, page=int(time.time() // CARDS_TURN), height=height)
    elif isinstance(picture, Quote):
        said = [picture.text, *under_in(tally)(picture.text)]
        wall.quote(said if room.kind.steps else wall.in_order(room.config_json["text"], languages), height)
    else:
        told = [chart.headline(room.config_json, room.step, tally, language) for language in languages]
        waits = wall.said(f"display.{waiting(room)}", languages).values()
        wall.quiet([text for text in told if text] or list(waits), height)
    return 0


def thinking(room: Room, place: wall.Place) -> None:
    """The prompt alone, and the time there is to think about it."""
    assert room.thinking
    assert room.thinking.opens_at
    wall.top(place, with_code=False)
    wall.think(room.question, room.meeting.languages)
    words = {"before": "", "switch": "", "over": ""}
    clock(room.thinking.opens_at, words, key="thinking", size="calm", seconds=room.think_seconds)


def suggestion(room: Room) -> list[str]:
    """What the wall suggests to the room after a reveal, in its languages; nothing where the kind suggests nothing."""
    if not room.kind or not room.round or room.round.phase != "revealed" or not room.tally:
        return []
    name = room.kind.suggests(room.config, room.round.number, room.tally)
    return list(wall.said(f"{room.kind.name}.{name}", room.meeting.languages).values()) if name else []


def waiting(room: Room) -> str:
    """Why there is no picture: the name of a text."""
    if room.is_kept and room.activity:
        return f"waiting_{room.activity.whom}"
    if room.round is None:
        return "waiting_first"
    if room.is_shown and room.waits:
        return "waiting_reading"
    if room.kind and room.kind.is_quiet:
        return "waiting_quiet"
    return "waiting_open" if room.round.phase == "open" else "waiting_closed"


def room_foot(room: Room, after: float = 0) -> None:
    """One sentence about the picture at the left with what the wall suggests below it, the clock at the right.

    The sentence appears `after` seconds, so that it gives no reveal away.
    """
    assert room.activity
    meeting = room.meeting
    is_closing = room.round is not None and room.round.phase == "open" and room.round.closes_at is not None
    sentence, watch = st.columns([3, 1] if is_closing or timer(room) else [100, 1])
    with sentence:
        if room.tally and not room.tally.get("hidden"):
            chart = chart_of(room.activity.kind)
            wall.foot(
                [
                    chart.headline(room.config_json, room.step, room.tally, language, room.comparison)
                    for language in meeting.languages
                ],
                after,
                suggestion(room),
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
