"""The end of a form in which a facilitator answers for somebody without a device."""

from __future__ import annotations

import streamlit as st

from components.text import t


def send_buttons(language: str) -> str | None:
    """`send`, `pass`, or None while neither was pressed. Belongs inside a form."""
    with st.container(horizontal=True):
        is_sent = st.form_submit_button(t(language, "facilitator.send_for"), type="primary")
        is_passed = st.form_submit_button(t(language, "facilitator.pass_for"))
    return "send" if is_sent else "pass" if is_passed else None
