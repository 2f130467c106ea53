"""A screen that is told when to look again, and looks again by itself where it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import streamlit as st

from components.network import network_of
from components.phone.guesses import THE_GUESSES
from components.ui.scripts import joined

STREAMLIT = "streamlit"
"""The lane of browsers for which no route but Streamlit's leads through."""

_last_lane = ""


@dataclass(frozen=True)
class Reach:
    """What this browser can reach: the phone lane, and the address it opened the app with."""

    lane: str
    origin: str


@cache
def _component() -> Any:
    return st.components.v2.component("attune_pulse", js=joined("revive", "pulse"))


def pulse(code: str, every: float = 2.0, *, calm: float = 0.0, may_assume: bool = False) -> Reach | None:
    """Rerun the enclosing fragment whenever the meeting with this join code changes.

    With `calm` answers and who comes in are told of once in so many seconds; what a facilitator does is at once.

    Where only Streamlit's own connection leads through, the browser has the fragment run anew about `every` seconds
    instead. With `may_assume` it begins with that at once if it was so for the browser before it, and has nothing to
    report: one run less for each of hundreds that come at the same time.

    Returns what the browser can reach, or None until it is known.
    """
    THE_GUESSES.found(network_of(st.context.ip_address), code)  # a screen shows it there: no guess finds it first
    lane = st.session_state["reach"][0] if "reach" in st.session_state else _last_lane if may_assume else ""
    _component()(key=f"pulse-{code}", data={"code": code, "every": every if lane == STREAMLIT else 0, "calm": calm},
                 on_beat_change=_nothing, on_reached_change=partial(_note, f"pulse-{code}"))  # fmt: skip
    known = st.session_state.get("reach")
    return Reach(*known) if known else None


def _note(key: str) -> None:
    """Keep what the browser has reached; before the run, so that the run is told."""
    global _last_lane  # of this process, as the host it stands behind
    reached = st.session_state[key].reached
    st.session_state["reach"] = (reached["lane"], reached["origin"])
    _last_lane = reached["lane"]


def _nothing() -> None:
    """Streamlit offers a component's values only where a callback stands for each."""
