"""Small tests of change: plan, try, measure, decide; for whom it worked and why; and what was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from components.library.tried import keep_lesson
from components.text import say, t
from components.text.days import day
from components.ui.dates import PICKER, today
from components.ui.frame import LIBRARY, empty_state, link, tag
from components.ui.goal_words import in_tongue
from components.ui.guard import do, may_run
from db import library, trials
from db.accounts import Account
from db.communities import Community
from db.goals import Goal
from db.trials import DECISIONS, PARTS, Trial

_LONGEST = 600
_UNDO, _KEPT = "trial-undo", "trial-kept"
_STATIONS = ("planned", "tried", "measured", "decided")


def show_trials(
    account: Account, community: Community, found: Sequence[Trial], lessons: Mapping[str, str], own: Sequence[Goal],
    language: str, *, is_open: bool,
) -> None:  # fmt: skip
    """Each test with how far it has come, and the button to begin another; `lessons` has by test its entry."""
    _offer_undo(account, community, language)
    if not found:
        empty_state(t(language, "goals.trials_empty"))
    if is_open and st.button(
        t(language, "goals.trial_add"), key="trial-add", icon=":material/add:", type="secondary" if found else "primary"
    ):
        _open(account, community, Trial("", ""), own, language)
    titles = {goal.id: say(goal.title, language) for goal in own}
    for trial in found:
        with st.container(key=f"card-trial-{trial.id}"):
            st.html(drawn(trial, titles.get(trial.goal_id, ""), language))
            _ways(account, community, trial, lessons.get(trial.id, ""), own, language, is_open=is_open)
            _offer_to_take_out(account, community, trial, lessons.get(trial.id, ""), language)


def _ways(
    account: Account, community: Community, trial: Trial, lesson: str, own: Sequence[Goal], language: str, *,
    is_open: bool,
) -> None:  # fmt: skip
    with st.container(key=f"trial-ways-{trial.id}", horizontal=True, vertical_alignment="center"):
        if lesson:
            query = {"community": community.id, "entry": lesson}
            link(t(language, "goals.lesson_open"), LIBRARY, query, icon=":material/menu_book:")
        if not is_open:
            return
        if trial.decision and not lesson and st.button(
            t(language, "goals.lesson_keep"), key=f"trial-keep-{trial.id}", icon=":material/bookmark_add:"
        ):  # fmt: skip
            st.session_state.pop(_UNDO, None)
            st.session_state[_KEPT] = do(
                account, community.id, lambda db: keep_lesson(db, community.id, trial.id, language)
            )
            st.rerun()
        if st.button(t(language, "goals.trial_go_on"), key=f"trial-change-{trial.id}", icon=":material/edit:"):
            _open(account, community, trial, own, language)
        if st.button(t(language, "goals.trial_remove"), key=f"trial-remove-{trial.id}", type="tertiary"):
            do(account, community.id, lambda db: trials.remove(db, community.id, trial.id))
            st.session_state.pop(_KEPT, None)
            st.session_state[_UNDO] = trial
            st.rerun()


def _offer_to_take_out(account: Account, community: Community, trial: Trial, lesson: str, language: str) -> None:
    """For what was just put into the library: out of it again."""
    if not lesson or st.session_state.get(_KEPT) != lesson:
        return
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "goals.lesson_kept"), width="content")
        is_wanted = st.button(t(language, "facilitator.undo"), key="lesson-undo", icon=":material/undo:")
    if is_wanted:
        del st.session_state[_KEPT]
        do(account, community.id, lambda db: library.remove(db, community.id, lesson))
        st.rerun()


def drawn(trial: Trial, goal: str, language: str) -> str:
    """A test as HTML: four stations, then what was written in each."""
    at = _STATIONS.index(trial.stage)
    stations = "".join(
        f'<li class="{"been" if index <= at else "next"}">{escape(t(language, f"goals.station_{name}"))}</li>'
        for index, name in enumerate(_STATIONS)
    )
    decided = tag(t(language, f"goals.decision_{trial.decision}"), is_on=True) if trial.decision else ""
    facts = [t(language, "goals.begun", day=day(trial.begun_on, language))]
    facts += [t(language, "goals.decided_on", day=day(trial.decided_on, language))] if trial.decided_on else []
    facts += [t(language, "goals.for_goal", goal=goal)] if goal else []
    told = "".join(
        f"<dt>{escape(t(language, f'goals.trial_{part}'))}</dt><dd>{escape(say(trial.words[part], language))}</dd>"
        for part in PARTS
        if trial.words.get(part)
    )
    return (
        f'<ol class="attune-stations">{stations}</ol>{decided}<dl class="attune-trial">{told}</dl>'
        f'<p class="attune-goal-none">{escape(" · ".join(facts))}</p>'
    )


def _open(account: Account, community: Community, trial: Trial, own: Sequence[Goal], language: str) -> None:
    title = t(language, "goals.trial_go_on" if trial.id else "goals.trial_add")
    st.dialog(title, width="large")(_dialog)(account, community, trial, own, language)


def _dialog(account: Account, community: Community, trial: Trial, own: Sequence[Goal], language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    key = f"trial-{trial.id}"
    names = {
        "": t(language, "goals.no_goal"),
        **{each.id: say(each.title, language) for each in own if not each.is_away},
    }
    with st.form(f"{key}-form", border=False):
        goal = st.selectbox(
            t(language, "goals.trial_goal"), list(names), list(names).index(trial.goal_id) if trial.goal_id in names
            else 0, format_func=names.__getitem__, key=f"{key}.goal",
        )  # fmt: skip
        before = date.fromisoformat(trial.begun_on or today())
        begun = st.date_input(t(language, "goals.begun_ask"), before, format=PICKER[language], key=f"{key}.begun")
        written = {
            part: st.text_area(
                t(language, f"goals.trial_{part}"), say(trial.words.get(part, {}), language), 76, _LONGEST,
                key=f"{key}.{part}", placeholder=t(language, f"goals.trial_{part}_hint"),
            )
            for part in PARTS
        }  # fmt: skip
        decision = st.segmented_control(
            t(language, "goals.decide"), DECISIONS, default=trial.decision or None, key=f"{key}.decision",
            format_func=lambda name: t(language, f"goals.decision_{name}"),
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if not is_sent:
        return
    words = {part: in_tongue(trial.words.get(part, {}), language, text) for part, text in written.items()}
    if not words["plan"]:
        st.error(t(language, "goals.plan_missing"))
        return
    decided = (trial.decided_on or today()) if decision else None
    changed = replace(
        trial, goal_id=str(goal), words={part: told for part, told in words.items() if told},
        decision=str(decision or ""), begun_on=begun.isoformat() if begun else "", decided_on=decided,
    )  # fmt: skip
    do(account, community.id, lambda db: trials.put(db, community.id, changed, account.name))
    st.rerun()


def _offer_undo(account: Account, community: Community, language: str) -> None:
    if _UNDO not in st.session_state:
        return
    trial = st.session_state[_UNDO]
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "goals.trial_removed"), width="content")
        is_wanted = st.button(t(language, "facilitator.undo"), key="trial-undo-it", icon=":material/undo:")
    if is_wanted:
        del st.session_state[_UNDO]
        do(account, community.id, lambda db: trials.put(db, community.id, trial, account.name))
        st.rerun()
