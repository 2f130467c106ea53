"""Words that are hidden for a meeting: hide one, and bring it back."""

from __future__ import annotations

import streamlit as st

from components.live import reading
from components.live.room import Room
from components.text import t
from components.ui.written import Same, Wish
from db import words


def hide_button(room: Room, same: Same, language: str) -> Wish | None:
    """For a counted word: hide it today wherever it stands, or bring it back."""
    meeting_id, word = room.meeting.id, same.text
    if same.first.is_of_today:
        hidden = next((each for each in _hidden(room) if each == word.casefold()), None)
        if hidden is None or not st.button(t(language, "control.restore"), key=f"today-{same.id}"):
            return None
        return lambda db: reading.bring_word_back(db, meeting_id, hidden)
    if not st.button(t(language, "reading.hide_today"), key=f"today-{same.id}"):
        return None
    return lambda db: reading.hide_word(db, meeting_id, word)


def words_today(room: Room, language: str) -> Wish | None:
    """A field for a word to hide in this meeting, and the words that are hidden in it."""
    meeting_id, hidden = room.meeting.id, _hidden(room)
    name = "reading.words_hidden" if hidden else "reading.hide_word"
    wish: Wish | None = None
    with st.expander(t(language, name, n=len(hidden)) if hidden else t(language, name), key="words-today"):
        with st.form(f"hide-word-{meeting_id}", clear_on_submit=True, border=False):
            word = st.text_input(
                t(language, "reading.which_word"), max_chars=reading.LONGEST_WORD, key=f"which-word-{meeting_id}"
            )
            st.caption(t(language, "reading.hide_word_help"))
            if st.form_submit_button(t(language, "reading.hide_today")):
                wish = lambda db: reading.hide_word(db, meeting_id, word)  # noqa: E731
        for each in hidden:
            with st.container(horizontal=True, vertical_alignment="center", key=f"hidden-word-{each}"):
                st.text(each)
                if st.button(t(language, "control.restore"), key=f"back-{each}"):
                    wish = lambda db, each=each: reading.bring_word_back(db, meeting_id, each)  # noqa: E731
    return wish


def _hidden(room: Room) -> tuple[str, ...]:
    return words.hidden(room.store, [room.meeting.id]).get(room.meeting.id, ())
