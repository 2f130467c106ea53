"""A community's history: how its answers have changed from meeting to meeting, for each kind of activity."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.activities.registry import ACTIVITIES
from components.history.story import changes_of
from components.live import past
from components.live.store import open_store
from components.text import say, t
from components.ui import pictures, trends
from components.ui.frame import IMPORTS, MEETINGS, empty_state, frame, link
from components.ui.guard import choose_community
from components.ui.story import show_story
from db import history

account = require_account()
language = reader_language(account)
frame(t(language, "history.history_title"), account, active="history", language=language)
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

with open_store() as db:
    moments = past.moments_of(db, community.id)
    attended = history.attendance(db, community.id)
found = [moment for of_kind in moments.values() for moment in of_kind]
pictures.style()
trends.show_lead(say(community.name, language), found, language)
link(t(language, "imports.link"), IMPORTS, icon=":material/upload_file:")
if not found:
    empty_state(t(language, "history.history_empty"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

chosen = trends.choose_meetings([each.meeting for each in attended], language)
moments = {name: [each for each in of_kind if each.meeting.id in chosen] for name, of_kind in moments.items()}
attended = [each for each in attended if each.meeting.id in chosen]
changes = changes_of(moments)
show_story(changes, language)
look = pictures.page_look(language)
days = [each.held_on for each in attended]
for name in ACTIVITIES:
    if moments.get(name):
        of_kind = [change for change in changes if change.kind == name]
        trends.kind_path(name, moments[name], of_kind, look, (min(days), max(days)))
if attended:
    trends.participation(attended, look, (min(days), max(days)))
