"""A text field for what a facilitator writes: one language at a time, the others kept as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from components.activities.written import clean
from components.text import LANGUAGE_NAMES, t
from components.text.literal import literal

Words = Mapping[str, str]
_PAUSE = "600ms"


def writing_language(languages: Sequence[str], language: str) -> str:
    """The language a facilitator writes in: their own if the meeting speaks it, else the meeting's first."""
    return language if language in languages or not languages else languages[0]


def words_input(
    label: str, words: Words, tongue: str, language: str, *, key: str, most: int, lines: int = 0, placeholder: str = "",
    is_label_hidden: bool = False,
) -> dict[str, str]:  # fmt: skip
    """Draw a field for a text in one language (`tongue`) and return the text in all of its languages.

    `words` is what it says now, `language` the reader's; `lines` above 0 makes the field that many lines high.
    """
    shown = words.get(tongue, "")
    others = {name: text for name, text in words.items() if name != tongue and text}
    hint = shown or next(iter(others.values()), placeholder)
    visibility: Literal["visible", "collapsed"] = "collapsed" if is_label_hidden else "visible"
    if lines:
        written = st.text_area(
            label, shown, 26 * lines + 32, most, key=key, placeholder=hint, label_visibility=visibility
        )
    else:
        written = st.text_input(label, shown, most, key=key, placeholder=hint, live=_PAUSE, label_visibility=visibility)
    _mention_others(key, written, shown, others, language)
    written = clean(written, lines=bool(lines))
    return {**others, tongue: written} if written else others


def every_language(
    label: str, words: Words, languages: Sequence[str], language: str, *, key: str, most: int
) -> dict[str, str]:
    """Draw a field for a text in the reader's language and, below it, one for each other language of the meeting."""
    first = writing_language(languages, language)
    tongues = [first, *(tongue for tongue in languages if tongue != first)]
    written = dict(words)
    for tongue in tongues:
        name = LANGUAGE_NAMES.get(tongue, tongue)
        written[tongue] = clean(
            st.text_input(
                label if tongue == first else f"{label} · {name}", words.get(tongue, ""), most, key=f"{key}.{tongue}",
                live=_PAUSE, placeholder="" if tongue == first else t(language, "facilitator.if_wanted", language=name),
                label_visibility="visible" if tongue == first else "collapsed",
            )
        )  # fmt: skip
    return {tongue: text for tongue, text in written.items() if text}


def _mention_others(key: str, written: str, shown: str, others: Words, language: str) -> None:
    """Say that the other languages still say what they said, once the text in this one was changed."""
    first = st.session_state.setdefault(f"{key}.first", shown)
    if written == first:
        return
    for name, text in others.items():
        st.caption(t(language, "facilitator.still_in", language=LANGUAGE_NAMES.get(name, name), text=literal(text)))
