"""The help panel: what a facilitator asks the first time, answered in two or three sentences each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.text import t

QUESTIONS = ("enter", "no_phone", "wall", "written", "early", "wifi", "late", "hurt", "hand", "after")
_HERE = Path(__file__).parent
_WORDS = ("help", "title", "close", "keys")
_LABEL = re.compile(r"{([a-z_]+\.[a-z_]+)}")


@cache
def _component() -> Any:
    css, js = (_HERE.joinpath(f"help.{ending}").read_text(encoding="utf-8") for ending in ("css", "js"))
    return st.components.v2.component("attune_help", css=css, js=js)


def help_button(language: str) -> None:
    """A quiet button, and the key "?", that open the panel without asking the server for anything."""
    words = {name: t(language, f"help.{name}") for name in _WORDS}
    _component()(key="help", data={"words": words, "questions": told(language)}, width="content")


@cache
def told(language: str) -> list[dict[str, str]]:
    """Each question, `asked`, with its answer, `told`, in which every button is called what it says on the screen.

    Answers name buttons as `*{area.name}*`, a text of another catalog; the stars stay around the words.
    """
    return [{"asked": t(language, f"help.{name}_q"), "told": _answer(language, name)} for name in QUESTIONS]


def _answer(language: str, name: str) -> str:
    return _LABEL.sub(lambda found: t(language, found[1]), t(language, f"help.{name}_a"))
