"""The workgroups of a community as cards, what could become one, and the form for a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from components.live import workgroups as live
from components.live.store import open_store
from components.live.workgroups import Waiting
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.dates import PICKER, today
from components.ui.frame import section, tag, turn_to
from components.ui.words import every_language
from db import communities, workgroups
from db.communities import Community
from db.engine import Store
from db.meetings import Meeting
from db.removal import Removed
from db.workgroups import Workgroup

Wish = Callable[[Store], Any]
LONGEST_NAME, LONGEST_GOAL, LONGEST_LEAD = 120, 200, 80
MOST_PEOPLE = 500
_REMOVED = "removed_workgroup"


@dataclass(frozen=True)
class Described:
    """What is said about a workgroup in its form."""

    name: dict[str, str]
    goal: dict[str, str]
    lead: str
    people: int | None
    due_on: str | None


def waiting_cards(community: Community, found: Sequence[Waiting], language: str) -> Wish | None:
    """Groups that people joined at a meeting, with the one tap that makes workgroups of them."""
    wish: Wish | None = None
    for each in found:
        with st.container(key=f"card-waiting-{each.activity.id}", horizontal=True, vertical_alignment="center"):
            names = ", ".join(
                t(language, "workgroup.joined", name=say(group.name, language), n=group.people) for group in each.groups
            )
            where = {"meeting": say(each.meeting.title, language), "day": day(each.meeting.held_on, language)}
            st.text(t(language, "workgroup.waiting", names=names, **where), width="stretch")
            words = "workgroup.keep_one" if len(each.groups) == 1 else "workgroup.keep"
            if st.button(t(language, words), key=f"keep-{each.activity.id}", icon=":material/groups:", type="primary"):
                wish = partial(live.keep, community_id=community.id, activity_id=each.activity.id)
    return wish


def of_meeting(meeting: Meeting, language: str) -> Wish | None:
    """The same on the page that ends a meeting, once it has ended: for the groups people joined at it."""
    with open_store() as db:
        community = communities.by_id(db, meeting.community_id)
        found = live.waiting(db, meeting.community_id) if meeting.phase == "ended" else []
    here = [each for each in found if each.meeting.id == meeting.id]
    return waiting_cards(community, here, language) if community else None


def cards(found: Sequence[Workgroup], language: str) -> None:
    """The open workgroups two beside each other, then those that are closed with what came of them."""
    at_work, closed = [each for each in found if each.is_open], [each for each in found if not each.is_open]
    for start in range(0, len(at_work), 2):
        for column, each in zip(st.columns(2, gap="medium"), at_work[start : start + 2], strict=False):
            with column:
                _card(each, language)
    if closed:
        section(t(language, "workgroup.closed_ones"))
        for each in closed:
            _card(each, language)


def _card(group: Workgroup, language: str) -> None:
    with st.container(key=f"card-group-{group.id}"):
        st.html(_what(group, language))
        if st.button(t(language, "workgroup.open"), key=f"open-{group.id}"):
            turn_to({"group": group.id})


def _what(group: Workgroup, language: str) -> str:
    """A card's words: its name, what it set out to do or what came of it, and its facts."""
    outcome = say(group.outcome, language) if not group.is_open and group.outcome else ""
    goal = outcome or (say(group.goal, language) if group.goal else "")
    lines = "".join(f"<span>{escape(fact)}</span>" for fact in facts(group, language))
    under = f'<p class="workgroup-goal">{escape(goal)}</p>' if goal else ""
    status = tag(t(language, f"workgroup.{'at_work' if group.is_open else 'closed'}"), is_on=group.is_open)
    ahead = group.ahead[0].text if group.is_open and group.ahead else ""
    following = f'<p class="workgroup-next">{escape(t(language, "workgroup.next_step", step=ahead))}</p>'
    return (
        f'<div class="attune-what"><b>{escape(say(group.name, language))}</b>{status}{lines}</div>'
        f"{under}{following if ahead else ''}"
    )


def facts(group: Workgroup, language: str) -> list[str]:
    """Who leads it, how many are in it, how many steps are done, and its days, in words."""
    done, steps = len(group.steps) - len(group.ahead), len(group.steps)
    lead = t(language, "workgroup.led_by", name=group.lead) if group.lead else t(language, "workgroup.no_lead")
    people = group.people and t(language, "workgroup.one" if group.people == 1 else "workgroup.people", n=group.people)
    days = (
        t(language, f"workgroup.{'until' if group.due_on >= today() else 'was_due'}", day=day(group.due_on, language))
        if group.due_on and group.is_open
        else t(language, "workgroup.closed_on", day=day(group.closed_on, language))
        if group.closed_on
        else t(language, "workgroup.since", day=day(group.began_on, language))
    )
    return [
        each
        for each in (lead, people, t(language, "workgroup.steps_done", done=done, n=steps) if steps else "", days)
        if each
    ]


def new_group(community: Community, language: str, *, is_open: bool) -> Wish | None:
    """The form for a workgroup that did not come from a meeting."""
    with st.expander(t(language, "workgroup.new"), icon=":material/add:", expanded=is_open):
        described = group_form(None, community, language, key=f"new-group-{community.id}")
    if described is None:
        return None
    return partial(
        workgroups.add, community_id=community.id, name=described.name, began_on=today(), goal=described.goal,
        lead=described.lead, people=described.people, due_on=described.due_on,
    )  # fmt: skip


def group_form(group: Workgroup | None, community: Community, language: str, *, key: str) -> Described | None:
    """A workgroup's name, goal, lead, number of people and day; what they shall be once that is saved."""
    with st.form(key, border=False, clear_on_submit=group is None):
        name = every_language(
            t(language, "workgroup.name"), group.name if group else {}, community.languages, language,
            key=f"{key}.name", most=LONGEST_NAME,
        )  # fmt: skip
        goal = every_language(
            t(language, "workgroup.goal"), group.goal if group else {}, community.languages, language,
            key=f"{key}.goal", most=LONGEST_GOAL,
        )  # fmt: skip
        left, middle, right = st.columns([3, 2, 2])
        lead = left.text_input(
            t(language, "workgroup.lead"), group.lead if group else "", LONGEST_LEAD, key=f"{key}.lead"
        )
        people = middle.number_input(
            t(language, "workgroup.number"), 1, MOST_PEOPLE, group.people if group else None, key=f"{key}.people"
        )
        due = right.date_input(
            t(language, "workgroup.due"), date.fromisoformat(group.due_on) if group and group.due_on else None,
            format=PICKER[language], key=f"{key}.due",
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "workgroup.save" if group else "workgroup.make"), type="primary")
    if is_sent and not name:
        st.error(t(language, "workgroup.name_missing"))
    if not is_sent or not name:
        return None
    due_on = due.isoformat() if isinstance(due, date) else None
    return Described(name, goal, " ".join(lead.split()), people, due_on)


def remember_removed(community_id: str, removed: Removed | None) -> None:
    """Keep what was deleted in this tab, for the one tap that brings it back."""
    if removed:
        st.session_state[_REMOVED] = (community_id, removed)


def offer_undo(community_id: str, language: str) -> Wish | None:
    """For a workgroup just deleted: bring it back."""
    kept_for, removed = st.session_state.get(_REMOVED, ("", None))
    if kept_for != community_id or removed is None:
        return None
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        name = say(workgroups.name_in(removed), language)
        st.text(literal(t(language, "workgroup.deleted", name=name)), width="stretch")
        if not st.button(t(language, "workgroup.undo"), key="workgroup-undo", icon=":material/undo:"):
            return None
    del st.session_state[_REMOVED]
    return partial(workgroups.bring_back, community_id=community_id, removed=removed)
