"""A community's history: how its answers have changed from meeting to meeting, for each kind of activity."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.activities.registry import ACTIVITIES
from components.history.groups import crowd_of, presence
from components.history.joins import followed, things_of
from components.history.story import changes_of
from components.live.store import open_store, save
from components.text import say, t
from components.ui import pictures, trends
from components.ui.frame import MEETINGS, REPORTS, empty_state, frame, link
from components.ui.guard import choose_community, may_run
from components.ui.joins import ask_joins
from components.ui.story import show_story
from db import accounts, history, same_things, summaries

account = require_account()
language = reader_language(account)
frame(t(language, "history.history_title"), account, active="history", language=language)
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

with open_store() as db:
    past, decided = followed(db, community.id), same_things.of_community(db, community.id)
    crowd = crowd_of(db, community)
    attended, present = history.attendance(db, community.id), history.present(db, community.id)
    may_report = accounts.allowed(db, account.id, community.id, role="organizer")
pictures.style()
trends.show_lead(say(community.name, language), past.summaries, language)
if not past.summaries:
    empty_state(t(language, "history.history_empty"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

if may_report:
    with st.container(key="doors-reports", horizontal=True):
        link(t(language, "reports.take_along"), REPORTS, icon=":material/ios_share:")
chosen = trends.choose_meetings([each.meeting for each in attended], language)
moments = past.by_kind(chosen)
attended = [each for each in attended if each.meeting.id in chosen]
changes = changes_of(moments)
show_story(changes, language)
look = pictures.page_look(language)
days = [each.held_on for each in attended]
wish = None
for name in ACTIVITIES:
    if moments.get(name):
        of_kind = [change for change in changes if change.kind == name]
        trends.kind_path(name, moments[name], of_kind, crowd, look, (min(days), max(days)))
        wish = ask_joins(community.id, name, things_of(moments[name]), decided, language) or wish
if attended:
    trends.participation(attended, look, (min(days), max(days)))
    trends.who_was_there(presence(present, [each.meeting.id for each in attended], crowd), attended, crowd, language)
if past.fresh:
    save(lambda db: summaries.keep(db, past.fresh))
if wish and may_run(account, community.id):
    save(wish)
    st.rerun()
