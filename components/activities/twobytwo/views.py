"""Two by two on the screen: the axes and items in an editor, and a form for somebody without a device."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.activities.base import Json
from components.activities.twobytwo.model import LONGEST_ITEM, LONGEST_POLE, MOST_ITEMS
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, fresh_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_AXES = {"x": ("left", "right"), "y": ("bottom", "top")}


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the two axes and what is placed, to be written, moved and taken out; the config as it stands now."""
    tongue = writing_language(languages, language)
    axes = {axis: _axis(axis, config[axis], tongue, language, key) for axis in _AXES}
    is_same = all(_still_says(config[axis][end], axes[axis][end]) for axis, ends in _AXES.items() for end in ends)
    st.markdown(f"**{t(language, 'twobytwo.items')}**", help=t(language, "twobytwo.items_help"))
    rows = draft_rows(key, config["items"])
    for index, row in enumerate(rows):
        with st.container(key=f"card-{key}-{row['name']}"):
            _item(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_ITEMS:
        st.button(
            t(language, "twobytwo.add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "text": {}}),
        )  # fmt: skip
    else:
        st.caption(t(language, "twobytwo.enough", n=MOST_ITEMS))
    return {**axes, "items": [{**row["now"], "id": _identity(row, is_same)} for row in rows]}


def _axis(axis: str, now: Mapping[str, Mapping[str, str]], tongue: str, language: str, key: str) -> Json:
    """The words at the two ends of an axis."""
    ends: Json = {}
    with st.container(key=f"card-{key}-{axis}"):
        st.markdown(f"**{t(language, f'twobytwo.axis_{axis}')}**")
        for end, column in zip(_AXES[axis], st.columns(2), strict=True):
            with column:
                ends[end] = words_input(
                    t(language, f"twobytwo.{end}"), now[end], tongue, language, key=f"{key}.{end}", most=LONGEST_POLE
                )
    return ends


def _item(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    """One thing to place."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{t(language, 'twobytwo.item_number', n=index + 1)}**", width="content")
        row_buttons(key, row, index, count, language)
    row["now"]["text"] = words_input(
        t(language, "twobytwo.item_number", n=index + 1), row["now"]["text"], tongue, language,
        key=f"{key}.{row['name']}.text", most=LONGEST_ITEM, is_label_hidden=True,
    )  # fmt: skip


def _identity(row: Row, is_same: bool) -> str:
    """The item's id as long as it and all four ends say what they said; else it is another thing to place.

    Words added in a language that was missing change nothing.
    """
    first = row["first"]
    is_same = is_same and _still_says(first["text"], row["now"]["text"])
    return str(first["id"]) if first["id"] and is_same else fresh_id(row)


def _still_says(first: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return all(now.get(language, "").strip() == text.strip() for language, text in first.items())


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """A place for each item, one way and the other; the value once it is sent."""
    places: dict[str, list[int] | None] = {}
    with st.form(key):
        for item in config["items"]:
            st.markdown(f"**{literal(say(item['text'], language))}**")
            place = [
                column.slider(
                    literal(" – ".join(say(config[axis][end], language) for end in ends)), 0, 100, 50,
                    key=f"{key}.{item['id']}.{axis}",
                )
                for (axis, ends), column in zip(_AXES.items(), st.columns(2), strict=True)
            ]  # fmt: skip
            is_left_out = st.checkbox(t(language, "twobytwo.leave_out"), key=f"{key}.{item['id']}.out")
            places[item["id"]] = None if is_left_out else place
        done = send_buttons(language)
    if done == "pass" or (done and not any(place is not None for place in places.values())):
        return {"pass": True}
    return {"items": places} if done else None
