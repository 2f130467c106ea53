"""A community's charter: what it is for and how it works, how it is doing, where it stands, and what it needs."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.charter.parts import is_begun, parts_of
from components.live.store import open_store
from components.text import t
from components.ui import charter_parts
from components.ui.frame import MEETINGS, empty_state, frame, link
from components.ui.guard import choose_community
from db import charters

account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_charter"), account, active="charter", language=language,
    lead=t(language, "charter.lead"),
)  # fmt: skip
charter_parts.style()
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

with open_store() as db:
    texts = charters.of_community(db, community.id)
parts = parts_of(texts)
if not is_begun(parts):
    empty_state(t(language, "charter.empty"))
charter_parts.show_parts(account, community, parts, language, is_open=True)
