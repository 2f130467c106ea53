"""A button that copies a text with one tap."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_JS = Path(__file__).with_name("copy.js")
_HTML = """<button type="button"><span class="words" aria-live="polite"></span></button>
<textarea readonly hidden rows="4"></textarea>"""
_CSS = """
button { width: 100%; min-height: 2.75rem; padding: .25rem .75rem; font: 400 .875rem var(--st-font, system-ui);
  color: var(--st-text-color); background: var(--st-secondary-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: .6rem; white-space: nowrap; }
button:hover { border-color: var(--st-link-color); color: var(--st-link-color); }
button[data-said] { background: var(--st-green-background-color); border-color: transparent; }
button:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 2px; }
textarea { display: block; width: 100%; margin-top: .5rem; font: 1rem system-ui, sans-serif; box-sizing: border-box;
  color: var(--st-text-color); background: var(--st-secondary-background-color); }
textarea[hidden] { display: none; }
"""


@cache
def _component() -> Any:
    return st.components.v2.component("attune_copy", html=_HTML, css=_CSS, js=_JS.read_text(encoding="utf-8"))


def copy_button(text: str, words: str, copied: str, *, key: str) -> None:
    """A button that says `words` and copies `text`; after that it says `copied` for a moment.

    Where the browser copies nothing, the text stands below the button, marked, to be copied by hand.
    """
    _component()(key=key, data={"text": text, "words": {"copy": words, "copied": copied}}, width="content")
