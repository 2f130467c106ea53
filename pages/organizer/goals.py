"""A community's goals: what it wants to reach, how far it has come, why it should work, and what it tries."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.goals.aims import aims_of
from components.goals.gauges import gauges_of
from components.history.joins import look_back
from components.live.store import open_store
from components.text import t
from components.ui import pictures
from components.ui.counting import count_first
from components.ui.frame import MEETINGS, empty_state, frame, link
from components.ui.goal_board import show_goals, style
from components.ui.goal_theory import show_theory
from components.ui.goal_trials import show_trials
from components.ui.guard import choose_community
from db import endings, goals, history, library, theories, trials

VIEWS = ("goals", "theory", "trials")

account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_goals"), account, active="goals", language=language, lead=t(language, "goals.lead")
)  # fmt: skip
pictures.style()
style()
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()

with st.container(key="goals-views"):
    view = st.segmented_control(
        t(language, "goals.views"), VIEWS, default=VIEWS[0], key="goals-view", label_visibility="collapsed",
        required=True, format_func=lambda name: t(language, f"goals.view_{name}"),
    )  # fmt: skip
with open_store() as db:
    is_open = not any(each.is_closed for each in endings.of_community(db, community.id))
    own, areas = goals.of_community(db, community.id), theories.areas(db, community.id)
    theory, tested = theories.of_community(db, community.id), trials.of_community(db, community.id)
if view == "goals":
    count_first(community.id, language)
    past = look_back(community.id)
    with open_store() as db:
        aims = aims_of(db, community.id, gauges_of(past.summaries, history.attendance(db, community.id)))
    show_goals(account, community, aims, pictures.page_look(language), is_open=is_open)
elif view == "theory":
    show_theory(account, community, theory, areas, own, language, is_open=is_open)
else:
    with open_store() as db:
        lessons = library.of_trials(db, community.id)
    show_trials(account, community, tested, lessons, own, language, is_open=is_open)
