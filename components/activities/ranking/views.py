"""Ranking on the screen: the items' editor, and a form for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.activities.base import Json
from components.activities.ranking.model import LONGEST_ITEM, MOST_ITEMS, MOST_PROPOSALS, USUAL_TOP
from components.text import say, t
from components.ui.rows import Row, add_row, draft_rows, fresh_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_ALL = 0


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw who proposes, how many are ranked and the items; the config as it stands now."""
    tongue = writing_language(languages, language)
    propose = st.toggle(
        t(language, "facilitator.ranking_propose"), bool(config.get("propose", False)), key=f"{key}.propose",
        help=t(language, "facilitator.ranking_propose_help"),
    )  # fmt: skip
    rows = draft_rows(key, config["items"])
    st.markdown(f"**{t(language, 'facilitator.ranking_items')}**")
    st.caption(t(language, "facilitator.ranking_items_propose" if propose else "facilitator.ranking_items_help"))
    for index, row in enumerate(rows):
        _item(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_ITEMS:
        _more(tongue, language, key)
    items = [{"id": row["first"]["id"] or fresh_id(row), "text": row["now"]["text"]} for row in rows]
    top = _top(config, language, key)
    surprises = st.toggle(
        t(language, "ranking.surprises"), bool(config.get("surprises", True)), key=f"{key}.surprises",
        help=t(language, "ranking.surprises_help"),
    )  # fmt: skip
    edited = {**config, "items": items, "top": top, "propose": propose}
    return {**edited, "surprises": surprises} if surprises is not config.get("surprises", True) else edited


def _item(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    with st.container(key=f"line-{key}-{row['name']}", horizontal=True, vertical_alignment="center"):
        with st.container():
            row["now"]["text"] = words_input(
                t(language, "facilitator.item_number", n=index + 1), row["now"]["text"], tongue, language,
                key=f"{key}.{row['name']}.text", most=LONGEST_ITEM, is_label_hidden=True,
            )  # fmt: skip
        row_buttons(key, row, index, count, language)


def _more(tongue: str, language: str, key: str) -> None:
    """One item, or many at once from a list somebody has."""
    with st.container(horizontal=True):
        st.button(
            t(language, "facilitator.ranking_add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
        with st.popover(t(language, "facilitator.ranking_add_many"), type="tertiary", key=f"{key}.many"):
            st.text_area(t(language, "facilitator.ranking_many_help"), key=f"{key}.list", height=180)
            st.button(
                t(language, "facilitator.add"), key=f"{key}.list.add", type="primary", on_click=_add_list,
                args=(key, tongue),
            )  # fmt: skip


def _add_list(key: str, tongue: str) -> None:
    """Every line of the list becomes an item, up to as many as there may be."""
    texts = [line.strip()[:LONGEST_ITEM] for line in st.session_state[f"{key}.list"].splitlines()]
    room = MOST_ITEMS - len(st.session_state[f"{key}.rows"])
    for text in [text for text in texts if text][:room]:
        add_row(key, {"id": "", "text": {tongue: text}})
    st.session_state[f"{key}.list"] = ""


def _top(config: Json, language: str, key: str) -> int | None:
    """How many items each person puts in order, None for all of them."""
    top = config.get("top", USUAL_TOP) or _ALL
    choices = [*range(1, 9), *([top] if top > 8 else []), _ALL]
    chosen = st.selectbox(
        t(language, "facilitator.ranking_top"), choices, choices.index(top), key=f"{key}.top", width=320,
        format_func=lambda n: t(language, f"facilitator.ranking_{'all' if n == _ALL else 'first'}", n=n),
    )  # fmt: skip
    return None if chosen == _ALL else int(chosen)


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """What is proposed, or an order; the value once it is sent."""
    with st.form(key):
        value = _proposals(language, key) if step == "propose" else _order(config, language, key)
        done = send_buttons(language)
    if done is None:
        return None
    return value if done == "send" and any(value.values()) else {"pass": True}


def _proposals(language: str, key: str) -> Json:
    texts = [
        st.text_input(t(language, "facilitator.proposal_number", n=n + 1), key=f"{key}.{n}", max_chars=LONGEST_ITEM)
        for n in range(MOST_PROPOSALS)
    ]
    return {"items": [text.strip() for text in texts if text and text.strip()]}


def _order(config: Json, language: str, key: str) -> Json:
    names = {item["id"]: say(item["text"], language) for item in config["items"]}
    chosen = st.multiselect(
        t(language, "facilitator.order_for"), list(names), format_func=names.__getitem__, key=f"{key}.order",
        placeholder=t(language, "facilitator.order_first"),
    )  # fmt: skip
    return {"order": list(chosen)}
