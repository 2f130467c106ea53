"""A meeting's page: what every activity ended with, every round, the texts, and the answers to take along."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language
from components.live import past
from components.live.store import open_store
from components.text import say, t
from components.text.days import day
from components.themes.cards import cards_of
from components.ui import adopting, around, correct, gathering, keepsakes, pictures, results
from components.ui.frame import CONTROL, LIBRARY, MEETINGS, REPORTS, THEMES, empty_state, frame, link
from components.ui.guard import require_meeting
from db import accounts, communities, contacts, participants

account, meeting = require_meeting()
language = reader_language(account)
with open_store() as db:
    community = communities.by_id(db, meeting.community_id)
    agenda = past.agenda_of(db, meeting)
    reached = contacts.of_meeting(db, meeting.id)
    people = participants.count_of_meeting(db, meeting.id)
    may_report = accounts.allowed(db, account.id, meeting.community_id, role="organizer")

where = {"day": day(meeting.held_on, language), "community": say(community.name, language) if community else ""}
frame(
    say(meeting.title, language), account, active="meetings", language=language,
    lead=t(language, "history.lead_people" if people else "history.lead", n=people, **where),
    crumbs=[(t(language, "facilitator.page_meetings"), MEETINGS, {})],
)  # fmt: skip
pictures.style()

if meeting.is_rehearsal:
    st.info(t(language, "history.rehearsal"))
if meeting.phase in ("lobby", "live"):
    st.info(t(language, "history.going_on"))
    with st.container(key="doors-control"):
        link(t(language, "history.to_control"), CONTROL, {"meeting": meeting.id})
around.meeting_facts(meeting, language)
correct.left_out_note(meeting, language)
if not any(activity.rounds for activity in agenda):
    empty_state(t(language, "history.nothing_yet"))
    correct.correct_record(account, meeting, agenda, language)
    st.stop()
if not meeting.is_rehearsal and meeting.phase == "ended":
    keepsakes.take_along(account, meeting, language)
    if may_report:
        with st.container(key="doors-report", horizontal=True):
            query = {"community": meeting.community_id, "meeting": meeting.id}
            link(t(language, "reports.of_meeting"), REPORTS, query, icon=":material/ios_share:")
if not meeting.is_rehearsal:
    results.download_buttons(account, meeting, language)
if not meeting.is_rehearsal and cards_of(agenda):
    with st.container(key="doors-themes", horizontal=True):
        link(t(language, "themes.door"), THEMES, {"meeting": meeting.id})
        link(t(language, "library.promote_door"), LIBRARY, results.library_of(meeting))

look = pictures.page_look(language)
for activity in agenda:
    if activity.kind.steps:
        results.activity_card(account, meeting, activity, look)
        gathering.contacts_list(activity, reached, language)
        adopting.offer_on_results(account, meeting, activity, language)
    else:
        results.talk_line(activity, language)
correct.correct_record(account, meeting, agenda, language)
