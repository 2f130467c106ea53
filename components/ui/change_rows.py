"""The list *You said, we changed* somebody edits, on a meeting's page and in the activity that tells it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.activities.base import Json
from components.text import t
from components.ui.rows import Row, add_row, draft_rows, row_buttons, undo_button
from components.ui.words import every_language


def change_rows(
    start: Sequence[Json], languages: Sequence[str], language: str, *, key: str, most: int, longest: int
) -> list[Json]:
    """Draw a row for each of `start` and the way to another one; the rows as they stand, `{"said": T, "changed": T}`.

    There may be `most` of them, with `longest` letters in each text. Rows in which nothing is written are left out.
    """
    rows = draft_rows(key, start)
    for index, row in enumerate(rows):
        with st.container(key=f"card-{key}-{row['name']}"):
            _row(row, index, len(rows), languages, language, key, longest)
    undo_button(key, language)
    if len(rows) < most:
        st.button(
            t(language, "facilitator.change_add"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"said": {}, "changed": {}}),
        )  # fmt: skip
    return [row["now"] for row in rows if row["now"]["said"] or row["now"]["changed"]]


def _row(
    row: Row, index: int, count: int, languages: Sequence[str], language: str, key: str, longest: int
) -> None:  # fmt: skip
    now, name = row["now"], f"{key}.{row['name']}"
    with st.container(horizontal=True, horizontal_alignment="right"):
        row_buttons(key, row, index, count, language)
    left, right = st.columns(2)
    for column, part in ((left, "said"), (right, "changed")):
        with column:
            now[part] = every_language(
                t(language, f"talk.{part}"), now[part], languages, language, key=f"{name}.{part}", most=longest
            )
