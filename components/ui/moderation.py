"""What people wrote in a round on the facilitator's desk: what waits first, then what was decided about.

Each text can be hidden, reworded, translated, merged or put on the wall; a word can be hidden for the meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.exports import names_in
from components.live import control, reading
from components.live.room import Room
from components.text import UnknownText, t
from components.text.literal import literal
from components.ui.rewriting import rewriting
from components.ui.waiting import undo_bar, waiting_list
from components.ui.words_today import hide_button, words_today
from components.ui.written import Same, Shown, Wish, pieces, together


def moderation(room: Room, language: str) -> Wish | None:
    """Every written text with what can be done about it; nothing where nobody writes."""
    if room.kind is not None and not room.kind.writes:
        return None
    found = pieces(room)
    wish = waiting_list(room, language) if _has_gate(room, found) else None
    wish = undo_bar(room, language) or wish
    st.subheader(t(language, "control.texts"), anchor=False)
    rest = [shown for shown in found if not shown.is_held or _stays(room)]
    if not rest:
        waits = room.least > 1 and room.preview == {"hidden": "few"}
        words = "control.waiting_private" if waits else "reading.nothing_shown" if found else "control.no_texts"
        st.markdown(f":gray[{t(language, words)}]")
    else:
        with st.container(key="texts"):
            for same in together(rest) if _is_counted(room) else [Same((shown,)) for shown in rest]:
                wish = _card(room, same, found, language) or wish
    if found:
        wish = words_today(room, language) or wish
    return wish


def _has_gate(room: Room, found: Sequence[Shown]) -> bool:
    """Whether there is, or may be, something to let through."""
    return bool(room.waiting) or (bool(found) and room.waits)


def _stays(room: Room) -> bool:
    return room.kind is not None and room.kind.texts_stay


def _is_counted(room: Room) -> bool:
    """Whether the same words from several people are one thing: single words, not sentences."""
    return room.kind is not None and room.kind.counts_words(room.config, room.step)


def _card(room: Room, same: Same, found: list[Shown], language: str) -> Wish | None:
    """One text: what it says, where it stands, and what can be done about it."""
    assert room.round
    assert room.kind
    shown, is_counted = same.first, _is_counted(room)
    key = same.id if is_counted else shown.key
    merged_into = next((s for s in found if s.id == shown.entry.merged.get(shown.piece.part)), None)
    with st.container(border=True, key=f"piece-{key}"):
        _says(room, same, merged_into, language)
        with st.container(horizontal=True):
            wish = _marks(room, shown, language)
            if is_counted and not shown.is_hidden:
                wish = hide_button(room, same, language) or wish
            elif not shown.is_of_today:
                wish = _hide_button(room, same, key, language) or wish
            if room.kind.may_share(shown.entry.answer, shown.piece.part):
                wish = _pick_button(room, shown, language) or wish
            if merged_into:
                wish = _unmerge_button(room, shown, language) or wish
            else:
                wish = rewriting(room, same, key, found, language) or wish
    return wish


def _says(room: Room, same: Same, merged_into: Shown | None, language: str) -> None:
    shown = same.first
    question = names_in(room.config_json, language).get(shown.question)
    if question:
        st.caption(literal(question))
    st.text(f"{shown.text} × {len(same.each)}" if len(same.each) > 1 else shown.text)
    for text in shown.translations.values():
        st.caption(literal(text))
    if shown.is_listed:
        st.caption(t(language, "reading.listed"))
    if shown.is_hidden or shown.is_of_today:
        st.caption(t(language, "reading.is_of_today" if shown.is_of_today else "control.is_hidden"))
    if merged_into:
        st.caption(t(language, "control.is_merged", text=literal(merged_into.text)))


def _marks(room: Room, shown: Shown, language: str) -> Wish | None:
    """What else this kind lets a facilitator decide; a mark without words to take it back has no button once set."""
    assert room.round
    assert room.kind
    wish: Wish | None = None
    for mark in room.kind.marks(room.config, room.round.step):
        is_on = mark in shown.marks
        words = _mark_words(room.kind.name, mark, is_on, language)
        if words and st.button(words, key=f"{mark}-{shown.key}"):
            answer_id, part = shown.place
            wish = partial(
                control.mark_piece, meeting_id=room.meeting.id, answer_id=answer_id, part=part, mark=mark,
                is_on=not is_on,
            )  # fmt: skip
    return wish


def _mark_words(kind: str, mark: str, is_on: bool, language: str) -> str:
    try:
        return t(language, f"{kind}.{'undo' if is_on else 'do'}_{mark}")
    except UnknownText:
        return ""


def _hide_button(room: Room, same: Same, key: str, language: str) -> Wish | None:
    """Take a text off every screen, or bring it back: to where it was, or to those that wait."""
    is_hidden = same.first.is_hidden
    if not st.button(t(language, "control.restore" if is_hidden else "control.hide_text"), key=f"hide-{key}"):
        return None
    decide = reading.bring_back if is_hidden else reading.leave_out
    return lambda db: decide(db, room.meeting.id, same.places)


def _pick_button(room: Room, shown: Shown, language: str) -> Wish | None:
    """Put a text on the wall or take it off; one with a word from the list asks once more."""
    is_picked = shown.piece.part in shown.entry.picked
    if shown.is_listed and not is_picked:
        popover = st.popover(t(language, "control.pick"), key=f"listed-{shown.key}", on_change="rerun")
        if not popover.open:
            return None
        with popover:
            st.text(t(language, "reading.listed"))
            is_wanted = st.button(t(language, "reading.sure"), key=f"pick-{shown.key}")
    else:
        is_wanted = st.button(t(language, "control.unpick" if is_picked else "control.pick"), key=f"pick-{shown.key}")
    return (lambda db: control.pick_piece(db, room.meeting.id, *shown.place, not is_picked)) if is_wanted else None


def _unmerge_button(room: Room, shown: Shown, language: str) -> Wish | None:
    if not st.button(t(language, "control.unmerge"), key=f"unmerge-{shown.key}"):
        return None
    return lambda db: control.merge_piece(db, room.meeting.id, *shown.place, None)
