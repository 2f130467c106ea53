"""What a room did not see of what was written, on its meeting's page, to be let through afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.activities.base import withheld_parts
from components.exports import names_in
from components.live import reading
from components.live.past import PastActivity, PastRound
from components.live.reading import Place
from components.text import t
from components.text.literal import literal
from components.ui.guard import do
from components.ui.written import Same, Shown, together
from db.accounts import Account
from db.meetings import Meeting

_UNDO = "undo_not_shown"


def kept_back(rnd: PastRound) -> list[Same]:
    """The texts of a round that a facilitator may read and the room did not, in an order that tells nothing."""
    if rnd.is_hidden:
        return []
    withheld = withheld_parts(rnd.tally)
    found = [
        Shown(entry, piece)
        for entry in rnd.given
        for piece in rnd.kind.pieces(rnd.config, rnd.step, entry.answer)
        if piece.part in entry.hidden and piece.part not in entry.merged
    ]
    return sorted(together(shown for shown in found if shown.question not in withheld), key=lambda same: same.id)


def not_shown(account: Account, meeting: Meeting, activity: PastActivity, language: str) -> None:
    """One click away, what waited or was left out in each round, and a button to show it after all."""
    _undo(account, meeting, activity, language)
    kept = [(rnd, same) for rnd in activity.rounds for same in kept_back(rnd)]
    if not kept:
        return
    words = t(language, "reading.not_shown", n=len(kept))
    opened = st.expander(words, key=f"not-shown-{activity.activity.id}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.caption(t(language, "reading.not_shown_about"))
        waiting = [same for _, same in kept if same.first.is_held and not same.first.is_listed]
        if len(waiting) > 1 and st.button(
            t(language, "reading.all", n=len(waiting)), key=f"let-all-{activity.activity.id}"
        ):
            _let(account, meeting, activity, [place for same in waiting for place in same.places])
        for rnd, same in kept:
            if _row(rnd, same, language):
                _let(account, meeting, activity, same.places)


def _row(rnd: PastRound, same: Same, language: str) -> bool:
    """One text, why it was not shown, and whether it shall be."""
    shown = same.first
    question = names_in(rnd.config_json, language).get(shown.question)
    with st.container(border=True, key=f"kept-{rnd.round.id}-{same.id}"):
        if question:
            st.caption(literal(question))
        st.text(f"{same.text} × {len(same.each)}" if len(same.each) > 1 else same.text)
        name = "is_of_today" if shown.is_of_today else "listed" if shown.is_listed else "waited"
        st.caption(t(language, "reading.was_left_out" if shown.is_hidden else f"reading.{name}"))
        return not shown.is_of_today and st.button(t(language, "reading.show"), key=f"let-{rnd.round.id}-{same.id}")


def _let(account: Account, meeting: Meeting, activity: PastActivity, places: Sequence[Place]) -> None:
    do(account, meeting.community_id, lambda db: reading.let_through(db, meeting.id, places), still="record")
    st.session_state[_UNDO] = (activity.activity.id, tuple(places))
    st.rerun()


def _undo(account: Account, meeting: Meeting, activity: PastActivity, language: str) -> None:
    """The way back from what was last shown in this activity."""
    activity_id, places = st.session_state.get(_UNDO, ("", ()))
    if activity_id != activity.activity.id:
        return
    with st.container(key="undo-bar", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "reading.undo_shown", n=len(places)), width="content")
        is_wanted = st.button(t(language, "reading.undo"), key="undo-let", icon=":material/undo:")
    if is_wanted:
        del st.session_state[_UNDO]
        do(account, meeting.community_id, lambda db: reading.wait_again(db, meeting.id, places), still="record")
        st.rerun()
