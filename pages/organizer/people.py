"""Who holds which role, since when and until when; whose turn it is to facilitate; how widely that is spread."""

from __future__ import annotations

from urllib.parse import urljoin

import streamlit as st

from components.accounts import reader_language, require_account
from components.leading import rota
from components.leading.spread import spread
from components.live.store import open_store
from components.text import t
from components.ui import bringing_in, people, pictures, turns
from components.ui.dates import today
from components.ui.frame import COMMUNITY, empty_state, frame, link, section
from components.ui.guard import choose_community
from components.ui.invite import base_of_tab
from db import accounts, history, invitations, meetings, roles

account = require_account()
language = reader_language(account)
frame(
    t(language, "people.title"), account, active="people", language=language, lead=t(language, "people.lead"),
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "people.no_community"))
    link(t(language, "facilitator.page_community"), COMMUNITY)
    st.stop()
with open_store() as db:
    may_change = accounts.allowed(db, account.id, community.id, role="organizer")
    held = roles.of_community(db, community.id)
    invited = invitations.of_community(db, community.id) if may_change else []
    every = meetings.of_community(db, community.id)
    attended = history.attendance(db, community.id)
base = (base_of_tab(None) or urljoin(st.context.url or "http://localhost", ".")).rstrip("/")
past = [meeting for meeting in reversed(every) if meeting.is_in_history]
pictures.style()
with st.container(key="narrow"):
    section(t(language, "people.now"))
    if not may_change:
        st.caption(t(language, "facilitator.organizers_only"))
    people.show_people(account, community, held, may_change, language)
    people.show_before(account, community, held, may_change, language)

    if may_change:
        section(t(language, "people.bring_in"))
        with st.expander(t(language, "people.invite"), icon=":material/link:", expanded=True):
            bringing_in.invite_form(account, community, held, base, language)
        with st.expander(t(language, "people.note"), icon=":material/edit_note:"):
            people.note_form(account, community, language)
        with st.expander(t(language, "people.add_known"), icon=":material/person_add:"):
            bringing_in.show_invitation(account, community, language)
        bringing_in.open_invitations(account, community, invited, language)

    section(t(language, "people.turns"))
    st.caption(t(language, "people.turns_lead"))
    in_order = rota.rota(held, past, today())
    turns.next_turn(account, community, in_order, rota.next_of(every, today()), base, may_change, language)
    turns.in_turn(account, community, in_order, language)

    section(t(language, "people.spread_title"))
    turns.how_spread(spread([(each.held_on, each.facilitated_by) for each in past]), attended, language)
