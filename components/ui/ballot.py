"""The phone's own ballot inside a Streamlit page, for hosts that let no other route through."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from components.activities.base import Json
from components.phone.bundle import bundle, stylesheet

_PAGE = """<style>
.stAppHeader, .stAppToolbar, .stDecoration, footer, [data-testid="stStatusWidget"] { display: none !important; }
.stMainBlockContainer { max-width: 34rem !important; padding: 0 !important; }
[data-stale="true"] { opacity: 1 !important; transition: none !important; }
</style>"""


_ONCE = threading.Lock()


@dataclass(frozen=True)
class Sent:
    """What came from the phone in this run beside messages: the token its browser keeps, and wishes."""

    device: str | None
    today: str | None
    """The token to be known by in this meeting alone, or `none` to be known as before."""
    erase: str | None = None
    """What is to be erased, as `live.erasing` names it."""


@cache
def _component() -> Any:
    return st.components.v2.component("attune_ballot", css=stylesheet(), js=bundle())


def _the_component() -> Any:
    with _ONCE:  # hundreds may come at the same moment, and it takes a while to make
        return _component()


def ballot_style() -> None:
    """A page that is nothing but the ballot."""
    st.html(_PAGE)


def ballot(
    key: str,
    *,
    on_message: Callable[[Json], None],
    state: Json | None,
    mine: Sequence[Json],
    acks: Sequence[Json],
    language: str,
    needs_device: bool = False,
    is_for_today: bool = False,
    erased: str = "",
) -> Sent:
    """Draw the phone with this state and one's own answers; `acks` are the latest `saved` and `refused` messages.

    `on_message` is given an answer, or something about its author, before the run in which this draws: that run can
    show what became of it.
    `erased` is what became of the last wish to erase: `done`, or why not. `needs_device` asks the browser for the token
    it keeps where no cookie tells the device.
    """
    data = {
        "state": state, "mine": list(mine), "acks": list(acks), "language": language, "needs_device": needs_device,
        "today": is_for_today, "erased": erased,
    }  # fmt: skip
    name = f"ballot-{key}"

    def hand_over() -> None:
        on_message(st.session_state[name].answer)

    heard = _the_component()(key=name, data=data, on_answer_change=hand_over, on_device_change=_nothing,
                              on_today_change=_nothing, on_erase_change=_nothing)  # fmt: skip
    return Sent(heard.device, heard.today, heard.erase)


def _nothing() -> None:
    """Streamlit offers a component's values only where a callback stands for each."""
