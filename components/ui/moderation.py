"""What people wrote in a round on the facilitator's desk: what waits first, then what was decided about.

Each text can be hidden, reworded, translated, merged or put on the wall; a word can be hidden for the meeting.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.exports import names_in
from components.live import control, reading
from components.live.room import Room
from components.text import LANGUAGE_NAMES, t
from components.text.literal import literal
from components.ui.waiting import undo_bar, waiting_list
from components.ui.words_today import hide_button, words_today
from components.ui.written import Same, Shown, Wish, pieces, together

_LONGEST_WORDING = 120


def moderation(room: Room, language: str) -> Wish | None:
    """Every written text with what can be done about it."""
    found = pieces(room)
    wish = waiting_list(room, language) if _has_gate(room, found) else None
    wish = undo_bar(room, language) or wish
    st.subheader(t(language, "control.texts"), anchor=False)
    rest = [shown for shown in found if not shown.is_held or _is_quiet(room)]
    if not rest:
        waits = room.least > 1 and room.preview == {"hidden": "few"}
        words = "control.waiting_private" if waits else "reading.nothing_shown" if found else "control.no_texts"
        st.markdown(f":gray[{t(language, words)}]")
    else:
        with st.container(key="texts"):
            for same in together(rest) if _is_counted(room) else [Same((shown,)) for shown in rest]:
                wish = _card(room, same, rest, language) or wish
    if found:
        wish = words_today(room, language) or wish
    return wish


def _has_gate(room: Room, found: Sequence[Shown]) -> bool:
    """Whether there is, or may be, something to let through."""
    if room.waiting:
        return True
    return bool(found) and not room.meeting.texts_at_once and not _is_counted(room) and not _is_quiet(room)


def _is_quiet(room: Room) -> bool:
    return room.kind is not None and room.kind.is_quiet


def _is_counted(room: Room) -> bool:
    """Whether the same words from several people are one thing: single words, not sentences."""
    return room.kind is not None and not room.kind.waits(room.config, room.step)


def _card(room: Room, same: Same, found: list[Shown], language: str) -> Wish | None:
    """One text: what it says, where it stands, and what can be done about it."""
    assert room.round
    assert room.kind
    shown, wish = same.first, None
    merged_into = next((s for s in found if s.id == shown.entry.merged.get(shown.piece.part)), None)
    with st.container(border=True, key=f"piece-{same.id if len(same.each) > 1 else shown.id}"):
        _says(room, same, merged_into, language)
        with st.container(horizontal=True):
            if _is_counted(room):
                wish = hide_button(room, same, language)
            elif not shown.is_of_today:
                wish = _hide_button(room, shown, language)
            if room.kind.may_share(shown.entry.answer, shown.piece.part):
                wish = _pick_button(room, shown, language) or wish
            if merged_into:
                wish = _unmerge_button(room, shown, language) or wish
            else:
                wish = _edit(room, same, found, language) or wish
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


def _hide_button(room: Room, shown: Shown, language: str) -> Wish | None:
    label = t(language, "control.restore" if shown.is_hidden else "control.hide_text")
    if not st.button(label, key=f"hide-{shown.id}"):
        return None
    return lambda db: control.hide_piece(db, room.meeting.id, *shown.place, not shown.is_hidden)


def _pick_button(room: Room, shown: Shown, language: str) -> Wish | None:
    is_picked = shown.piece.part in shown.entry.picked
    if not st.button(t(language, "control.unpick" if is_picked else "control.pick"), key=f"pick-{shown.id}"):
        return None
    return lambda db: control.pick_piece(db, room.meeting.id, *shown.place, not is_picked)


def _unmerge_button(room: Room, shown: Shown, language: str) -> Wish | None:
    if not st.button(t(language, "control.unmerge"), key=f"unmerge-{shown.id}"):
        return None
    return lambda db: control.merge_piece(db, room.meeting.id, *shown.place, None)


def _edit(room: Room, same: Same, found: list[Shown], language: str) -> Wish | None:
    """Other words for a text, the same in another language, or that it counts as another one."""
    assert room.round
    joins = room.round.step == "propose"
    words = t(language, "control.edit_text" if joins else "reading.edit")
    popover = st.popover(words, key=f"edit-{same.first.id}", on_change="rerun")
    if not popover.open:
        return None
    with popover:
        wish = _rewording(room, same.first, language) if len(same.each) == 1 else None
        wish = _translating(room, same, language) or wish
        return (_merging(room, same.first, found, language) or wish) if joins else wish


def _rewording(room: Room, shown: Shown, language: str) -> Wish | None:
    most = max(_LONGEST_WORDING, len(shown.piece.text))
    label, key = t(language, "control.wording"), f"word-{shown.id}"
    if len(shown.piece.text) > _LONGEST_WORDING:
        wording = st.text_area(label, shown.text, max_chars=most, key=key)
    else:
        wording = st.text_input(label, shown.text, max_chars=most, key=key)
    if st.button(t(language, "control.save"), key=f"save-{shown.id}") and wording.strip():
        return lambda db: control.reword_piece(db, room.meeting.id, *shown.place, wording.strip())
    return None


def _translating(room: Room, same: Same, language: str) -> Wish | None:
    """A field for the same in another language of the meeting."""
    spoken = room.meeting.languages
    if len(spoken) < 2:
        return None
    known = same.first.translations
    first = next(iter(known), next((each for each in spoken if each != language), spoken[-1]))
    key = f"{same.first.id}-{room.meeting.id}"
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
    others = [s for s in found if s.id != shown.id and not s.is_hidden and s.piece.part not in s.entry.merged]
    into = st.selectbox(
        t(language, "control.merge_into"), others, index=None, format_func=lambda s: s.text,
        key=f"merge-{shown.id}", placeholder=t(language, "control.merge_choose"),
    )  # fmt: skip
    if into and st.button(t(language, "control.merge"), key=f"do-merge-{shown.id}"):
        target = into.place
        return lambda db: control.merge_piece(db, room.meeting.id, *shown.place, target)
    return None
