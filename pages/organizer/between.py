"""Between two meetings: one question that stays open, and what everybody finds on their own page."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.live import between
from components.live.store import open_store
from components.text import t
from components.ui.between import question_card, replies_list
from components.ui.frame import COMMUNITY, empty_state, frame, link, section
from components.ui.guard import choose_community
from db import accounts

account = require_account()
language = reader_language(account)
frame(
    t(language, "between.title"), account, active="between", language=language, lead=t(language, "between.lead"),
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "people.no_community"))
    link(t(language, "facilitator.page_community"), COMMUNITY)
    st.stop()
with open_store() as db:
    may_ask = accounts.allowed(db, account.id, community.id, role="organizer")
    found = between.replies_of(db, community.id)
with st.container(key="narrow"):
    section(t(language, "between.question_title"))
    question_card(account, community, found, may_ask, language)
    section(t(language, "between.replies"))
    replies_list(account, community, found, language)
    section(t(language, "between.own_pages"))
    st.markdown(t(language, "between.own_pages_lead"))
