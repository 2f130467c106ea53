"""From the charter to the room: an activity, ready to use, on the agenda of a coming meeting."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.activities.base import Proposed
from components.charter.parts import Part
from components.live import charter
from components.live.control import CannotControl
from components.live.store import open_store
from components.page_turn import turn_to
from components.templates import Step
from components.templates.charter import adopt, ask_for_proposals, put_in_order
from components.text import reason, say, t
from components.text.days import day
from components.text.distinct import distinct
from components.ui.frame import AGENDA, MEETINGS, link
from components.ui.guard import do, may_run
from db.accounts import Account
from db.communities import Community


def put_part_dialog(account: Account, community: Community, part: Part, language: str) -> None:
    """How a part of the charter is put to the room, and at which meeting."""
    steps = {"ask": ask_for_proposals(part.name), "rank": put_in_order(part.name)}
    if part.latest:
        text = part.latest
        proposal = text.id if text.adopted_at is None else ""
        steps = {"adopt": adopt(Proposed(part.name, text.said.text, proposal)), **steps}
    put_dialog(account, community, steps, language, key=f"put-{part.name}")


def put_dialog(account: Account, community: Community, steps: Mapping[str, Step], language: str, *, key: str) -> None:
    """Choose one of the steps and a coming meeting; once it is on its agenda, that agenda.

    A step is described by the texts `charter.put_<name>` and `charter.put_<name>_about`.
    """
    if not may_run(account, community.id):
        st.rerun()
    with open_store() as db:
        found = charter.coming(db, community.id)
    if not found:
        st.text(t(language, "charter.no_meeting"))
        link(t(language, "facilitator.page_meetings"), MEETINGS, {"community": community.id})
        return
    with st.container(key=f"choices-{key}"):
        how = st.radio(
            t(language, "charter.how"), list(steps), key=f"{key}.how", width="stretch",
            label_visibility="visible" if len(steps) > 1 else "collapsed",
            format_func=lambda name: t(language, f"charter.put_{name}"),
            captions=[t(language, f"charter.put_{name}_about") for name in steps],
        )  # fmt: skip
    names = distinct({each.id: f"{say(each.title, language)} · {day(each.held_on, language)}" for each in found})
    meeting_id = st.selectbox(
        t(language, "charter.which_meeting"), list(names), format_func=names.__getitem__, key=f"{key}.meeting"
    )
    if st.button(t(language, "charter.put_it"), key=f"{key}.go", type="primary"):
        try:
            do(account, community.id, lambda db: charter.put_to_room(db, community.id, meeting_id, steps[how]))
        except CannotControl as error:
            st.error(reason(language, error.code))
            return
        turn_to(AGENDA, meeting=meeting_id)
