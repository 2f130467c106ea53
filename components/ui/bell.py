"""A soft bell when the time is up."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.text import t
from db.ids import now

_JS = Path(__file__).with_name("bell.js")
_HTML = '<button type="button" class="bell"></button>'
_CSS = """
.bell { font: inherit; font-size: .875rem; color: var(--st-text-color); background: none; white-space: nowrap;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
  min-height: 2.5rem; padding: 0 .75rem; cursor: pointer; }
.bell[aria-pressed=true], .bell:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""


@cache
def _component() -> Any:
    return st.components.v2.component("attune_bell", html=_HTML, css=_CSS, js=_JS.read_text(encoding="utf-8"))


def bell(ends_at: str, language: str, *, key: str) -> None:
    """A switch for a bell at this time, off until it is pressed; the browser remembers it, and rings by itself."""
    words = {"off": t(language, "control.bell_off"), "on": t(language, "control.bell_on")}
    _component()(key=key, width="content", data={"ends_at": ends_at, "now": now(), "words": words})
