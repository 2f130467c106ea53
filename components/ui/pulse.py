"""A screen that is told when to look again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.network import network_of
from components.phone.guesses import THE_GUESSES

_JS = Path(__file__).with_name("pulse.js")


@dataclass(frozen=True)
class Reach:
    """What this browser can reach: the phone lane, and the address it opened the app with."""

    lane: str
    origin: str


@cache
def _component() -> Any:
    return st.components.v2.component("attune_pulse", js=_JS.read_text(encoding="utf-8"))


def pulse(code: str) -> Reach | None:
    """Rerun the enclosing fragment whenever the meeting with this join code changes.

    Returns what the browser can reach, or None until it is known.
    """
    THE_GUESSES.found(network_of(st.context.ip_address), code)  # a screen shows it there: no guess finds it first
    heard = _component()(key=f"pulse-{code}", data={"code": code}, on_beat_change=_nothing, on_reached_change=_nothing)
    if heard.reached:
        st.session_state["reach"] = (heard.reached["lane"], heard.reached["origin"])
    known = st.session_state.get("reach")
    return Reach(*known) if known else None


def _nothing() -> None:
    """Streamlit offers a component's values only where a callback stands for each."""
