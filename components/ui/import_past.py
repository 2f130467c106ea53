"""What a community imported so far, each to be undone at any time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from components.text import t
from components.text.days import day
from components.ui.dates import moment
from components.ui.frame import confirm, section
from components.ui.import_file import counted
from db.imports import Import

_MOST_DAYS = 4


def show_past(past: Sequence[Import], undo: Callable[[Import], None], language: str) -> None:
    """Every import with its meetings and a button that undoes it whole; `undo` does it, once that was agreed to."""
    if not past:
        return
    section(t(language, "imports.past"))
    for each in past:
        with st.container(key=f"card-row-import-{each.id}", horizontal=True, vertical_alignment="center"):
            name, told = escape(each.name), escape(_told(each, language))
            st.html(f'<div class="attune-what"><b>{name}</b><span>{told}</span></div>')
            if st.button(t(language, "imports.undo"), key=f"undo-{each.id}", icon=":material/undo:"):
                _ask(each, undo, language)


def _told(each: Import, language: str) -> str:
    days = [day(held_on, language) for held_on in each.days]
    shown = ", ".join(days[:_MOST_DAYS]) + (" …" if len(days) > _MOST_DAYS else "")
    return t(
        language, "imports.past_line", days=shown or t(language, "imports.no_meeting_left"),
        people=counted("people", each.people, language), answers=counted("answers", each.answers, language),
        at=moment(each.created_at, language), who=each.brought_by or t(language, "imports.somebody"),
    )  # fmt: skip


def _ask(each: Import, undo: Callable[[Import], None], language: str) -> None:
    """Say what will be gone, and do it where that is wished."""

    def ask() -> None:
        words = t(
            language, "imports.undo_sure", name=each.name, meetings=counted("meetings", len(each.days), language),
            people=counted("people", each.people, language),
        )  # fmt: skip
        if confirm(words, t(language, "imports.undo_yes"), language, key=f"undo-import-{each.id}"):
            undo(each)

    st.dialog(t(language, "imports.undo_title"), width="medium")(ask)()
