"""On the facilitator's phone: take the control from a laptop that everybody sees. See `components/live/handover.py`."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language
from components.ui import one_screen
from components.ui.frame import style

language = reader_language()
style()
_LOOK = """
.hand-number { font: 650 96px/1.2 ui-monospace, Consolas, monospace; text-align: center; color: var(--st-link-color); }
.st-key-hand-take button { min-height: 56px; }
.st-key-hand-take button p { font-size: 18px; font-weight: 600; }
"""
st.html(f"<style>{_LOOK}</style>")
claimed = one_screen.claim(st.query_params.get("token", ""))
st.query_params.clear()


@st.fragment(run_every=2)
def show_number() -> None:
    """The number, drawn anew until the laptop agrees."""
    one_screen.wait_for_laptop(claimed, language)


if claimed and one_screen.stands(claimed) == "agreed":
    one_screen.confirm(claimed, language)
else:
    show_number()
