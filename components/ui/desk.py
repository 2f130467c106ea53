"""The parts of the facilitator's control. Each draws and returns what the facilitator wants done, or None."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import streamlit as st

from components.activities.base import Entry, Pass, Piece, piece_id
from components.activities.registry import chart_of, views_of
from components.charts import Figure, Look
from components.live import control
from components.live.agenda import next_step
from components.live.cast import Cast
from components.live.control import Seen, neighbour
from components.live.room import Room, timer
from components.text import say, t
from components.ui.clock import clock
from components.ui.live_figure import live_figure
from db.engine import Store
from db.ids import new_id

Wish = Callable[[Store], Any]
_CSS = Path(__file__).with_name("desk.css")


def style() -> None:
    """The look of the control."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def agenda_list(room: Room, done: Collection[str], language: str) -> Wish | None:
    """The agenda with where it stands; pressing a step brings its activity to everybody. `done` are activity ids."""
    seen, wish = Seen.of(room), None
    with st.container(key="agenda"):
        for activity in room.agenda:
            is_now = room.activity is not None and activity.id == room.activity.id
            if st.button(
                f"{activity.position}. {say(activity.title, language)}",
                key=f"go-{'now-' if is_now else ''}{activity.id}",
                icon=":material/check:" if activity.id in done and not is_now else None,
                type="tertiary",
                width="stretch",
                disabled=room.meeting.phase not in ("lobby", "live") or is_now,
            ):
                wish = _show(room, activity.id, seen)
    return wish


def _show(room: Room, activity_id: str, seen: Seen) -> Wish:
    return lambda db: control.show(db, room.meeting.id, activity_id, seen)


def wish_for(room: Room, name: str) -> Wish | None:
    """The job behind an action's name, for buttons and keys alike; None where it makes no sense now."""
    meeting_id, seen = room.meeting.id, Seen.of(room)
    following, before = neighbour(room, 1), neighbour(room, -1)
    jobs: dict[str, Wish | None] = {
        "go_live": lambda db: control.go_live(db, meeting_id, seen),
        "first": _show(room, room.agenda[0].id, seen) if room.agenda else None,
        "open": lambda db: control.open_round(db, meeting_id, seen),
        "order": lambda db: control.open_round(db, meeting_id, seen, step="answer"),
        "another": lambda db: control.open_round(db, meeting_id, seen),
        "close": lambda db: control.close(db, meeting_id, seen),
        "close_now": lambda db: control.close(db, meeting_id, seen, seconds=0),
        "keep_open": lambda db: control.keep_open(db, meeting_id, seen),
        "reveal": lambda db: control.reveal(db, meeting_id, seen),
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
    words = t(language, f"control.do_{step}", title=say(following.title, language) if following else "")
    with st.container(key="primary"):
        return step if st.button(words, key="primary-button", type="primary", width="stretch") else None


def possible(room: Room) -> list[str]:
    """The secondary actions that make sense now."""
    rnd, phase = room.round, room.meeting.phase
    names = []
    if phase == "planned":
        names += ["rehearse"]
    if phase == "live" and rnd:
        if rnd.phase != "open":
            names += ["another"]
        if (rnd.phase == "open" and rnd.closes_at) or rnd.phase == "closed":
            names += ["keep_open"]
        if rnd.phase == "revealed":
            names += ["hide"]
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
            if st.button(words, key=f"do-{name}"):
                chosen = name
    return chosen


def timer_row(room: Room, language: str) -> Wish | None:
    """Start, lengthen or stop the countdown everybody sees."""
    meeting, running, wish = room.meeting, timer(room), None
    minutes = room.activity.minutes if room.activity else 5
    with st.container(horizontal=True, vertical_alignment="center", key="timer"):
        if running:
            words = {"before": "", "switch": t(language, "display.switch"), "over": t(language, "display.time_over")}
            clock(running["ends_at"], words, key="control-clock", switch_at=running["switch_at"])
            if st.button(t(language, "control.timer_stop")):
                wish = lambda db: control.stop_timer(db, meeting.id)  # noqa: E731
            return wish
        chosen = st.number_input(
            t(language, "control.timer_minutes"), 1, 120, minutes, key=f"minutes-{meeting.activity_id}"
        )
        if st.button(t(language, "control.timer_start")):
            wish = lambda db: control.start_timer(db, meeting.id, chosen * 60)  # noqa: E731
    return wish


def live_picture(room: Room, language: str, plotly_url: str) -> None:
    """What the wall shows or will show, under the same rule for small groups."""
    if not room.activity or not room.kind or not room.kind.steps or room.preview is None:
        return
    st.markdown(f":gray[{t(language, 'control.on_wall' if room.is_shown else 'control.not_on_wall')}]")
    chart = chart_of(room.activity.kind)
    look = Look(language=language, size="page", dark=st.context.theme.type == "dark")
    picture = chart.picture(room.config_json, room.step, room.preview, look, None, room.comparison)
    if isinstance(picture, Figure):
        live_figure(picture, key=f"control-figure-{room.activity.id}", height="22rem", plotly_url=plotly_url)
    sentence = chart.headline(room.config_json, room.step, room.preview, language, room.comparison)
    if sentence:
        st.text(sentence)


@dataclass(frozen=True)
class Shown:
    """One written text on the desk."""

    entry: Entry
    piece: Piece

    @property
    def id(self) -> str:
        return piece_id(self.entry.answer_id, self.piece.part)

    @property
    def text(self) -> str:
        return self.entry.wording.get(self.piece.part, self.piece.text)

    @property
    def is_hidden(self) -> bool:
        return self.piece.part in self.entry.hidden


def pieces(room: Room) -> list[Shown]:
    """The written texts of the current round, in an order that tells nothing about who was when."""
    if not room.kind or not room.round:
        return []
    entries = room.released if room.kind.is_quiet else room.entries
    found = [
        Shown(entry, piece)
        for entry in entries
        if not isinstance(entry.answer, Pass)
        for piece in room.kind.pieces(room.config, room.round.step, entry.answer)
    ]
    return sorted(found, key=lambda shown: Random(shown.id).random())


def moderation(room: Room, language: str) -> Wish | None:
    """Every written text with what can be done about it."""
    found = pieces(room)
    st.subheader(t(language, "control.texts"), anchor=False)
    if not found:
        waits = room.kind and room.kind.is_quiet and room.answered
        st.markdown(f":gray[{t(language, 'control.waiting_private' if waits else 'control.no_texts')}]")
        return None
    wish = None
    with st.container(key="texts"):
        for shown in found:
            wish = _piece(room, shown, found, language) or wish
    return wish


def _piece(room: Room, shown: Shown, found: list[Shown], language: str) -> Wish | None:
    assert room.round
    assert room.kind
    meeting_id, answer_id, part = room.meeting.id, shown.entry.answer_id, shown.piece.part
    merged_into = next((s for s in found if s.id == shown.entry.merged.get(part)), None)
    wish: Wish | None = None
    with st.container(border=True, key=f"piece-{shown.id}"):
        st.text(shown.text)
        if shown.is_hidden:
            st.caption(t(language, "control.is_hidden"))
        if merged_into:
            st.caption(t(language, "control.is_merged", text=merged_into.text))
        with st.container(horizontal=True):
            label = t(language, "control.restore" if shown.is_hidden else "control.hide_text")
            if st.button(label, key=f"hide-{shown.id}"):
                wish = lambda db: control.hide_piece(db, meeting_id, answer_id, part, not shown.is_hidden)  # noqa: E731
            if room.kind.may_share(shown.entry.answer, part):
                is_picked = part in shown.entry.picked
                if st.button(t(language, "control.unpick" if is_picked else "control.pick"), key=f"pick-{shown.id}"):
                    wish = lambda db: control.pick_piece(db, meeting_id, answer_id, part, not is_picked)  # noqa: E731
            if room.round.step == "propose":
                wish = _proposal(room, shown, merged_into, found, language) or wish
    return wish


def _proposal(room: Room, shown: Shown, merged_into: Shown | None, found: list[Shown], language: str) -> Wish | None:
    """Reword a proposal, or count it as the same as another."""
    meeting_id, answer_id, part = room.meeting.id, shown.entry.answer_id, shown.piece.part
    if merged_into:
        if st.button(t(language, "control.unmerge"), key=f"unmerge-{shown.id}"):
            return lambda db: control.merge_piece(db, meeting_id, answer_id, part, None)
        return None
    with st.popover(t(language, "control.edit_text")):
        wording = st.text_input(t(language, "control.wording"), shown.text, max_chars=120, key=f"word-{shown.id}")
        if st.button(t(language, "control.save"), key=f"save-{shown.id}") and wording.strip():
            return lambda db: control.reword_piece(db, meeting_id, answer_id, part, wording.strip())
        others = [s for s in found if s.id != shown.id and not s.is_hidden and s.piece.part not in s.entry.merged]
        into = st.selectbox(
            t(language, "control.merge_into"), others, index=None, format_func=lambda s: s.text, key=f"merge-{shown.id}"
        )
        if into and st.button(t(language, "control.merge"), key=f"do-merge-{shown.id}"):
            target = (into.entry.answer_id, into.piece.part)
            return lambda db: control.merge_piece(db, meeting_id, answer_id, part, target)
    return None


def answer_for_somebody(room: Room, language: str) -> Wish | None:
    """The form for somebody without a device."""
    if not room.activity or not room.round or room.round.phase != "open":
        st.caption(t(language, "control.behalf_closed"))
        return None
    st.caption(t(language, "control.behalf_hint"))
    form = views_of(room.activity.kind).answer_form
    value = form(room.config_json, room.round.step, language, key=f"behalf-{room.round.id}-{room.answered}")
    if value is None:
        return None
    meeting_id, answer = room.meeting.id, Cast(new_id(), room.round.id, value)
    return lambda db: control.answer_for(db, meeting_id, answer)
