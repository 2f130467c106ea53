"""The field for how long everybody thinks in silence before phones take answers."""

from __future__ import annotations

import streamlit as st

from components.text import t

_SECONDS = (0, 10, 20, 30, 45, 60, 90, 120)


def think_input(chosen: int | None, language: str, *, key: str, in_meeting: int | None = None) -> int | None:
    """Seconds to think, 0 for none; with `in_meeting` also None, for as long as the meeting says."""
    own = sorted({*_SECONDS, *([] if chosen is None else [chosen])})
    choices: list[int | None] = [*([] if in_meeting is None else [None]), *own]

    def words(seconds: int | None) -> str:
        if seconds is None:
            return t(language, "facilitator.think_as_meeting", time=_words(in_meeting or 0, language).lower())
        return _words(seconds, language)

    picked: int | None = st.selectbox(
        t(language, "facilitator.think"), choices, choices.index(chosen), key=key, format_func=words,
        help=t(language, "facilitator.think_help"),
    )  # fmt: skip
    return picked


def _words(seconds: int, language: str) -> str:
    return t(language, "facilitator.think_seconds", n=seconds) if seconds else t(language, "facilitator.think_none")
