"""How a meeting ends: the words for its last screen, the next date, and *You said, we changed* for the next one."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language
from components.live import past
from components.live.closing import shared_texts
from components.live.control import CannotControl
from components.live.permission import Still
from components.live.store import open_store
from components.text import reason, say, t
from components.ui import closing_parts, pictures
from components.ui.closing_parts import Wish
from components.ui.frame import CONTROL, LIBRARY, MEETINGS, RESULTS, frame, link
from components.ui.guard import do, require_meeting, stay
from components.ui.workgroups_list import of_meeting
from db import changes, communities, next_meetings

_LOOK_AGAIN = 5


def head(name: str) -> None:
    """A card's heading and one sentence."""
    st.subheader(t(language, f"closing.{name}_title"), anchor=False)
    st.caption(t(language, f"closing.{name}_lead"))


def act(wish: Wish | None, still: Still | None = None) -> None:
    """Save what was wished for and draw anew; what cannot be done is said in one sentence."""
    if wish is None:
        return
    try:
        do(account, meeting.community_id, wish, still=still)
    except CannotControl as error:
        st.session_state["problem"] = reason(language, error.code)
    else:
        st.toast(t(language, "closing.saved"))
    st.rerun()


@st.fragment(run_every=_LOOK_AGAIN)
def show_echoes() -> None:
    """The words for the last screen; answers still come in."""
    stay(account, meeting)
    with open_store() as db:
        agenda = past.agenda_of(db, meeting, with_open=True)
    with st.container(key="card-echoes"):
        head("echoes")
        wish = closing_parts.echoes(meeting, agenda, language)
    act(wish, "record")


account, meeting = require_meeting()
language = reader_language(account)
with open_store() as db:
    community = communities.by_id(db, meeting.community_id)
    agreed = next_meetings.of_meeting(db, meeting.id)
    waiting = changes.waiting(db, meeting.community_id)
    agenda = past.agenda_of(db, meeting, with_open=True)
assert community is not None, "a meeting's community exists by foreign key"
frame(
    t(language, "facilitator.page_closing"), account, active="meetings", language=language,
    lead=t(language, "closing.lead"),
    crumbs=[
        (t(language, "facilitator.page_meetings"), MEETINGS, {"community": community.id}),
        (say(meeting.title, language), RESULTS if meeting.phase == "ended" else CONTROL, {"meeting": meeting.id}),
    ],
)  # fmt: skip
pictures.style()
problem = st.session_state.pop("problem", None)
if problem:
    st.warning(problem)
with st.container(key="doors-closing", horizontal=True):
    link(t(language, "history.to_control"), CONTROL, {"meeting": meeting.id})
    if meeting.phase == "ended":
        link(t(language, "facilitator.page_results"), RESULTS, {"meeting": meeting.id})
        link(t(language, "library.promote_door"), LIBRARY, {"meeting": meeting.id})
show_echoes()
with st.container(key="card-next"):
    head("next")
    act(closing_parts.next_date(meeting, agreed, language))
act(of_meeting(meeting, language))
with st.container(key="card-changed"):
    head("changed")
    closing_parts.written(agenda, language)
    act(closing_parts.changed(meeting, waiting, shared_texts(agenda), community.languages, language))
