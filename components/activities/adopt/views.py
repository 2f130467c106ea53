"""Adopt on the screen: the text that is put to the room, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.adopt.model import LONGEST_TEXT, LONGEST_WISH, STANDS, WISH
from components.activities.base import Json
from components.text import say, t
from components.text.literal import literal
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the text; the config as it stands now. Which part of a charter it is for stays as it was."""
    text = words_input(
        t(language, "adopt.text"), config["text"], writing_language(languages, language), language, key=f"{key}.text",
        most=LONGEST_TEXT, lines=5,
    )  # fmt: skip
    st.caption(t(language, "adopt.into_charter" if config.get("part") else "adopt.apart"))
    return {**config, "text": text}


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """Where somebody stands and what would make it work; the value once it is sent."""
    with st.form(key):
        stand = st.radio(
            literal(say(config["text"], language)), STANDS, None, key=f"{key}.stand",
            format_func=lambda name: t(language, f"adopt.{name}"),
        )  # fmt: skip
        wish = st.text_area(t(language, "adopt.wish"), key=f"{key}.wish", max_chars=LONGEST_WISH, height=90).strip()
        done = send_buttons(language)
    if done is None:
        return None
    if done == "pass" or stand is None:
        return {"pass": True}
    return {"stand": stand, **({WISH: wish} if wish else {})}
