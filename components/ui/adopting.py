"""Once the room has answered: one tap that adopts its text into the charter, on the control and on a meeting's page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.live import charter
from components.live.control import CannotControl
from components.live.past import PastActivity
from components.live.room import Room
from components.live.store import open_store
from components.templates.charter import part_asked_about
from components.text import reason, t
from components.ui.desk import Wish
from components.ui.frame import CHARTER, link
from components.ui.guard import do
from db import charters
from db.accounts import Account
from db.meetings import Meeting


def offer_on_control(room: Room, by: str, language: str) -> Wish | None:
    """On the control, once answers to a text for the charter are closed."""
    if not room.activity or not room.kind or not room.round or room.meeting.is_rehearsal:
        return None
    proposed = room.kind.proposes(room.config)
    if proposed is None or room.round.phase == "open" or room.is_kept:
        return None
    texts = charters.of_community(room.store, room.community.id)
    said = (proposed.part, dict(proposed.text))
    if any(each.holds and (each.part, each.said.text) == said for each in texts):
        st.caption(t(language, "charter.is_adopted"))
        return None
    if not st.button(t(language, "charter.adopt"), key=f"adopt-{room.activity.id}", icon=":material/task_alt:"):
        return None
    return partial(
        charter.adopt, community_id=room.community.id, meeting_id=room.meeting.id, activity_id=room.activity.id, by=by
    )


def offer_on_results(account: Account, meeting: Meeting, activity: PastActivity, language: str) -> None:
    """On a meeting's page, for an activity that put a text for the charter to the room, or asked about one."""
    if meeting.is_rehearsal:
        return
    if part_asked_about(activity.activity.title) and activity.final and not activity.is_open:
        with st.container(key=f"doors-charter-{activity.activity.id}"):
            link(t(language, "charter.write_it_in"), CHARTER, {"community": meeting.community_id})
    with open_store() as db:
        texts = charters.of_community(db, meeting.community_id)
    found = charter.decided(activity, texts)
    if found is None:
        return
    with st.container(key=f"doors-adopt-{activity.activity.id}", horizontal=True, vertical_alignment="center"):
        if found.is_adopted:
            st.text(t(language, "charter.is_adopted"), width="content")
            link(t(language, "facilitator.page_charter"), CHARTER, {"community": meeting.community_id})
        elif st.button(
            t(language, "charter.adopt"), key=f"adopt-{activity.activity.id}", type="primary",
            icon=":material/task_alt:",
        ):  # fmt: skip
            _adopt(account, meeting, activity.activity.id, language)


def _adopt(account: Account, meeting: Meeting, activity_id: str, language: str) -> None:
    try:
        do(
            account, meeting.community_id,
            lambda db: charter.adopt(db, meeting.community_id, meeting.id, activity_id, account.name),
        )  # fmt: skip
    except CannotControl as error:
        st.error(reason(language, error.code))
        return
    st.rerun()
