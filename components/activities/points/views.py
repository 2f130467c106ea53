"""100 points on the screen: the items' editor, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.points.model import LONGEST_ITEM, MOST_ITEMS, WHOLE
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, fresh_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_STEP = 5


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the items, one field each; the config as it stands now."""
    tongue = writing_language(languages, language)
    rows = draft_rows(key, config["items"])
    st.markdown(f"**{t(language, 'points.items')}**")
    st.caption(t(language, "points.items_help"))
    for index, row in enumerate(rows):
        _item(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_ITEMS:
        st.button(
            t(language, "points.add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
    return {
        **config,
        "items": [{"id": row["first"]["id"] or fresh_id(row), "text": row["now"]["text"]} for row in rows],
    }


def _item(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
        with st.container():
            row["now"]["text"] = words_input(
                t(language, "points.item_number", n=index + 1), row["now"]["text"], tongue, language,
                key=f"{key}.{row['name']}.text", most=LONGEST_ITEM, is_label_hidden=True,
            )  # fmt: skip
        row_buttons(key, row, index, count, language)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """A number for each item; the value once it is sent and makes a hundred."""
    with st.form(key):
        st.caption(t(language, "points.form_hint"))
        points = {
            item["id"]: int(
                st.number_input(literal(say(item["text"], language)), 0, WHOLE, 0, _STEP, key=f"{key}.{item['id']}")
            )
            for item in config["items"]
        }
        done = send_buttons(language)
    if done is None:
        return None
    given = sum(points.values())
    if done == "send" and given not in (0, WHOLE):
        st.warning(t(language, "points.form_sum", n=given))
        return None
    return {"points": points} if done == "send" and given else {"pass": True}
