"""Another page in the same tab."""

from __future__ import annotations

from typing import Never

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def turn_to(page: str, **query: str) -> Never:
    """End this run and show another page, whatever the page before it still has to report.

    A browser reports by itself to a page's fragments. Streamlit would run such a report after the new page is drawn,
    in the old page's name, and the browser would clear the new page: it has to find its fragment gone by now.
    """
    context = get_script_run_ctx()
    if context is not None:
        context.fragment_storage.clear()
    st.switch_page(page, query_params=query)
