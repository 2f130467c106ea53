"""A button that prints the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_JS = Path(__file__).with_name("print_button.js")
_CSS = """
button { min-height: 2.75rem; padding: .25rem 1.25rem; font: 600 .95rem var(--st-font, system-ui); cursor: pointer;
  color: #fff; background: var(--st-primary-color); border: 0; border-radius: .6rem; }
button:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 2px; }
"""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "attune_print", html='<button type="button"></button>', css=_CSS, js=_JS.read_text(encoding="utf-8")
    )


def print_button(words: str) -> None:
    """Ask the browser to print this page."""
    _component()(key="print-button", data={"words": words}, width="content")
