"""What a page says while a long past is counted for the first time."""

from __future__ import annotations

import streamlit as st

from components.history.counting import begin_counting
from components.text import t

_LOOK_AGAIN = 0.2


def count_first(community_id: str, language: str) -> None:
    """Have a community's past counted before it is read, with how far that is. Where it fails, whoever reads counts."""
    work = begin_counting(community_id)
    if work is None:
        return
    place = st.empty()
    while not work.is_over(within=_LOOK_AGAIN):
        place.progress(work.part, t(language, "history.counting"))
    place.empty()
