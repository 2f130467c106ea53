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
.clock[data-size=calm] { --size: max(120px, calc(230 * var(--u))); width: var(--size); height: var(--size);
  margin: 0 auto; position: relative; align-items: center; justify-content: center;
  font-size: max(40px, calc(84 * var(--u))); font-weight: 500; }
.clock[data-size=calm]::before { content: ""; position: absolute; inset: 0; border-radius: 50%;
  background: conic-gradient(var(--st-link-color) calc(var(--left, 1) * 100%), var(--st-border-color) 0);
  mask: radial-gradient(closest-side, transparent 91%, #000 92%); }
.clock[data-size=calm] .note { display: none; }
.clock[data-size=calm][data-state=last] .time { color: inherit; }
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
    size: Literal["wall", "page", "calm"] = "page",
    seconds: int = 0,
) -> None:
    """Count down to a time; `words` has `before`, `switch` and `over`, shown beside it.

    A calm one is a ring that empties, of `seconds` in all.
    """
    data = {"ends_at": ends_at, "switch_at": switch_at, "words": words, "now": now(), "size": size, "seconds": seconds}
    _component()(key=key, data=data, width="content" if size == "page" else "stretch")
