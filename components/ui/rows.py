"""A list somebody edits: its rows live in `session_state` until they are saved, and move, go and come back there.

Callbacks touch this draft alone; nothing is written to the store here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import streamlit as st

from components.text import t
from db.ids import new_id

Row = dict[str, Any]
"""One row's JSON under `now`, how it came under `first`, and a `name` that stays while it is moved and changed."""


def draft_rows(key: str, start: Sequence[dict[str, Any]], origin: str | None = None) -> list[Row]:
    """The rows of the draft under this key, begun with `start`, which came from `origin`."""
    st.session_state.setdefault(f"{key}.origin", origin)
    rows: list[Row] = st.session_state.setdefault(f"{key}.rows", [_row(json) for json in start])
    return rows


def origin_of(key: str) -> str | None:
    """Where the rows of a draft came from, as `draft_rows` or `replace_rows` was told."""
    origin: str | None = st.session_state[f"{key}.origin"]
    return origin


def add_row(key: str, json: dict[str, Any]) -> None:
    """Put a row at the end."""
    st.session_state[f"{key}.rows"].append(_row(json))


def replace_rows(key: str, start: Sequence[dict[str, Any]], origin: str | None) -> None:
    """Put other rows in the place of all; `undo_button` brings the old ones back."""
    _remember(key)
    st.session_state[f"{key}.rows"] = [_row(json) for json in start]
    st.session_state[f"{key}.origin"] = origin


def row_buttons(key: str, row: Row, index: int, count: int, language: str) -> None:
    """Up, down and out, for the mouse, the thumb and the keyboard."""
    name = row["name"]
    with st.container(key=f"icons-{key}-{name}", horizontal=True, vertical_alignment="center", width="content"):
        st.button(
            t(language, "facilitator.move_up"), key=f"{key}.{name}.up", icon=":material/arrow_upward:", type="tertiary",
            disabled=index == 0, on_click=_move, args=(key, name, -1),
        )  # fmt: skip
        st.button(
            t(language, "facilitator.move_down"), key=f"{key}.{name}.down", icon=":material/arrow_downward:",
            type="tertiary", disabled=index == count - 1, on_click=_move, args=(key, name, 1),
        )  # fmt: skip
        st.button(
            t(language, "facilitator.take_out"), key=f"{key}.{name}.out", icon=":material/close:", type="tertiary",
            on_click=_take_out, args=(key, name),
        )  # fmt: skip


def undo_button(key: str, language: str) -> None:
    """Offer the rows back as they were before one was taken out or all were replaced."""
    if st.session_state.get(f"{key}.before"):
        st.button(
            t(language, "facilitator.undo"), key=f"{key}.undo", icon=":material/undo:", type="tertiary",
            on_click=_undo, args=(key,),
        )  # fmt: skip


def fresh_id(row: Row) -> str:
    """A new identity for what this row has become; the same one each time."""
    return str(row.setdefault("fresh", new_id()))


def kept_id(row: Row, *parts: str) -> str:
    """The id a row came with as long as these of its texts say what they said; with other words it is another thing.

    Words added in a language that was missing change nothing.
    """
    first, now = row["first"], row["now"]
    is_same = all(still_says(first[part], now[part]) for part in parts)
    return str(first["id"]) if first["id"] and is_same else fresh_id(row)


def still_says(first: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether a text says what it said, in every language it had."""
    return all(now.get(language, "").strip() == text.strip() for language, text in first.items())


def _row(json: dict[str, Any]) -> Row:
    return {"name": new_id(), "now": deepcopy(json), "first": deepcopy(json)}


def _move(key: str, name: str, by: int) -> None:
    rows = st.session_state[f"{key}.rows"]
    index = _index(rows, name)
    rows.insert(index + by, rows.pop(index))
    st.session_state.pop(f"{key}.before", None)


def _take_out(key: str, name: str) -> None:
    rows = st.session_state[f"{key}.rows"]
    _remember(key)
    del rows[_index(rows, name)]


def _undo(key: str) -> None:
    st.session_state[f"{key}.rows"], st.session_state[f"{key}.origin"] = st.session_state.pop(f"{key}.before")


def _remember(key: str) -> None:
    """Keep the rows as they are, with where they came from, for `_undo`."""
    st.session_state[f"{key}.before"] = (list(st.session_state[f"{key}.rows"]), st.session_state[f"{key}.origin"])


def _index(rows: Sequence[Row], name: str) -> int:
    return next(index for index, row in enumerate(rows) if row["name"] == name)
