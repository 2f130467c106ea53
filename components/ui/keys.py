"""Keyboard shortcuts for a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_JS = Path(__file__).with_name("keys.js")


@cache
def _component() -> Any:
    return st.components.v2.component("attune_keys", js=_JS.read_text(encoding="utf-8"))


def pressed(keys: dict[str, str]) -> str | None:
    """The action whose key was just pressed, of `keys` from a key's name (`" "`, `"n"`, `"ArrowDown"`) to an action."""
    name = _component()(key="keys", data={"keys": keys}, on_pressed_change=lambda: None).pressed
    return str(name) if name else None
