"""The form where people type a join code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.text import t

_JS = Path(__file__).with_name("enter.js")
_HTML = """<form novalidate><label for="code"></label>
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12"
 placeholder="K7QF-2M" aria-describedby="problem"><p id="problem" role="alert"></p><button></button></form>"""
_CSS = """
form { display: grid; gap: 8px; max-width: 22rem; margin: 0 auto; font-family: system-ui, sans-serif; }
label { font-size: 17px; color: var(--st-text-color); }
input { font: 600 34px ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; letter-spacing: .06em;
  padding: 12px 16px;
  text-align: center; text-transform: uppercase; border: 2px solid var(--st-border-color); border-radius: 12px;
  background: var(--st-secondary-background-color); color: var(--st-text-color); width: 100%; box-sizing: border-box; }
input::placeholder { opacity: .35; }
input:focus-visible { outline: 3px solid var(--st-link-color); outline-offset: 2px; }
p { margin: 0; min-height: 1.5em; font-size: 16px; color: var(--st-text-color); }
button { min-height: 52px; font: 600 18px system-ui, sans-serif; color: #fff; background: #0F766E; border: 0;
  border-radius: 12px; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--st-link-color); outline-offset: 3px; }
"""


@cache
def _component() -> Any:
    return st.components.v2.component("attune_enter", html=_HTML, css=_CSS, js=_JS.read_text(encoding="utf-8"))


def enter_form(language: str, typed: str = "", problem: str = "") -> None:
    """Ask for a join code; the browser goes on to the meeting by itself. `problem` says what was wrong with `typed`."""
    words = {name: t(language, f"join.{name}") for name in ("label", "button", "not_a_code")}
    _component()(key="enter", data={"words": words, "typed": typed, "problem": problem})
