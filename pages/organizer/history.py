"""A community's history: how its answers have changed from meeting to meeting, for each kind of activity."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.activities.registry import ACTIVITIES
from components.history.groups import crowd_of, presence
from components.history.joins import look_back, things_of
from components.history.quotes import quotes_beside
from components.history.story import changes_of
from components.history.written import came_back, over_time
from components.live.store import open_store
from components.text import say, t
from components.ui import around, correct, pictures, prepare, trends
from components.ui.counting import count_first
from components.ui.frame import IMPORTS, MEETINGS, REPORTS, empty_state, frame, link
from components.ui.guard import choose_community, do
from components.ui.joins import ask_joins
from components.ui.story import show_story
from components.ui.theme_trends import themes_over_time
from db import accounts, history, same_things

account = require_account()
language = reader_language(account)
frame(t(language, "history.history_title"), account, active="history", language=language)
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

count_first(community.id, language)
past = look_back(community.id)
with open_store() as db:
    decided = same_things.of_community(db, community.id)
    crowd = crowd_of(db, community)
    attended, present = history.attendance(db, community.id), history.present(db, community.id)
    may_report = accounts.allowed(db, account.id, community.id, role="organizer")
pictures.style()
trends.show_lead(say(community.name, language), past.summaries, language)
with st.container(key="doors-history", horizontal=True):
    if may_report and past.summaries:
        link(t(language, "reports.take_along"), REPORTS, icon=":material/ios_share:")
    link(t(language, "imports.link"), IMPORTS, icon=":material/upload_file:")
if not past.summaries:
    empty_state(t(language, "history.history_empty"))
    correct.show_corrections(account, community.id, language)
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

chosen = trends.choose_meetings([each.meeting for each in attended], language)
moments = past.by_kind(chosen)
attended = [each for each in attended if each.meeting.id in chosen]
changes = changes_of(moments)
show_story(changes, language)
look = pictures.page_look(language)
with open_store() as db:
    context = around.context_of(db, community.id, [each.meeting for each in attended], language)
    written = over_time(db, community.id, [each for each in past.summaries if each.meeting.id in chosen])
    themes = came_back(db, community.id, past.summaries)
quotes = quotes_beside(moments)
days = [each.held_on for each in attended]
wish = None
for name in ACTIVITIES:
    if moments.get(name):
        of_kind = [change for change in changes if change.kind == name]
        trends.kind_path(
            name, moments[name], of_kind, crowd, look, (min(days), max(days)), context, quotes.get(name, ())
        )
        wish = ask_joins(community.id, name, things_of(moments[name]), decided, account.name, language) or wish
themes_over_time(written, look, (min(days), max(days)), context)
if attended:
    trends.participation(attended, look, (min(days), max(days)), context)
    trends.who_was_there(presence(present, [each.meeting.id for each in attended], crowd), attended, crowd, language)
prepare.prepare_next(account, community, language, themes)
around.notes_editor(account, community, language)
correct.show_corrections(account, community.id, language)
if wish:
    do(account, community.id, wish, still="record")
    st.rerun()
