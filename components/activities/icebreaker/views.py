"""Icebreaker on the screen: a prompt drawn from the library or written, and a form for somebody without a device."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import streamlit as st

from components.activities.base import Json
from components.activities.icebreaker.library import MOODS, NoPrompt, config_of, draw, prompt_of
from components.activities.icebreaker.model import (
    ANSWERS,
    LONGEST_CHOICE,
    LONGEST_PROMPT,
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_CHOICES,
)
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, fresh_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_ANY = "any"
USED = "prompts_used"
"""Where a page leaves the library ids this community was asked already, in `session_state`."""
STAGE = "prompts_stage"
"""Where a page leaves the stage this community is at."""


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the prompt, how it is answered, and the choices; the config as it stands now.

    Words of one's own in the prompt's place make it one's own: it loses its library id.
    """
    tongue = writing_language(languages, language)
    draft = st.session_state.setdefault(f"{key}.ice", {"now": deepcopy(config), "turn": 0, "seen": []})
    _library(draft, language, key)
    now, name = draft["now"], f"{key}.{draft['turn']}"
    now["prompt"] = words_input(
        t(language, "facilitator.prompt"), now["prompt"], tongue, language, key=f"{name}.prompt", most=LONGEST_PROMPT,
        lines=3,
    )  # fmt: skip
    _about(now, language)
    now["answer"] = st.segmented_control(
        t(language, "facilitator.prompt_answer"), ANSWERS, default=now["answer"], key=f"{name}.answer", required=True,
        format_func=lambda shape: t(language, f"facilitator.answer_{shape}"),
    )  # fmt: skip
    st.caption(t(language, f"facilitator.answer_{now['answer']}_about"))
    choices = _choices(now, tongue, language, f"{name}.choices") if now["answer"] == "choice" else []
    return {
        "prompt": now["prompt"],
        "answer": now["answer"],
        "choices": choices,
        "prompt_id": now["prompt_id"] if _is_from_library(now) else None,
    }


def _library(draft: Json, language: str, key: str) -> None:
    """Another prompt at the touch of a button, of a mood if one is wished for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t(language, "facilitator.prompt_mood"), [_ANY, *MOODS], key=f"{key}.mood", width=220,
            format_func=lambda mood: t(language, f"facilitator.mood_{mood}"),
        )  # fmt: skip
        st.button(
            t(language, "facilitator.another_prompt"), key=f"{key}.draw", icon=":material/casino:", on_click=_draw,
            args=(key,),
        )  # fmt: skip
    if draft.get("is_empty"):
        st.info(t(language, "facilitator.no_prompt"))


def _draw(key: str) -> None:
    """Take a prompt this community has not had and this draft has not shown; the low-risk ones come first."""
    draft = st.session_state[f"{key}.ice"]
    seen = [*draft["seen"], draft["now"].get("prompt_id") or ""]
    mood = st.session_state.get(f"{key}.mood", _ANY)
    try:
        used = [*st.session_state.get(USED, ()), *seen]
        wanted = None if mood == _ANY else mood
        prompt = draw(used, Random(), stage=st.session_state.get(STAGE), mood=wanted)
    except NoPrompt:
        draft["is_empty"] = True
        return
    draft.update(now=config_of(prompt), turn=draft["turn"] + 1, seen=seen, is_empty=False)


def _is_from_library(now: Json) -> bool:
    """Whether the prompt still says what its library entry says."""
    try:
        return bool(now.get("prompt_id")) and dict(prompt_of(now["prompt_id"]).text) == dict(now["prompt"])
    except NoPrompt:
        return False


def _about(now: Json, language: str) -> None:
    """For a prompt of the library: its mood, how much it asks of people, and how long it takes."""
    if not _is_from_library(now):
        st.caption(t(language, "facilitator.prompt_own"))
        return
    prompt = prompt_of(now["prompt_id"])
    st.caption(
        t(
            language, "facilitator.prompt_about", mood=t(language, f"facilitator.mood_{prompt.mood}"),
            risk=t(language, f"facilitator.risk_{prompt.risk}"), minutes=prompt.minutes,
        )
    )  # fmt: skip


def _choices(now: Json, tongue: str, language: str, key: str) -> list[Json]:
    """The choices, one field each."""
    blank = {"id": "", "text": {}}
    rows = draft_rows(key, now.get("choices") or [deepcopy(blank), deepcopy(blank)])
    for index, row in enumerate(rows):
        with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
            with st.container():
                row["now"]["text"] = words_input(
                    t(language, "facilitator.choice_number", n=index + 1), row["now"]["text"], tongue, language,
                    key=f"{key}.{row['name']}.text", most=LONGEST_CHOICE, is_label_hidden=True,
                )  # fmt: skip
            row_buttons(key, row, index, len(rows), language)
    undo_button(key, language)
    if len(rows) < MOST_CHOICES:
        st.button(
            t(language, "facilitator.choice_add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, blank),
        )  # fmt: skip
    return [{"id": _identity(row), "text": row["now"]["text"]} for row in rows]


def _identity(row: Row) -> str:
    return str(row["first"]["id"]) or fresh_id(row)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """One answer in the prompt's shape; the value once it is sent."""
    shape = config["answer"]
    with st.form(key):
        said = _FIELDS[shape](config, language, f"{key}.said")
        done = send_buttons(language)
    if done is None:
        return None
    return {shape: said} if done == "send" and said else {"pass": True}


def _text(config: Json, language: str, key: str) -> Any:
    return st.text_area(literal(say(config["prompt"], language)), key=key, max_chars=LONGEST_TEXT, height=110).strip()


def _word(config: Json, language: str, key: str) -> Any:
    return st.text_input(literal(say(config["prompt"], language)), key=key, max_chars=LONGEST_WORD).strip()


def _choice(config: Json, language: str, key: str) -> Any:
    names = {choice["id"]: literal(say(choice["text"], language)) for choice in config["choices"]}
    return st.radio(literal(say(config["prompt"], language)), list(names), None, format_func=names.__getitem__, key=key)


_FIELDS = {"text": _text, "word": _word, "choice": _choice}
