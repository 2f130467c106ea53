"""Choice on the screen: the question and its choices, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.choice.model import LONGEST_CHOICE, LONGEST_QUESTION, MOST_CHOICES, parse_config
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, fresh_id, kept_id, row_buttons, still_says, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_ANY = 0


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the question, its choices and how many may be chosen; the config as it stands now.

    A choice with other words is another one, and under another question all of them are.
    """
    tongue = writing_language(languages, language)
    question = words_input(
        t(language, "choice.question"), config["question"], tongue, language, key=f"{key}.question",
        most=LONGEST_QUESTION, lines=2,
    )  # fmt: skip
    rows = draft_rows(key, config["choices"])
    st.markdown(f"**{t(language, 'choice.choices')}**")
    st.caption(t(language, "choice.kept"))
    for index, row in enumerate(rows):
        _choice(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_CHOICES:
        st.button(
            t(language, "facilitator.choice_add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
    is_same = still_says(config["question"], question)
    choices = [{"id": kept_id(row, "text") if is_same else fresh_id(row), "text": row["now"]["text"]} for row in rows]
    return {"question": question, "choices": choices, **_several(config, language, key)}


def _choice(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
        with st.container():
            row["now"]["text"] = words_input(
                t(language, "facilitator.choice_number", n=index + 1), row["now"]["text"], tongue, language,
                key=f"{key}.{row['name']}.text", most=LONGEST_CHOICE, is_label_hidden=True,
            )  # fmt: skip
        row_buttons(key, row, index, count, language)


def _several(config: Json, language: str, key: str) -> Json:
    """Whether several may be chosen, and how many at most."""
    several = st.toggle(t(language, "choice.several"), bool(config.get("several")), key=f"{key}.several")
    most = config.get("most") or _ANY
    if several:
        most = st.selectbox(
            t(language, "choice.most"), range(MOST_CHOICES + 1), most, key=f"{key}.most", width=320,
            format_func=lambda n: t(language, f"choice.{'any_number' if n == _ANY else 'number'}", n=n),
        )  # fmt: skip
    return {"several": several, "most": most or None}


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """One choice or several; the value once it is sent."""
    names = {choice["id"]: literal(say(choice["text"], language)) for choice in config["choices"]}
    limit = parse_config(config).limit
    label = literal(say(config["question"], language))
    with st.form(key):
        if limit == 1:
            picked = st.radio(label, list(names), None, format_func=names.__getitem__, key=f"{key}.one")
            chosen = [picked] if picked else []
        else:
            st.markdown(label)
            st.caption(t(language, "choice.number", n=limit) if limit < len(names) else "")
            chosen = [name for name in names if st.checkbox(names[name], key=f"{key}.{name}")]
        done = send_buttons(language)
    if done is None:
        return None
    return {"choices": chosen[:limit]} if done == "send" and chosen else {"pass": True}
