"""The written texts of a round on the facilitator's desk: hide, restore, reword, merge, or put one on the wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

import streamlit as st

from components.activities.base import Entry, Piece, piece_id
from components.exports import names_in
from components.live import control
from components.live.room import Room
from components.text import UnknownText, t
from components.text.literal import literal
from db.engine import Store

Wish = Callable[[Store], Any]
_LONGEST_WORDING = 120


@dataclass(frozen=True)
class Shown:
    """One written text on the desk."""

    entry: Entry
    piece: Piece

    @property
    def id(self) -> str:
        return piece_id(self.entry.answer_id, self.piece.part)

    @property
    def key(self) -> str:
        """The same for as long as its author sends this text, and no word about who that is."""
        return piece_id(self.entry.person, f"{self.piece.part.partition('.')[0]}:{self.piece.text}")

    @property
    def text(self) -> str:
        return self.entry.wording.get(self.piece.part, self.piece.text)

    @property
    def is_hidden(self) -> bool:
        return self.piece.part in self.entry.hidden

    @property
    def marks(self) -> frozenset[str]:
        return self.entry.marks.get(self.piece.part, frozenset())


def pieces(room: Room) -> list[Shown]:
    """The written texts of the current round, in an order that tells nothing about who was when.

    Where there are marks to give, those about which nothing was decided yet come first.
    """
    found = [Shown(entry, piece) for entry, piece in room.written]
    has_marks = bool(room.round and room.kind and room.kind.marks(room.config, room.round.step))
    return sorted(
        found, key=lambda shown: (has_marks and _decided(shown), Random(shown.piece.text).random(), shown.key)
    )


def _decided(shown: Shown) -> int:
    """How much has been decided about a text."""
    gone = shown.is_hidden or shown.piece.part in shown.entry.merged
    return 100 if gone else len(shown.marks)


def moderation(room: Room, language: str) -> Wish | None:
    """Every written text with what can be done about it."""
    found = pieces(room)
    st.subheader(t(language, "control.texts"), anchor=False)
    if not found:
        waits = room.least > 1 and room.preview == {"hidden": "few"}
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
    with st.container(border=True, key=f"piece-{shown.key}"):
        question = names_in(room.config_json, language).get(part.partition(".")[0])
        if question:
            st.caption(literal(question))
        st.text(shown.text)
        if shown.is_hidden:
            st.caption(t(language, "control.is_hidden"))
        if merged_into:
            st.caption(t(language, "control.is_merged", text=literal(merged_into.text)))
        with st.container(horizontal=True):
            wish = _marks(room, shown, language)
            label = t(language, "control.restore" if shown.is_hidden else "control.hide_text")
            if st.button(label, key=f"hide-{shown.key}"):
                wish = lambda db: control.hide_piece(db, meeting_id, answer_id, part, not shown.is_hidden)  # noqa: E731
            if room.kind.may_share(shown.entry.answer, part):
                is_picked = part in shown.entry.picked
                if st.button(t(language, "control.unpick" if is_picked else "control.pick"), key=f"pick-{shown.key}"):
                    wish = lambda db: control.pick_piece(db, meeting_id, answer_id, part, not is_picked)  # noqa: E731
            if room.kind.joins(room.config, room.round.step):
                wish = _reword_or_merge(room, shown, merged_into, found, language) or wish
    return wish


def _marks(room: Room, shown: Shown, language: str) -> Wish | None:
    """What else this kind lets a facilitator decide; a mark without words to take it back has no button once set."""
    assert room.round
    assert room.kind
    meeting_id, answer_id, part = room.meeting.id, shown.entry.answer_id, shown.piece.part
    wish: Wish | None = None
    for mark in room.kind.marks(room.config, room.round.step):
        is_on = mark in shown.marks
        words = _mark_words(room.kind.name, mark, is_on, language)
        if words and st.button(words, key=f"{mark}-{shown.key}"):
            wish = partial(
                control.mark_piece, meeting_id=meeting_id, answer_id=answer_id, part=part, mark=mark, is_on=not is_on
            )
    return wish


def _mark_words(kind: str, mark: str, is_on: bool, language: str) -> str:
    try:
        return t(language, f"{kind}.{'undo' if is_on else 'do'}_{mark}")
    except UnknownText:
        return ""


def _reword_or_merge(
    room: Room, shown: Shown, merged_into: Shown | None, found: list[Shown], language: str
) -> Wish | None:
    """Reword a text, or count it as the same as another."""
    meeting_id, answer_id, part = room.meeting.id, shown.entry.answer_id, shown.piece.part
    if merged_into:
        if st.button(t(language, "control.unmerge"), key=f"unmerge-{shown.key}"):
            return lambda db: control.merge_piece(db, meeting_id, answer_id, part, None)
        return None
    with st.popover(t(language, "control.edit_text")):
        most = max(_LONGEST_WORDING, len(shown.piece.text))
        wording = st.text_input(t(language, "control.wording"), shown.text, max_chars=most, key=f"word-{shown.key}")
        if st.button(t(language, "control.save"), key=f"save-{shown.key}") and wording.strip():
            return lambda db: control.reword_piece(db, meeting_id, answer_id, part, wording.strip())
        others = [s for s in found if s.id != shown.id and not s.is_hidden and s.piece.part not in s.entry.merged]
        into = st.selectbox(
            t(language, "control.merge_into"), others, index=None, format_func=lambda s: s.text,
            key=f"merge-{shown.key}", placeholder=t(language, "control.merge_choose"),
        )  # fmt: skip
        if into and st.button(t(language, "control.merge"), key=f"do-merge-{shown.key}"):
            target = (into.entry.answer_id, into.piece.part)
            return lambda db: control.merge_piece(db, meeting_id, answer_id, part, target)
    return None
