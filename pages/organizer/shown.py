"""For sponsors, catalysts and participants who sign in: what the group has shown, to read and nothing else."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.text import say, t
from components.ui.frame import empty_state, frame, section
from components.ui.shown import choose_order, choose_shown, show
from components.ui.shown_charter import show_charter

account = require_account()
language = reader_language(account)
frame(t(language, "people.shown"), account, active="shown", language=language, lead=t(language, "people.shown_lead"))
community = choose_shown(account, language)
if community is None:
    empty_state(t(language, "people.shown_none"))
    st.stop()
section(say(community.name, language))
order = choose_order(account, community, language)
show_charter(account, community, language, is_first=order is None)
if order is None:
    empty_state(t(language, "people.shown_nothing"))
    st.stop()
show(account, order, language)
