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
    lines = [{**row["now"], "id": kept_id(row, *_POLES)} for row in rows]
    return {"lines": lines, **_switches(config, language, key)}


def _switches(config: Json, language: str, key: str) -> Json:
    """The two switches of a config, each only where it is not as usual."""
    wished = st.checkbox(
        t(language, "spectrum.ask_wished"), bool(config.get("wished")), key=f"{key}.wished",
        help=t(language, "spectrum.ask_wished_about"),
    )  # fmt: skip
    talks = st.checkbox(
        t(language, "spectrum.talks"), config.get("talks", True), key=f"{key}.talks",
        help=t(language, "spectrum.talks_about", words=t(language, "spectrum.talk_across")),
    )  # fmt: skip
    return ({"wished": True} if wished else {}) | ({} if talks else {"talks": False})


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
    """A place on each line, and a second one where it is asked for; the value once it is sent."""
    parts = ("lines", "wished") if config.get("wished") else ("lines",)
    value: Json = {part: {} for part in parts}
    with st.form(key):
        for line in config["lines"]:
            for part in parts:
                about = t(language, f"spectrum_phone.{part}") if len(parts) > 1 else ""
                value[part][line["id"]] = _place(line, part, about, language, key)
        done = send_buttons(language)
    is_empty = all(place is None for part in parts for place in value[part].values())
    if done == "pass" or (done and is_empty):
        return {"pass": True}
    return value if done else None


def _place(line: Json, part: str, about: str, language: str, key: str) -> int | None:
    """A slider between the poles and a box to leave it out; `about` says which of two dots it is."""
    left, right = say(line["left"], language), say(line["right"], language)
    poles = t(language, "facilitator.line_between", left=left, right=right)
    label = f"{say(line['stem'], language)} ({' · '.join(filter(None, [about, poles]))})"
    name = f"{key}.{line['id']}" if part == "lines" else f"{key}.{line['id']}.{part}"
    place: int = st.slider(literal(label), 0, 100, 50, key=name)
    is_passed = st.checkbox(t(language, "facilitator.line_pass"), part == "wished", key=f"{name}.pass")
    return None if is_passed else place
