"""Reflection on the screen: the questions' editor, and a form for somebody without a device."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.activities.base import Json
from components.activities.reflection.model import LONGEST_QUESTION, LONGEST_TEXT, RATINGS, TYPES
from components.activities.reflection.presets import PRESETS
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, fresh_id, origin_of, replace_rows, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_MOST_OWN = 4
"""Quiet and short: more questions than this come only with a stage's own set."""


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the set to start from and the questions; the config as it stands now."""
    tongue = writing_language(languages, language)
    rows = draft_rows(key, config["questions"], config.get("set"))
    origin = origin_of(key)
    _sets(origin, language, key)
    for index, row in enumerate(rows):
        with st.container(key=f"card-{key}-{row['name']}"):
            _question(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    most = max(_MOST_OWN, len(PRESETS[origin]["questions"])) if origin in PRESETS else _MOST_OWN
    if len(rows) < most:
        blank = {"id": "", "type": "text", "text": {}}
        st.button(
            t(language, "facilitator.question_add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, blank),
        )  # fmt: skip
    else:
        st.caption(t(language, "facilitator.question_enough", n=most))
    return {"questions": [{**row["now"], "id": _identity(row)} for row in rows], "set": origin}


def _sets(origin: str | None, language: str, key: str) -> None:
    """The sets of questions one can start from."""
    with st.popover(t(language, "facilitator.set_choose"), key=f"{key}.sets", icon=":material/library_books:"):
        for name, preset in PRESETS.items():
            st.button(
                t(language, f"facilitator.set_{name}", n=len(preset["questions"])), key=f"{key}.set.{name}",
                type="tertiary", disabled=name == origin, on_click=_take_set, args=(key, name),
            )  # fmt: skip


def _take_set(key: str, name: str) -> None:
    replace_rows(key, PRESETS[name]["questions"], name)


def _question(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    """One question and how it is answered."""
    now, name = row["now"], f"{key}.{row['name']}"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{t(language, 'facilitator.question_number', n=index + 1)}**", width="content")
        row_buttons(key, row, index, count, language)
    now["text"] = words_input(
        t(language, "facilitator.question_text"), now["text"], tongue, language, key=f"{name}.text",
        most=LONGEST_QUESTION, lines=2,
    )  # fmt: skip
    now["type"] = st.segmented_control(
        t(language, "facilitator.question_type"), TYPES, default=now["type"], key=f"{name}.type", required=True,
        format_func=lambda type_: t(language, f"facilitator.type_{type_}"),
    )  # fmt: skip
    st.caption(t(language, f"facilitator.type_{now['type']}_about"))


def _identity(row: Row) -> str:
    """The question's id, and a new one once it is answered in another way: those answers cannot be compared."""
    first, now = row["first"], row["now"]
    return str(first["id"]) if first["id"] and first["type"] == now["type"] else fresh_id(row)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """A field for each question, and whether its text may be read aloud; the value once it is sent."""
    value: Json = {"share": []}
    with st.form(key):
        for question in config["questions"]:
            reply = _REPLIES[question["type"]](question, language, f"{key}.{question['id']}")
            may_read = question["type"] != "rating" and st.checkbox(
                t(language, "facilitator.may_read"), key=f"{key}.{question['id']}.share"
            )
            if reply:
                value[question["id"]] = reply
                value["share"] += [question["id"]] if may_read else []
        done = send_buttons(language)
    if done is None:
        return None
    return value if done == "send" and len(value) > 1 else {"pass": True}


def _rating(question: Json, language: str, key: str) -> Any:
    return st.segmented_control(literal(say(question["text"], language)), range(1, RATINGS + 1), key=key)


def _text(question: Json, language: str, key: str) -> Any:
    most = question.get("max_length") or LONGEST_TEXT
    return st.text_area(literal(say(question["text"], language)), key=key, max_chars=most, height=90).strip()


def _lesson(question: Json, language: str, key: str) -> Any:
    st.markdown(f"**{literal(say(question['text'], language))}**")
    most = question.get("max_length") or LONGEST_TEXT
    halves = {
        half: st.text_input(t(language, f"facilitator.lesson_{half}"), key=f"{key}.{half}", max_chars=most).strip()
        for half in ("worked", "did_not")
    }
    return {half: text for half, text in halves.items() if text}


def _commitment(question: Json, language: str, key: str) -> Any:
    most = question.get("max_length") or LONGEST_TEXT
    text = st.text_input(literal(say(question["text"], language)), key=key, max_chars=most).strip()
    by = st.date_input(t(language, "facilitator.commitment_by"), None, key=f"{key}.by", width=240)
    obstacle = st.text_input(t(language, "facilitator.commitment_obstacle"), key=f"{key}.obstacle", max_chars=most)
    return {"text": text, "by": by.isoformat() if by else None, "obstacle": obstacle.strip()} if text else None


_REPLIES = {"rating": _rating, "text": _text, "lesson": _lesson, "commitment": _commitment}
