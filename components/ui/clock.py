"""A visible countdown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from db.ids import now

_JS = Path(__file__).with_name("clock.js")
_HTML = '<div class="clock" role="timer"><span class="time"></span><span class="note"></span></div>'
_CSS = """
.clock { --u: min(calc(100vw / 1920), calc(100vh / 1080)); display: flex; gap: .6em; align-items: baseline;
  font-variant-numeric: tabular-nums; font-weight: 600; color: var(--st-text-color); }
.clock[data-size=wall] { font-size: max(30px, calc(52 * var(--u))); justify-content: flex-end; }
.clock[data-size=page] { font-size: 2rem; }
.clock { white-space: nowrap; }
.clock .note { font-size: .6em; font-weight: 500; color: var(--st-gray-text-color, inherit); }
.clock[data-state=last] .time, .clock[data-state=switched] .note { color: var(--st-link-color); }
"""


@cache
def _component() -> Any:
    return st.components.v2.component("attune_clock", html=_HTML, css=_CSS, js=_JS.read_text(encoding="utf-8"))


def clock(
    ends_at: str,
    words: dict[str, str],
    *,
    key: str,
    switch_at: str | None = None,
    size: Literal["wall", "page"] = "page",
) -> None:
    """Count down to a time; `words` has `before`, `switch` and `over`, shown beside it."""
    data = {"ends_at": ends_at, "switch_at": switch_at, "words": words, "now": now(), "size": size}
    _component()(key=key, data=data)
