"""The language of the person at this browser tab."""

from __future__ import annotations

import streamlit as st

from components.settings import settings
from components.text import LANGUAGES


def reader_language() -> str:
    """`?lang=` first, then what was chosen in this tab, then the browser's, then the host's."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["language"] = asked
    chosen = st.session_state.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    browser = (st.context.locale or "")[:2].lower()
    return browser if browser in LANGUAGES else settings().language
