"""Fist on the screen: the scale and the statements, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.fist.model import LONGEST_STATEMENT, MOST_STATEMENTS, SCALES
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, kept_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the scale and the statements; the config as it stands now. A reworded statement is another one."""
    tongue = writing_language(languages, language)
    scale = str(
        st.segmented_control(
            t(language, "fist.scale"), list(SCALES), default=config.get("scale", "fist"), key=f"{key}.scale",
            required=True, format_func=lambda name: t(language, f"fist.{name}"),
        )
    )  # fmt: skip
    st.caption(t(language, f"fist.{scale}_about"))
    rows = draft_rows(key, config["statements"])
    st.markdown(f"**{t(language, 'fist.statements')}**")
    for index, row in enumerate(rows):
        _statement(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_STATEMENTS:
        st.button(
            t(language, "fist.add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
    return {"statements": [{"id": kept_id(row, "text"), "text": row["now"]["text"]} for row in rows], "scale": scale}


def _statement(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
        with st.container():
            row["now"]["text"] = words_input(
                t(language, "fist.statement", n=index + 1), row["now"]["text"], tongue, language,
                key=f"{key}.{row['name']}.text", most=LONGEST_STATEMENT, lines=2, is_label_hidden=True,
            )  # fmt: skip
        row_buttons(key, row, index, count, language)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """A level for each statement; the value once it is sent."""
    scale = config.get("scale", "fist")
    given: dict[str, int] = {}
    with st.form(key):
        for statement in config["statements"]:
            level = st.radio(
                literal(say(statement["text"], language)), SCALES[scale], None, key=f"{key}.{statement['id']}",
                format_func=lambda level: f"{level}: {t(language, f'fist.{scale}_{level}')}",
            )  # fmt: skip
            if level is not None:
                given[statement["id"]] = level
        done = send_buttons(language)
    if done is None:
        return None
    return {"statements": given} if done == "send" and given else {"pass": True}
