"""One workgroup's page: what it set out to do, its steps and notes, the next agenda, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from components.live import workgroups as live
from components.live.store import open_store
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.dates import today
from components.ui.frame import AGENDA, MEETINGS, link, section
from components.ui.gathering import reached_in
from components.ui.words import every_language
from components.ui.workgroups_list import facts, group_form
from db import workgroups
from db.communities import Community
from db.engine import Store
from db.workgroups import Note, Workgroup

Wish = Callable[[Store], Any]
ERASING = (workgroups.erase, workgroups.bring_back)
"""What of it a community that has closed may still wish for."""
LONGEST_STEP, LONGEST_NOTE, LONGEST_OUTCOME = 200, 1000, 400


def workgroup_facts(group: Workgroup, language: str) -> None:
    """What came of it where it is closed, and who leads it, how many are in it and its days."""
    if group.outcome and not group.is_open:
        words, label = escape(say(group.outcome, language)), escape(t(language, "workgroup.came_of_it"))
        st.html(f'<div class="workgroup-outcome"><b>{label}</b><p>{words}</p></div>')
    st.html(f'<p class="attune-facts">{escape(" · ".join(facts(group, language)))}</p>')


def next_meeting(group: Workgroup, language: str) -> Wish | None:
    """The one tap that puts it on the next agenda; what it says there already, or the way to plan one."""
    with open_store() as db:
        meeting = live.next_planned(db, group.community_id, today())
        is_on = meeting is not None and live.is_on(db, meeting, group)
    with st.container(key="card-agenda", horizontal=True, vertical_alignment="center"):
        if meeting is None:
            st.text(t(language, "workgroup.no_meeting"), width="stretch")
            link(t(language, "workgroup.plan_one"), MEETINGS)
            return None
        where = {"meeting": say(meeting.title, language), "day": day(meeting.held_on, language)}
        if is_on:
            st.text(t(language, "workgroup.is_on", **where), width="stretch")
            link(t(language, "workgroup.to_agenda"), AGENDA, {"meeting": meeting.id})
            return None
        st.text(t(language, "workgroup.next_meeting", **where), width="stretch")
        words = t(language, "workgroup.put_on")
        if not st.button(words, key="put-on-agenda", icon=":material/playlist_add:", type="primary"):
            return None
    return partial(live.put_on_agenda, community_id=group.community_id, workgroup_id=group.id, meeting_id=meeting.id)


def steps(group: Workgroup, language: str) -> Wish | None:
    """What it wants to do, each with a tick, and a line for another."""
    section(t(language, "workgroup.steps"))
    wish: Wish | None = None
    with st.container(key="group-steps", gap=None):
        for step in [*group.ahead, *(each for each in group.steps if each.done_on)]:
            wish = _step(group, step, language) or wish
    if not group.steps:
        st.caption(t(language, "workgroup.no_steps"))
    if group.is_open:
        wish = _line(group, "step", LONGEST_STEP, language) or wish
    return wish


def _step(group: Workgroup, step: Note, language: str) -> Wish | None:
    with st.container(key=f"line-step-{step.id}", horizontal=True, vertical_alignment="center"):
        text = literal(step.text)
        label = text
        if step.done_on:
            label = f":gray[{text} · {literal(t(language, 'workgroup.done_on', day=day(step.done_on, language)))}]"
        is_done = st.checkbox(
            label, bool(step.done_on), key=f"done-{step.id}-{step.done_on}", width="stretch",
            disabled=not group.is_open,
        )  # fmt: skip
        wish = _erasing(group, step, language)
    if is_done == bool(step.done_on):
        return wish
    done_on = today() if is_done else None
    return partial(workgroups.set_done, community_id=group.community_id, note_id=step.id, done_on=done_on)


def notes(group: Workgroup, language: str) -> Wish | None:
    """What it wants to remember, the newest first, and a field for another."""
    section(t(language, "workgroup.notes"))
    wish: Wish | None = None
    written = [note for note in group.notes if note.kind == "note"]
    if group.is_open:
        wish = _line(group, "note", LONGEST_NOTE, language)
    elif not written:
        st.caption(t(language, "workgroup.no_notes"))
    for note in reversed(written):
        with st.container(key=f"line-note-{note.id}", horizontal=True, vertical_alignment="top"):
            st.html(
                f'<div class="workgroup-note"><span>{escape(day(note.on_day, language))}</span>'
                f"<p>{escape(note.text)}</p></div>",
                width="stretch",
            )
            wish = _erasing(group, note, language) or wish
    return wish


def _line(group: Workgroup, kind: str, most: int, language: str) -> Wish | None:
    """The field for one more step or note."""
    with (
        st.form(f"new-{kind}-{group.id}", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        write = st.text_input if kind == "step" else st.text_area
        text = write(
            t(language, f"workgroup.new_{kind}"), key=f"text-{kind}-{group.id}", max_chars=most, width="stretch"
        )
        is_sent = st.form_submit_button(t(language, f"workgroup.add_{kind}"))
    words = text.strip()
    if not is_sent or not words:
        return None
    return partial(
        workgroups.write, community_id=group.community_id, workgroup_id=group.id, kind=kind, text=words, on_day=today()
    )


def _erasing(group: Workgroup, note: Note, language: str) -> Wish | None:
    key, words = f"erase-{note.id}", t(language, "workgroup.erase")
    if not group.is_open or not st.button("", key=key, icon=":material/close:", help=words, type="tertiary"):
        return None
    return partial(workgroups.erase, community_id=group.community_id, note_id=note.id)


def contacts(group: Workgroup, language: str) -> None:
    """How those who joined it at a meeting, and agreed to it, may be reached; nothing where nobody did."""
    with open_store() as db:
        found = live.reached(db, group)
        people = reached_in(*found, language).get(say(group.name, language), []) if found else []
    if not people:
        return
    with st.expander(t(language, "workgroups.contacts", n=len(people))):
        st.caption(t(language, "workgroups.contacts_about"))
        lines = "".join(f"<li>{escape(' · '.join(filter(None, each)))}</li>" for each in people)
        st.html(f'<ul class="attune-contacts">{lines}</ul>')


def changing(group: Workgroup, community: Community, language: str) -> Wish | None:
    """The form in which all that is said about it is said anew."""
    with st.expander(t(language, "workgroup.change")):
        described = group_form(group, community, language, key=f"group-{group.id}")
    if described is None:
        return None
    return partial(
        workgroups.change, community_id=community.id, workgroup_id=group.id, name=described.name, goal=described.goal,
        lead=described.lead, people=described.people, due_on=described.due_on,
    )  # fmt: skip


def ending(group: Workgroup, community: Community, language: str) -> Wish | None:
    """The form that closes it with what came of it; for a closed one the way to let it go on."""
    if not group.is_open:
        if st.button(t(language, "workgroup.go_on"), key="reopen", icon=":material/restart_alt:"):
            return partial(workgroups.reopen, community_id=community.id, workgroup_id=group.id)
        return None
    with st.expander(t(language, "workgroup.end")):
        st.caption(t(language, "workgroup.end_about"))
        with st.form(f"end-{group.id}", border=False):
            outcome = every_language(
                t(language, "workgroup.came_of_it"), group.outcome, community.languages, language,
                key=f"outcome-{group.id}", most=LONGEST_OUTCOME,
            )  # fmt: skip
            is_sent = st.form_submit_button(t(language, "workgroup.close"))
    if not is_sent:
        return None
    if not outcome:
        st.error(t(language, "workgroup.outcome_missing"))
        return None
    return partial(workgroups.close, community_id=community.id, workgroup_id=group.id, on_day=today(), outcome=outcome)
