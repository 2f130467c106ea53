"""A community's charter: what it is for and how it works, how it is doing, where it stands, and what it needs."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.charter.parts import is_begun, parts_of
from components.live.store import open_store
from components.text import t
from components.ui import charter_ending, charter_insights, charter_parts, charter_resources, charter_stage, pictures
from components.ui.frame import MEETINGS, empty_state, frame, link
from components.ui.guard import choose_community
from db import accounts, charters, endings

VIEWS = ("charter", "checklist", "stage", "resources")

account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_charter"), account, active="charter", language=language,
    lead=t(language, "charter.lead"),
)  # fmt: skip
pictures.style()
charter_parts.style()
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

with open_store() as db:
    parts = parts_of(charters.of_community(db, community.id))
    ended = endings.of_community(db, community.id)
    may_change = accounts.allowed(db, account.id, community.id, role="organizer")
closing = next((each for each in ended if each.is_closed), None)
is_open = closing is None
if closing:
    charter_ending.closed_note(account, community, closing, language, may_open=may_change)
with st.container(key="charter-views"):
    view = st.segmented_control(
        t(language, "charter.views"), VIEWS, default=VIEWS[0], key="charter-view", label_visibility="collapsed",
        required=True, format_func=lambda name: t(language, f"charter.view_{name}"),
    )  # fmt: skip
if view == "charter":
    if not is_begun(parts):
        empty_state(t(language, "charter.empty"))
    charter_parts.show_parts(account, community, parts, language, is_open=is_open)
elif view == "checklist":
    charter_insights.show_pulse(account, community, language, is_open=is_open)
    charter_insights.show_insights(account, community, language, is_open=is_open)
elif view == "stage":
    charter_stage.show_stage(account, community, language, is_open=is_open, may_move=may_change)
    before = [each for each in ended if each is not closing]
    charter_ending.show_ending(account, community, before, language, is_open=is_open, may_end=may_change)
else:
    charter_resources.show_resources(account, community, language, is_open=is_open)
