"""Matching on the screen: the editor of its issues, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.match.model import (
    FACING,
    LONGEST_ISSUE,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_QUESTION,
    MOST_ISSUES,
    SOLVED,
)
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, kept_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the issues and the first question; the config as it stands now. An issue with other words is another one."""
    tongue = writing_language(languages, language)
    rows = draft_rows(key, config["issues"])
    st.markdown(f"**{t(language, 'match.issues')}**")
    st.caption(t(language, "match.issues_help"))
    for index, row in enumerate(rows):
        _issue(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_ISSUES:
        st.button(
            t(language, "match.add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
    question = words_input(
        t(language, "match.question"), config["question"], tongue, language, key=f"{key}.question",
        most=LONGEST_QUESTION, lines=2,
    )  # fmt: skip
    issues = [{"id": kept_id(row, "text"), "text": row["now"]["text"]} for row in rows]
    return {**config, "issues": issues, "question": question}


def _issue(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
        with st.container():
            row["now"]["text"] = words_input(
                t(language, "match.issue_number", n=index + 1), row["now"]["text"], tongue, language,
                key=f"{key}.{row['name']}.text", most=LONGEST_ISSUE, is_label_hidden=True,
            )  # fmt: skip
        row_buttons(key, row, index, count, language)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """Where somebody stands on each issue and where they come from; or what came of a match. The value once sent."""
    with st.form(key):
        value = _offer(config, language, key) if step == "propose" else _came(language, key)
        done = send_buttons(language)
    if done is None:
        return None
    return value if done == "send" and value else {"pass": True}


def _offer(config: Json, language: str, key: str) -> Json | None:
    stands = {
        issue["id"]: st.segmented_control(
            literal(say(issue["text"], language)), (SOLVED, FACING), key=f"{key}.{issue['id']}",
            format_func=lambda stand: t(language, f"match.they_{stand}"),
        )
        for issue in config["issues"]
    }  # fmt: skip
    place = st.text_input(t(language, "match.their_place"), key=f"{key}.from", max_chars=LONGEST_PLACE).strip()
    name = st.text_input(t(language, "match.their_name"), key=f"{key}.name", max_chars=LONGEST_NAME).strip()
    said = {issue: stand for issue, stand in stands.items() if stand}
    more = {"from": place, "name": name}
    return {"stands": said, **{part: text for part, text in more.items() if text}} if said else None


def _came(language: str, key: str) -> Json:
    has_met = st.checkbox(t(language, "match.they_met"), key=f"{key}.met")
    note = st.text_area(t(language, "match_phone.note"), key=f"{key}.note", max_chars=LONGEST_NOTE, height=90).strip()
    shared = st.checkbox(t(language, "match.they_share"), key=f"{key}.share")
    return {"met": has_met, **({"note": note} if note else {}), **({"share": True} if note and shared else {})}
