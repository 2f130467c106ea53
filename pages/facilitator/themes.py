"""Themes: what people wrote at a meeting, sorted by hand into themes that come along to the next one."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language
from components.live.store import open_store
from components.text import say, t
from components.themes.board import read_board
from components.ui.frame import LIBRARY, MEETINGS, RESULTS, empty_state, frame, link
from components.ui.guard import require_meeting
from components.ui.theme_board import theme_board

account, meeting = require_meeting()
language = reader_language(account)
with open_store() as db:
    board = read_board(db, meeting)
frame(
    t(language, "themes.title"), account, active="meetings", language=language, lead=t(language, "themes.lead"),
    crumbs=[
        (t(language, "facilitator.page_meetings"), MEETINGS, {}),
        (say(meeting.title, language), RESULTS, {"meeting": meeting.id}),
    ],
    is_wide=True,
)  # fmt: skip
if meeting.is_rehearsal or not board.cards:
    empty_state(t(language, "themes.rehearsal" if meeting.is_rehearsal else "themes.empty"))
    with st.container(key="doors-themes"):
        link(t(language, "themes.to_results"), RESULTS, {"meeting": meeting.id})
    st.stop()
theme_board(account, meeting, language)
with st.container(key="doors-library"):
    link(t(language, "library.promote_door"), LIBRARY, {"meeting": meeting.id})
