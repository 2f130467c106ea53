"""What the last meeting left out for want of time, offered while the next one is planned."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.text import say, t
from components.ui.agenda_list import kind_words
from db.activities import Activity


def offer_left_out(found: Sequence[Activity], language: str) -> Activity | None:
    """The activities that were left out; the one that is to stand on this agenda, once that is asked for."""
    wanted = None
    if not found:
        return None
    with st.container(key="card-left-out"):
        st.html(f'<p class="attune-section" style="margin-top: 0">{t(language, "facilitator.left_out")}</p>')
        for activity in found:
            with st.container(key=f"left-out-{activity.id}", horizontal=True, vertical_alignment="center"):
                facts = [
                    kind_words(activity.kind, "name", language),
                    t(language, "facilitator.minutes", minutes=activity.planned_minutes),
                ]
                title = escape(say(activity.title, language))
                st.html(f'<div class="attune-what"><b>{title}</b><span>{escape(" · ".join(facts))}</span></div>')
                if st.button(t(language, "facilitator.take_up"), key=f"take-up-{activity.id}", icon=":material/add:"):
                    wanted = activity
    return wanted
