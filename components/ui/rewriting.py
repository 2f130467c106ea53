"""What a facilitator changes about a written text: its words, the same in another language, or that it is another's."""

from __future__ import annotations

import streamlit as st

from components.live import control, reading
from components.live.room import Room
from components.text import LANGUAGE_NAMES, t
from components.ui.written import Same, Shown, Wish

_LONGEST_WORDING = 120


def rewriting(room: Room, same: Same, key: str, found: list[Shown], language: str) -> Wish | None:
    """Other words for a text, the same in another language, or that it counts as another one; behind one button."""
    assert room.round
    assert room.kind
    joins = room.kind.joins(room.config, room.round.step)
    words = t(language, "control.edit_text" if joins else "reading.edit")
    popover = st.popover(words, key=f"edit-{key}", on_change="rerun")
    if not popover.open:
        return None
    with popover:
        # First what opens a list: a list closes as soon as what it hangs on is scrolled.
        wish = _merging(room, same.first, found, language) if joins else None
        wish = (_rewording(room, same.first, language) if len(same.each) == 1 else None) or wish
        return _translating(room, same, key, language) or wish


def _rewording(room: Room, shown: Shown, language: str) -> Wish | None:
    """A field for other words, and the way back to those of the author."""
    most = max(_LONGEST_WORDING, len(shown.piece.text))
    label, key = t(language, "control.wording"), f"word-{shown.key}"
    if len(shown.piece.text) > _LONGEST_WORDING:
        wording = st.text_area(label, shown.text, max_chars=most, key=key)
    else:
        wording = st.text_input(label, shown.text, max_chars=most, key=key)
    with st.container(horizontal=True):
        if st.button(t(language, "control.save"), key=f"save-{shown.key}") and wording.strip():
            return lambda db: control.reword_piece(db, room.meeting.id, *shown.place, wording.strip())
        if shown.is_reworded and st.button(t(language, "reading.own_words"), key=f"own-{shown.key}"):
            return lambda db: control.reword_piece(db, room.meeting.id, *shown.place, None)
    return None


def _translating(room: Room, same: Same, key: str, language: str) -> Wish | None:
    """A field for the same in another language of the meeting."""
    spoken = room.meeting.languages
    if len(spoken) < 2:
        return None
    known = same.first.translations
    first = next(iter(known), next((each for each in spoken if each != language), spoken[-1]))
    into = st.segmented_control(
        t(language, "reading.translate_into"), spoken, default=first, key=f"into-{key}", required=True,
        format_func=lambda each: LANGUAGE_NAMES.get(each, each),
    )  # fmt: skip
    label, longest = t(language, "reading.translation"), reading.LONGEST_TRANSLATION
    text = st.text_area(label, known.get(into, ""), 96, longest, key=f"translation-{key}-{into}")
    if not st.button(t(language, "reading.save_translation"), key=f"save-translation-{key}"):
        return None
    return lambda db: reading.translate(db, room.meeting.id, same.places, str(into), text)


def _merging(room: Room, shown: Shown, found: list[Shown], language: str) -> Wish | None:
    """Which other text this one says the same as; only one that the room may see."""
    others = [s for s in found if s.id != shown.id and s.is_seen and s.piece.part not in s.entry.merged]
    into = st.selectbox(
        t(language, "control.merge_into"), others, index=None, format_func=lambda s: s.text,
        key=f"merge-{shown.key}", placeholder=t(language, "control.merge_choose"),
    )  # fmt: skip
    if into and st.button(t(language, "control.merge"), key=f"do-merge-{shown.key}"):
        target = into.place
        return lambda db: control.merge_piece(db, room.meeting.id, *shown.place, target)
    return None
