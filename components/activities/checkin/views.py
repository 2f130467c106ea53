"""Check-in on the screen: its two questions in an editor, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.checkin.model import LONGEST_OBSTACLE, LONGEST_QUESTION, NONE, STATUSES, starter
from components.text import say, t
from components.text.literal import literal
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_THEIRS = "theirs"
"""The commitment of somebody without a device: nothing is known of it here."""


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the question about commitments, and whether and how to ask what got in the way; the config as it stands."""
    tongue = writing_language(languages, language)
    did, *more = config["questions"]
    obstacle = more[0] if more else starter()["questions"][1]
    with st.container(key=f"card-{key}-did"):
        st.caption(t(language, "checkin.did_help"))
        text = words_input(
            t(language, "checkin.did"), did["text"], tongue, language, key=f"{key}.did", most=LONGEST_QUESTION, lines=2
        )
    with st.container(key=f"card-{key}-obstacle"):
        is_asked = st.toggle(
            t(language, "checkin.ask_obstacle"), bool(more), key=f"{key}.ask",
            help=t(language, "checkin.ask_obstacle_help"),
        )  # fmt: skip
        asked = words_input(
            t(language, "checkin.obstacle"), obstacle["text"], tongue, language, key=f"{key}.obstacle",
            most=LONGEST_QUESTION, lines=2,
        ) if is_asked else {}  # fmt: skip
    questions = [{"id": did["id"], "text": text}]
    return {"questions": [*questions, {"id": obstacle["id"], "text": asked}] if is_asked else questions}


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """What became of their commitment, and what got in the way; the value once it is sent."""
    did, *more = config["questions"]
    obstacle = ""
    with st.form(key):
        status = st.segmented_control(
            literal(say(did["text"], language)), (*STATUSES, NONE), key=f"{key}.did",
            format_func=lambda name: t(language, f"checkin.{name}"),
        )  # fmt: skip
        if more:
            obstacle = st.text_area(
                literal(say(more[0]["text"], language)), key=f"{key}.obstacle", max_chars=LONGEST_OBSTACLE, height=90
            ).strip()
        done = send_buttons(language)
    if done == "pass" or (done and status is None):
        return {"pass": True}
    if done is None:
        return None
    if status == NONE:
        return {"did": NONE}
    return {"did": {_THEIRS: status}, **({"obstacle": obstacle} if obstacle else {})}
