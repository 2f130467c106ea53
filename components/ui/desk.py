"""The parts of the facilitator's control. Each draws and returns what the facilitator wants done, or None."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import streamlit as st

from components.activities.registry import chart_of, views_of
from components.charts import Cards, Figure, Look
from components.live import control, pace
from components.live.agenda import neighbour, next_step
from components.live.cast import Cast
from components.live.control import Seen
from components.live.room import Room
from components.live.state import timer
from components.text import say, t
from components.text.literal import literal
from components.ui import matching, one_screen
from components.ui.bell import bell
from components.ui.clock import clock
from components.ui.dates import moment
from components.ui.frame import PAPER, link
from components.ui.invite import copy_join_line
from components.ui.live_figure import live_figure
from components.ui.pictures import show_picture, under_in
from components.ui.pictures import style as picture_style
from components.ui.pulse import Reach
from components.ui.waiting import waiting_line
from db import meetings
from db.activities import Activity
from db.engine import Store
from db.ids import new_id, show_join_code

Wish = Callable[[Store], Any]
_CSS = Path(__file__).with_name("desk.css")


def style() -> None:
    """The look of the control."""
    picture_style()
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def head(room: Room, present: int, reach: Reach | None, language: str) -> Wish | None:
    """Code, who is here, a line for the chat, the way to the wall; in a rehearsal what it is and the way out of it."""
    meeting, wish = room.meeting, None
    code = f'<b class="attune-code">{show_join_code(meeting.join_code)}</b>'
    told = [t(language, "control.code", code=code), t(language, "control.here", n=f"<b>{present}</b>")]
    if room.round:
        told.append(t(language, "control.answered", n=f"<b>{room.answered}</b>"))
    if meeting.facilitated_by:
        told.append(escape(t(language, "people.leads", names=meeting.facilitated_by)))
    with st.container(key="desk-head", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="desk-numbers">{"".join(f"<span>{part}</span>" for part in told)}</div>')
        copy_join_line(meeting, reach, language)
        one_screen.button(meeting, language)
        st.link_button(
            t(language, "control.open_wall"), f"display?key={meeting.display_key}", icon=":material/open_in_new:"
        )
    if meeting.is_rehearsal:
        with st.container(key="desk-rehearsal", horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{t(language, 'control.rehearsal')}</p>")
            if meeting.phase != "ended" and st.button(t(language, "control.do_start_for_real"), key="do-real"):
                wish = wish_for(room, "start_for_real")
    problem = st.session_state.pop("problem", None)
    if problem:
        st.warning(problem)
    return wish


def agenda_list(room: Room, done: Collection[str], language: str) -> Wish | None:
    """The agenda with where it stands; pressing a step brings its activity to everybody. `done` are activity ids."""
    seen, wish = Seen.of(room), None
    left = {each.activity.id for each in room.still_open}
    with st.container(key="agenda"):
        for activity in room.agenda:
            is_now = room.activity is not None and activity.id == room.activity.id
            if st.button(
                f"{activity.position}. {literal(say(activity.title, language))}",
                key=f"go-{'now-' if is_now else 'out-' if activity.skipped_at else ''}{activity.id}",
                icon=f":material/{sign}:" if (sign := _sign(activity, is_now, left, done)) else None,
                type="tertiary",
                width="stretch",
                disabled=room.meeting.phase not in ("lobby", "live") or is_now,
            ):
                wish = _show(room, activity.id, seen)
    return wish


def _sign(activity: Activity, is_now: bool, left: Collection[str], done: Collection[str]) -> str | None:
    """The sign of where an activity stands: left to phones, left out, or done."""
    if is_now:
        return None
    if activity.id in left:
        return "smartphone"
    return "block" if activity.skipped_at else "check" if activity.id in done else None


def _show(room: Room, activity_id: str, seen: Seen) -> Wish:
    return lambda db: control.show(db, room.meeting.id, activity_id, seen)


def wish_for(room: Room, name: str) -> Wish | None:
    """The job behind an action's name, for buttons and keys alike; None where it makes no sense now."""
    if name in ("make_matches", "other_matches"):
        return matching.wish(room)
    meeting_id, seen = room.meeting.id, Seen.of(room)
    following, before = neighbour(room, 1), neighbour(room, -1)
    jobs: dict[str, Wish | None] = {
        "go_live": lambda db: control.go_live(db, meeting_id, seen),
        "first": _show(room, following.id, seen) if following else None,
        "open": lambda db: control.open_round(db, meeting_id, seen, think=room.think_seconds),
        "open_now": lambda db: pace.open_now(db, meeting_id),
        "not_yet": lambda db: pace.not_yet(db, meeting_id, seen),
        "order": lambda db: control.open_round(db, meeting_id, seen, step="answer"),
        "meet": lambda db: control.open_round(db, meeting_id, seen, step="answer"),
        "draw_another": lambda db: control.draw_another(db, meeting_id, seen),
        "another": lambda db: control.open_round(db, meeting_id, seen),
        "close": lambda db: control.close(db, meeting_id, seen),
        "close_now": lambda db: control.close(db, meeting_id, seen, seconds=0),
        "keep_open": lambda db: control.keep_open(db, meeting_id, seen),
        "reveal": lambda db: control.reveal(db, meeting_id, seen),
        "share": lambda db: control.share(db, meeting_id, seen),
        "hide": lambda db: control.hide(db, meeting_id, seen),
        "next": _show(room, following.id, seen) if following else None,
        "back": _show(room, before.id, seen) if before else None,
        "blank": lambda db: control.blank(db, meeting_id, not room.meeting.is_blank),
        "finish": lambda db: control.end(db, meeting_id, seen),
        "go_on": lambda db: control.go_on(db, meeting_id, seen),
        "rehearse": lambda db: control.rehearse(db, meeting_id, seen),
        "start_for_real": lambda db: control.start_for_real(db, meeting_id),
    }
    return jobs.get(name)


def primary(room: Room, language: str) -> str | None:
    """The one big button; returns the action's name when it is pressed."""
    step = next_step(room)
    following = neighbour(room, 1)
    name = "reveal_families" if step == "reveal" and room.is_kept else step
    name = "open_thinking" if step == "open" and room.think_seconds else name
    title = literal(say(following.title, language)) if following else ""
    words = t(language, f"control.do_{name}", title=title, n=room.think_seconds)
    with st.container(key="primary"):
        waiting_line(room, language)
        return step if st.button(words, key=f"primary-{_moment(room)}", type="primary", width="stretch") else None


def _moment(room: Room) -> str:
    """Names the step for its buttons' keys. Each step has buttons of its own, which take no press in their first
    moment: the second half of a double click was meant for the one that stood there before."""
    return f"{next_step(room)}-{room.meeting.activity_id}"


def possible(room: Room) -> list[str]:
    """The secondary actions that make sense now."""
    rnd, phase = room.round, room.meeting.phase
    names = []
    if phase == "planned":
        names += ["rehearse"]
    if phase == "live" and rnd:
        if rnd.phase != "open":
            names += ["other_matches"] if next_step(room) == "meet" else []
            names += ["another"]
        if (rnd.phase == "open" and rnd.closes_at) or rnd.phase == "closed":
            names += ["keep_open"]
        if rnd.phase == "revealed":
            names += ["share"] if room.is_kept and room.activity and room.activity.whom == "families_first" else []
            names += ["hide"]
    if phase == "live" and room.thinking:
        names += ["not_yet"]
    elif (
        phase == "live"
        and rnd is None
        and room.kind
        and room.kind.another(room.config_json, [], Random(), room.community.stage)
    ):
        names += ["draw_another"]
    if phase in ("lobby", "live"):
        names += ["back"] if neighbour(room, -1) else []
        names += ["blank"]
    if phase == "ended":
        names += ["go_on"]
    return [name for name in names if name != next_step(room)]


def secondary(room: Room, language: str) -> str | None:
    """Everything else that can be done now, smaller."""
    chosen = None
    with st.container(horizontal=True, key="secondary"):
        for name in possible(room):
            words = t(language, f"control.do_{'unblank' if name == 'blank' and room.meeting.is_blank else name}")
            if st.button(words, key=f"do-{name}-{_moment(room)}"):
                chosen = name
    return chosen


def timer_row(room: Room, language: str) -> Wish | None:
    """Start, lengthen or stop the countdown everybody sees."""
    meeting, running, wish = room.meeting, timer(room), None
    minutes = min(room.activity.minutes, 120) if room.activity else 5
    with st.container(horizontal=True, vertical_alignment="center", key="timer"):
        if room.thinking and room.thinking.opens_at:
            words = {"before": t(language, "control.thinking"), "switch": "", "over": ""}
            clock(room.thinking.opens_at, words, key="thinking-clock")
            return None
        if running:
            words = {"before": "", "switch": t(language, "display.switch"), "over": t(language, "display.time_over")}
            clock(running["ends_at"], words, key="control-clock", switch_at=running["switch_at"])
            if st.button(t(language, "control.timer_stop")):
                wish = lambda db: control.stop_timer(db, meeting.id)  # noqa: E731
            bell(running["ends_at"], language, key="control-bell")
            return wish
        chosen = st.number_input(
            t(language, "control.timer_minutes"), 1, 120, minutes, key=f"minutes-{meeting.activity_id}", width=128,
            label_visibility="collapsed",
        )  # fmt: skip
        st.html(f"<span>{t(language, 'control.timer_minutes').lower()}</span>", width="content")
        if st.button(t(language, "control.timer_start")):
            wish = lambda db: control.start_timer(db, meeting.id, chosen * 60)  # noqa: E731
    return wish


def live_picture(room: Room, language: str, plotly_url: str) -> None:
    """What the wall shows or will show, under the same rule for small groups."""
    if not room.activity or not room.kind or not room.kind.steps or room.preview is None:
        return
    chart = chart_of(room.activity.kind)
    look = Look(language=language, size="page", dark=st.context.theme.type == "dark")
    picture = chart.picture(room.config_json, room.step, room.preview, look, None, room.comparison)
    sentence = chart.headline(room.config_json, room.step, room.preview, language, room.comparison)
    if isinstance(picture, Figure) or (sentence and not room.preview.get("hidden")):
        st.html(f'<p class="desk-seen">{t(language, f"control.{_who_sees(room)}")}</p>')
    if isinstance(picture, Figure):
        live_figure(picture, key=f"control-figure-{room.activity.id}", height="22rem", plotly_url=plotly_url)
    elif isinstance(picture, Cards) and picture.marks:
        show_picture(picture, look, key=f"control-list-{room.activity.id}", under=under_in(room.preview))
    if sentence:
        st.text(sentence)


def _who_sees(room: Room) -> str:
    """Who has this picture before them, as a text's name. A quiet kind's never leaves the facilitators."""
    if room.kind and room.kind.is_quiet:
        return "facilitators_only"
    if room.is_kept and room.is_revealed:
        return "families_see"
    return "on_wall" if room.is_shown else "not_on_wall"


def answer_for_somebody(room: Room, language: str) -> Wish | None:
    """The form for somebody without a device."""
    if not room.activity or not room.round or room.round.phase != "open":
        st.caption(t(language, "control.behalf_closed"))
        return None
    st.caption(t(language, "control.behalf_hint"))
    link(t(language, "behalf.many"), PAPER, {"meeting": room.meeting.id}, icon=":material/keyboard:")
    turn = st.session_state.get("behalf", 0)  # a new form once one was sent, not whenever a phone answers
    form = views_of(room.activity.kind).answer_form
    value = form(room.config_json, room.round.step, language, key=f"behalf-{room.round.id}-{turn}")
    if value is None:
        return None
    st.session_state["behalf"] = turn + 1
    meeting_id, answer = room.meeting.id, Cast(new_id(), room.round.id, value)
    return lambda db: control.answer_for(db, meeting_id, answer)


def stands(room: Room) -> str:
    """Where the meeting or its current activity stands, as the end of a text's name."""
    if room.meeting.phase != "live" or room.activity is None:
        return "lobby" if room.meeting.phase == "live" else room.meeting.phase
    if room.thinking:
        return "thinking"
    if room.round is None:
        return "talk" if room.kind and not room.kind.steps else "ready"
    if room.is_kept and room.round.phase == "revealed":
        return "families"
    return "closing" if room.round.closes_at and room.round.phase == "open" else room.round.phase


def speaker_notes(room: Room, language: str) -> None:
    """What a facilitator wrote beforehand about the current activity; nowhere else while a meeting is live."""
    written = room.activity.notes.strip() if room.activity and room.meeting.phase == "live" else ""
    if written:
        label = escape(t(language, "control.speaker_notes"))
        st.html(f'<div class="desk-speaker"><b>{label}</b><p>{escape(written)}</p></div>')


def say_stands(room: Room, language: str) -> None:
    """Say where things stand, and that the wall is dark while it is."""
    dark = f"<b>{t(language, 'control.behind_wall')}</b>" if room.meeting.is_blank else ""
    late = f" {late_words(room, language)}" if room.meeting.phase == "ended" and room.still_open else ""
    st.html(f'<p class="desk-stands">{t(language, f"control.stands_{stands(room)}")}{late}{dark}</p>')


def late_words(room: Room, language: str) -> str:
    """After the end: what phones that took part can still answer, and until when."""
    titles = ", ".join(escape(say(each.activity.title, language)) for each in room.still_open)
    until = room.still_open[0].until
    return t(language, "control.still_open", titles=titles, at=moment(until, language)) if until else ""


def notes(room: Room, language: str) -> Wish | None:
    """Private notes, kept as soon as they are left."""
    st.subheader(t(language, "control.notes"), anchor=False)
    written = st.text_area(
        t(language, "control.notes_hint"), room.meeting.notes, key=f"notes-{room.meeting.id}", max_chars=5000,
        on_change=lambda: st.session_state.update(are_notes_new=True),
    )  # fmt: skip
    if not st.session_state.pop("are_notes_new", False):
        return None
    return lambda db: meetings.change(db, room.meeting.id, notes=written)
