"""Where the keyboard writes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_JS = Path(__file__).with_name("focus.js")


@cache
def _component() -> Any:
    return st.components.v2.component("attune_focus", js=_JS.read_text(encoding="utf-8"))


def focus_first(place: str) -> None:
    """Focus the first field in the container with this key, once: another key is another turn."""
    _component()(key="focus", data={"place": place, "turn": place})
