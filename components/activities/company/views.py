"""Company on the screen: the first question and the place to meet, and a form for somebody without a device."""

from __future__ import annotations

import secrets

import streamlit as st

from components.activities.base import Json
from components.activities.company.model import LONGEST_PLACE, LONGEST_QUESTION
from components.text import t
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw both texts; the config as it stands now."""
    tongue = writing_language(languages, language)
    first = words_input(
        t(language, "company.first"), config["first"], tongue, language, key=f"{key}.first", most=LONGEST_QUESTION
    )
    meet = words_input(
        t(language, "company.meet"), config["meet"], tongue, language, key=f"{key}.meet", most=LONGEST_PLACE
    )
    st.caption(t(language, "company.how"))
    return {**config, "first": first, "meet": meet}


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """Whether somebody wants company; the value once it is sent."""
    with st.form(key):
        join = st.radio(
            t(language, "company.ask"), ("together", "alone"), None, key=f"{key}.join",
            format_func=lambda name: t(language, f"company.{name}"),
        )  # fmt: skip
        done = send_buttons(language)
    if done is None:
        return None
    if done == "pass" or join is None:
        return {"pass": True}
    return {"join": True, "tag": secrets.token_hex(6)} if join == "together" else {"join": False}
