"""Questions on the screen: the prompt's editor, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.questions.model import LONGEST_PROMPT, LONGEST_QUESTION, MOST_QUESTIONS
from components.text import say, t
from components.text.literal import literal
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw what may be asked about, and whether questions wait; the config as it stands now."""
    prompt = words_input(
        t(language, "questions.prompt"), config["prompt"], writing_language(languages, language), language,
        key=f"{key}.prompt", most=LONGEST_PROMPT, lines=2,
    )  # fmt: skip
    wait = st.toggle(t(language, "questions.wait"), bool(config.get("wait", True)), key=f"{key}.wait")
    st.caption(t(language, "questions.wait_help" if wait else "questions.wait_off"))
    return {**config, "prompt": prompt, "wait": wait}


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """Up to three questions; the value once it is sent."""
    with st.form(key):
        st.markdown(f"**{literal(say(config['prompt'], language))}**")
        written = [
            st.text_input(t(language, "questions.question_number", n=n), key=f"{key}.{n}", max_chars=LONGEST_QUESTION)
            for n in range(1, MOST_QUESTIONS + 1)
        ]
        done = send_buttons(language)
    if done is None:
        return None
    asked = [text.strip() for text in written if text and text.strip()]
    return {"questions": asked} if done == "send" and asked else {"pass": True}
