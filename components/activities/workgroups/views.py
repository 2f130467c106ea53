"""Workgroups on the screen: the groups' editor, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.workgroups.model import LONGEST_CONTACT, LONGEST_GROUP, LONGEST_STEP, MOST_GROUPS
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, kept_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the groups; the config as it stands now. A group with other words is another one."""
    tongue = writing_language(languages, language)
    rows = draft_rows(key, config["groups"])
    st.markdown(f"**{t(language, 'workgroups.groups')}**")
    for index, row in enumerate(rows):
        _group(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_GROUPS:
        st.button(
            t(language, "workgroups.add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
    st.caption(t(language, "workgroups.contacts_where"))
    return {**config, "groups": [{"id": kept_id(row, "text"), "text": row["now"]["text"]} for row in rows]}


def _group(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
        with st.container():
            row["now"]["text"] = words_input(
                t(language, "workgroups.group_number", n=index + 1), row["now"]["text"], tongue, language,
                key=f"{key}.{row['name']}.text", most=LONGEST_GROUP, is_label_hidden=True,
            )  # fmt: skip
        row_buttons(key, row, index, count, language)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """A group, whether they can lead, a first step, and contact details if they agree; the value once it is sent."""
    names = {group["id"]: literal(say(group["text"], language)) for group in config["groups"]}
    with st.form(key):
        group = st.radio(
            t(language, "workgroups.joins"), list(names), None, format_func=names.__getitem__, key=f"{key}.group"
        )
        lead = st.checkbox(t(language, "workgroups.can_lead"), key=f"{key}.lead")
        written = st.text_input(t(language, "workgroups.first_step"), key=f"{key}.step", max_chars=LONGEST_STEP)
        contact = st.text_input(
            t(language, "workgroups.contact_if_agreed"), key=f"{key}.contact", max_chars=LONGEST_CONTACT
        )
        done = send_buttons(language)
    if done is None:
        return None
    if done != "send" or not group:
        return {"pass": True}
    more = {"step": written.strip(), "contact": contact.strip()}
    return {"group": group, **({"lead": True} if lead else {}), **{name: text for name, text in more.items() if text}}
