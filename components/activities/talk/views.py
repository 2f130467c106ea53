"""Talk on the screen: what the wall says, and for which moment."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.talk.model import LONGEST_CHANGE, LONGEST_TEXT, MOST_CHANGES, STYLES
from components.activities.talk.presets import TEXTS
from components.text import t
from components.ui.change_rows import change_rows
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the moment and its text; the config as it stands now.

    A text nobody has changed follows the moment; one's own words stay.
    """
    tongue = writing_language(languages, language)
    draft = st.session_state.setdefault(f"{key}.talk", {"text": dict(config["text"]), "turn": 0})
    style = str(
        st.segmented_control(
            t(language, "facilitator.talk_style"), STYLES, default=config.get("style", "welcome"), key=f"{key}.style",
            required=True, format_func=lambda name: t(language, f"facilitator.talk_{name}"), on_change=_follow,
            args=(key,),
        )
    )  # fmt: skip
    st.caption(t(language, f"facilitator.talk_{style}_about"))
    if style == "changed":
        told = change_rows(
            config.get("changes", [{"said": {}, "changed": {}}]), languages, language, key=f"{key}.changes",
            most=MOST_CHANGES, longest=LONGEST_CHANGE,
        )  # fmt: skip
        return {"text": draft["text"], "style": style, "changes": told}
    draft["text"] = words_input(
        t(language, "facilitator.talk_text"), draft["text"], tongue, language, key=f"{key}.text.{draft['turn']}",
        most=LONGEST_TEXT, lines=5,
    )  # fmt: skip
    return {"text": draft["text"], "style": style}


def _follow(key: str) -> None:
    """Take the new moment's text where the old moment's stands as it came."""
    draft = st.session_state[f"{key}.talk"]
    if draft["text"] in TEXTS.values():
        draft["text"] = dict(TEXTS[st.session_state[f"{key}.style"]])
        draft["turn"] += 1


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """Nothing is asked, so there is nothing to answer."""
    return None
