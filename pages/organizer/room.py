"""Who is in the room: how constituents are involved, who is wanted and comes, and whose voice is missing."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.accounts import reader_language, require_account
from components.history.groups import crowd_of, presence
from components.history.in_room import voices, wanted
from components.live.store import open_store
from components.text import t
from components.ui import pictures
from components.ui.frame import MEETINGS, empty_state, frame, link
from components.ui.guard import choose_community, do
from components.ui.involvement import ERASING, involvement_list
from components.ui.wanted import MEETINGS_TOLD, against, missing_voices, wish_form
from db import accounts, history, involvements, wished_presence
from db import voices as said

account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_room"), account, active="room", language=language, lead=t(language, "room.lead")
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()
pictures.style()
with open_store() as db:
    may_change = accounts.allowed(db, account.id, community.id, role="organizer")
    involved = involvements.of_community(db, community.id)
    wished = wished_presence.of_community(db, community.id)
    crowd = crowd_of(db, community)
    attended, present = history.attendance(db, community.id), history.present(db, community.id)
    heard = said.heard(db, community.id, MEETINGS_TOLD)
held = [each.meeting for each in attended]
if not may_change:
    st.caption(t(language, "facilitator.organizers_only"))
wish = involvement_list(community, involved, language, is_open=may_change)
chosen = wish_form(community, wished, crowd, language, is_open=may_change)
shown = presence(present, [meeting.id for meeting in held], crowd)
against(wanted(wished, shown, [each.present for each in attended]), held, crowd, language)
asked = [meeting for meeting in held if meeting.id in heard]
missing_voices([(each, voices(present[each.id], heard[each.id], crowd, each.id)) for each in asked], crowd, language)
if chosen is not None and may_change:
    do(account, community.id, partial(wished_presence.put, community_id=community.id, wished=chosen), "organizer")
    st.toast(t(language, "facilitator.saved"))
    st.rerun()
if wish and may_change:
    do(account, community.id, wish, "organizer", still="erasing" if getattr(wish, "func", None) in ERASING else None)
    st.rerun()
