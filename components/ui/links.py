"""Links that always lead somewhere."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from components.ui.scripts import joined


@cache
def _component() -> Any:
    return st.components.v2.component("attune_links", js=joined("revive", "links"))


def follow_lost_presses() -> None:
    """Let the browser follow a link where its press got lost on the way.

    Streamlit keeps one wish of a tab at a time and takes the page from the newest: a fragment that looks again
    (`run_every`, the pulse) between a link's press and its run puts the old page back. And a way within a page
    (`#part`) leads nowhere while the page has not been drawn as far as that part.
    """
    _component()(key="links")
