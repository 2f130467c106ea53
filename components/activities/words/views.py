"""Words on the screen: the prompt and how many words, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.words.model import LONGEST_PROMPT, LONGEST_WORD, MOST_WORDS
from components.text import say, t
from components.text.literal import literal
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the prompt and how many words a person may give; the config as it stands now."""
    tongue = writing_language(languages, language)
    prompt = words_input(
        t(language, "words.prompt"), config["prompt"], tongue, language, key=f"{key}.prompt", most=LONGEST_PROMPT,
        lines=2,
    )  # fmt: skip
    st.caption(t(language, "words.prompt_about"))
    most = st.segmented_control(
        t(language, "words.most"), range(1, MOST_WORDS + 1), default=config.get("most", MOST_WORDS), key=f"{key}.most",
        required=True,
    )  # fmt: skip
    return {"prompt": prompt, "most": most}


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """One word or a few; the value once it is sent."""
    with st.form(key):
        st.markdown(literal(say(config["prompt"], language)))
        said = [
            st.text_input(t(language, "words.number", n=number), key=f"{key}.{number}", max_chars=LONGEST_WORD)
            for number in range(1, config.get("most", MOST_WORDS) + 1)
        ]
        done = send_buttons(language)
    if done is None:
        return None
    words = [word.strip() for word in said if word and word.strip()]
    return {"words": words} if done == "send" and words else {"pass": True}
