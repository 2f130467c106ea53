"""Correcting the record of a meeting that has ended, on its page; and what was corrected, for organizers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from random import Random, SystemRandom

import streamlit as st

from components.exports import Said, said_in
from components.live import record
from components.live.control import CannotControl
from components.live.past import PastActivity, PastRound
from components.live.store import open_store
from components.page_turn import turn_to
from components.text import UnknownText, reason, say, t
from components.text.days import day
from components.text.distinct import distinct
from components.text.literal import literal
from components.ui.dates import PICKER, moment
from components.ui.doors import set_aside_before
from components.ui.frame import MEETINGS, confirm
from components.ui.guard import do
from db import communities, corrections
from db.accounts import Account
from db.corrections import Correction
from db.engine import Store
from db.meetings import Meeting
from db.withdrawals import Withdrawn

REMOVED = "removed_meeting"
"""Where a tab keeps the meeting it deleted, to be put back on the page of all meetings."""
_LONGEST = 140
_SEED = "correct-order"
Wish = Callable[[Store], object]


def correct_record(account: Account, meeting: Meeting, agenda: Sequence[PastActivity], language: str) -> None:
    """What can be put right about a meeting that has ended, one click away; nothing for others."""
    if meeting.phase != "ended" or meeting.is_rehearsal:
        return
    problem = st.session_state.pop("correct-problem", None)
    with st.expander(t(language, "correct.title"), icon=":material/edit_note:"):
        if problem:
            st.warning(problem)
        st.caption(t(language, "correct.lead"))
        wish = _another_day(account.name, meeting, language)
        wish = _answer(account.name, meeting, agenda, language) or wish
        wish = _left_out(account.name, meeting, language) or wish
        with st.container(key="correct-forget"):
            _head("forget", language)
            if st.button(t(language, "correct.forget"), key="correct-forget-ask"):
                title = t(language, "correct.forget_title")
                st.dialog(title, width="medium")(_ask_forget)(account, meeting, language)
    _act(account, meeting, wish, language)


def left_out_note(meeting: Meeting, language: str) -> None:
    """That a meeting is in no history, where it is left out."""
    if meeting.is_left_out:
        st.info(t(language, "correct.is_left_out"))


def show_corrections(account: Account, community_id: str, language: str) -> None:
    """What was corrected in a community's record, one click away, for its organizers."""
    with open_store() as db:
        is_organizer = communities.role_of(db, community_id, account.id) == "organizer"
        found = corrections.of_community(db, community_id) if is_organizer else []
    if found:
        with st.expander(t(language, "correct.log_title", n=len(found)), icon=":material/history:"):
            for each in found:
                st.text(in_words(each, language))
                by = each.by_name or t(language, "correct.log_by_attune")
                st.caption(literal(f"{moment(each.at, language)} · {by}"))


def in_words(one: Correction, language: str) -> str:
    """A correction as a sentence."""
    days = {name: day(one.words[name], language) for name in ("held_on", "old", "new", "since") if name in one.words}
    named = ("meeting", "activity", "thing", "other")
    titles = {name: say(one.words[name], language) for name in named if name in one.words}
    numbers = {name: one.words[name] for name in ("phones", "answers", "months", "file") if name in one.words}
    name = "unlink_never" if one.what == "unlink_after" and one.words["months"] is None else one.what
    return t(language, f"correct.log_{name}", **days, **titles, **numbers)


def _act(account: Account, meeting: Meeting, wish: Wish | None, language: str) -> None:
    """Save what was wished for and draw anew; what cannot be done is said."""
    if wish is None:
        return
    try:
        do(account, meeting.community_id, wish, still="record")
    except CannotControl as error:
        st.session_state["correct-problem"] = reason(language, error.code)
    else:
        st.toast(t(language, "correct.saved"))
    st.rerun()


def _head(name: str, language: str) -> None:
    st.markdown(f"**{t(language, f'correct.{name}_title')}**")
    st.caption(t(language, f"correct.{name}_lead"))


def _another_day(by: str, meeting: Meeting, language: str) -> Wish | None:
    _head("date", language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.date_input(
            t(language, "facilitator.held_on"), date.fromisoformat(meeting.held_on), format=PICKER[language],
            key=f"correct-day-{meeting.held_on}", width=200,
        )  # fmt: skip
        is_wanted = st.button(t(language, "correct.date"), key="correct-date")
    return partial(_move, by, meeting.id, chosen.isoformat()) if is_wanted else None


def _move(by: str, meeting_id: str, held_on: str, db: Store) -> None:
    record.move(db, by, meeting_id, held_on)


def _left_out(by: str, meeting: Meeting, language: str) -> Wish | None:
    _head("leave_out", language)
    words = "take_in" if meeting.is_left_out else "leave_out"
    is_wanted = st.button(t(language, f"correct.{words}"), key="correct-leave-out")
    return (lambda db: record.leave_out(db, by, meeting.id, not meeting.is_left_out)) if is_wanted else None


def _answer(by: str, meeting: Meeting, agenda: Sequence[PastActivity], language: str) -> Wish | None:
    """Choose the activity, the round where there are several, and what was said; then it counts no more."""
    _head("withdraw", language)
    wish = set_aside_before(meeting, by, language)
    wish = _to_put_back(by, meeting, language) or wish
    found = {rnd.round.id: (activity, rnd) for activity in agenda for rnd in activity.rounds if rnd.given}
    names = distinct({name: _round_words(*each, language) for name, each in found.items()})
    if not names:
        return wish
    chosen = st.selectbox(
        t(language, "correct.which_activity"), list(names), None, format_func=names.__getitem__, key="correct-round",
        placeholder=t(language, "correct.choose"),
    )  # fmt: skip
    return _what_was_said(by, meeting, found[chosen][1], language) or wish if chosen in found else wish


def _what_was_said(by: str, meeting: Meeting, rnd: PastRound, language: str) -> Wish | None:
    seed = st.session_state.setdefault(_SEED, SystemRandom().getrandbits(64))
    said = {f"{place}": each for place, each in enumerate(said_in(rnd, language, Random(f"{seed}{rnd.round.id}")))}
    if not said:
        st.caption(t(language, "correct.withheld"))
        return None
    names = distinct({name: said_words(each, language) for name, each in said.items()})
    chosen = st.selectbox(
        t(language, "correct.which_answer"), list(names), None, format_func=names.__getitem__,
        key=f"correct-answer-{rnd.round.id}-{len(names)}", placeholder=t(language, "correct.choose"),
    )  # fmt: skip
    is_wanted = st.button(t(language, "correct.withdraw"), key="correct-withdraw", disabled=chosen is None)
    if not is_wanted or chosen not in said:
        return None
    answer_id = said[chosen].answer_id
    return lambda db: record.withdraw(db, by, meeting.id, answer_id)


def said_words(said: Said, language: str) -> str:
    """What was said on one line, and whether somebody typed it for them."""
    parts = [f"{_label(field, label, language)}{value}" for field, label, value in said.cells]
    words = " · ".join(" ".join(part.split()) for part in parts)
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"{short} ({t(language, 'correct.on_behalf')})" if said.is_on_behalf else short


def _label(field: str, label: str, language: str) -> str:
    side = field.partition(".")[2]
    try:
        side = t(language, f"history.part_{side}") if side else ""
    except UnknownText:
        side = ""
    words = " · ".join(part for part in (label, side) if part)
    return f"{words}: " if words else ""


def _round_words(activity: PastActivity, rnd: PastRound, language: str) -> str:
    title = f"{activity.activity.position}. {say(activity.activity.title, language)}"
    return f"{title} · {t(language, 'history.round', number=rnd.round.number)}" if activity.others else title


def _to_put_back(by: str, meeting: Meeting, language: str) -> Wish | None:
    """What was withdrawn within a day, each with the way back."""
    with open_store() as db:
        lately = record.withdrawn_lately(db, meeting.id)
    wanted: list[Withdrawn] = []
    for each in lately:
        with st.container(horizontal=True, vertical_alignment="center", key=f"correct-back-{each.answer_id}"):
            st.text(t(language, "correct.was_withdrawn", activity=say(each.activity, language)), width="stretch")
            if st.button(t(language, "correct.put_back"), key=f"put-back-{each.answer_id}"):
                wanted.append(each)
    return (lambda db: record.put_back(db, by, meeting.id, wanted[0].answer_id)) if wanted else None


def _ask_forget(account: Account, meeting: Meeting, language: str) -> None:
    """Say what will be gone; this tab keeps it, and offers it on the page of all meetings."""
    question = t(language, "facilitator.delete_answered", title=say(meeting.title, language))
    agreed = confirm(question, t(language, "facilitator.delete_yes"), language, key=f"forget-{meeting.id}")
    if agreed:
        removed = do(
            account, meeting.community_id, lambda db: record.forget(db, account.name, meeting.id), still="erasing"
        )
        st.session_state[REMOVED] = (meeting, removed)
        turn_to(MEETINGS)
