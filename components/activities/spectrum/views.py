"""Spectrum on the screen: the lines' editor, and a form for somebody without a device."""

from __future__ import annotations

from copy import deepcopy

import streamlit as st

from components.activities.base import Json
from components.activities.spectrum.model import LONGEST_POLE, LONGEST_STEM, MOST_LINES
from components.activities.spectrum.presets import PRESETS
from components.text import say, t
from components.text.literal import literal
from components.ui.rows import Row, add_row, draft_rows, kept_id, row_buttons, undo_button
from components.ui.sending import send_buttons
from components.ui.words import words_input, writing_language

_POLES = ("left", "right")


def edit(config: Json, languages: tuple[str, ...], language: str, key: str) -> Json:
    """Draw the lines, to be written, moved and taken out; the config as it stands now."""
    tongue = writing_language(languages, language)
    rows = draft_rows(key, config["lines"])
    for index, row in enumerate(rows):
        with st.container(key=f"card-{key}-{row['name']}"):
            _line(row, index, len(rows), tongue, language, key)
    undo_button(key, language)
    if len(rows) < MOST_LINES:
        _more(rows, language, key)
    return {"lines": [{**row["now"], "id": kept_id(row, *_POLES)} for row in rows]}


def _line(row: Row, index: int, count: int, tongue: str, language: str, key: str) -> None:
    """One line: its question and its two poles."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{t(language, 'facilitator.line_number', n=index + 1)}**", width="content")
        row_buttons(key, row, index, count, language)
    now, name = row["now"], f"{key}.{row['name']}"
    now["stem"] = words_input(
        t(language, "facilitator.line_stem"), now["stem"], tongue, language, key=f"{name}.stem", most=LONGEST_STEM,
        lines=2, placeholder=t(language, "facilitator.line_stem_example"),
    )  # fmt: skip
    for pole, column in zip(_POLES, st.columns(2), strict=True):
        with column:
            now[pole] = words_input(
                t(language, f"facilitator.line_{pole}"), now[pole], tongue, language, key=f"{name}.{pole}",
                most=LONGEST_POLE,
            )  # fmt: skip


def _more(rows: list[Row], language: str, key: str) -> None:
    """The presets that are not here yet, and a line of one's own."""
    here = {kept_id(row, *_POLES) for row in rows}
    with st.container(key=f"doors-{key}", horizontal=True):
        for name, preset in PRESETS.items():
            if name not in here:
                poles = t(
                    language, "facilitator.line_between",
                    left=say(preset["left"], language), right=say(preset["right"], language),
                )  # fmt: skip
                st.button(
                    poles, key=f"{key}.add.{name}", icon=":material/add:", help=say(preset["stem"], language),
                    on_click=add_row, args=(key, deepcopy(preset)),
                )  # fmt: skip
        st.button(
            t(language, "facilitator.line_own"), key=f"{key}.add", icon=":material/add:", on_click=add_row,
            args=(key, {"id": "", "stem": {}, "left": {}, "right": {}}),
        )  # fmt: skip


def answer_form(config: Json, step: str, language: str, key: str) -> Json | None:
    """A place on each line; the value once it is sent."""
    places: dict[str, int | None] = {}
    with st.form(key):
        for line in config["lines"]:
            left, right = say(line["left"], language), say(line["right"], language)
            label = f"{say(line['stem'], language)} ({t(language, 'facilitator.line_between', left=left, right=right)})"
            place = st.slider(literal(label), 0, 100, 50, key=f"{key}.{line['id']}")
            is_passed = st.checkbox(t(language, "facilitator.line_pass"), key=f"{key}.{line['id']}.pass")
            places[line["id"]] = None if is_passed else place
        done = send_buttons(language)
    if done == "pass" or (done and not any(place is not None for place in places.values())):
        return {"pass": True}
    return {"lines": places} if done else None
