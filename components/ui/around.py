"""What was around the meetings, on pages: added to pictures, said in words, and the small editor of notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st

from components.charts.context import Context, Happened, Held, meeting_words, note_words
from components.history.quotes import Quoted
from components.live.store import open_store
from components.text import say, t
from components.text.days import day
from components.ui.dates import PICKER
from components.ui.guard import do
from components.ui.words import every_language
from db import activities, notes, stages
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.meetings import FORMATS, Meeting
from db.notes import Note

_LONGEST_NOTE = 120
_LONGEST_NAMES = 120
_DAYS_BEFORE = 31
"""What happened within so many days before a meeting stands on its page."""
_REMOVED = "removed_note"


def context_of(db: Store, community_id: str, held: Sequence[Meeting], language: str) -> Context:
    """These meetings and what happened around them, in the reader's words."""
    agendas = activities.titles_by_meeting(db, community_id)
    meetings = [
        Held(
            each.held_on, say(each.title, language), each.facilitated_by, each.format, each.stage,
            [say(title, language) for title in agendas.get(each.id, ())],
        )
        for each in held
    ]  # fmt: skip
    moves = [(spell.began_on, spell.stage) for spell in stages.spells(db, community_id)]
    return Context(meetings, [_happened(note, language) for note in notes.of_community(db, community_id)], moves)


def meeting_facts(meeting: Meeting, language: str) -> None:
    """Who facilitated, the format, the stage, and what happened around then, on a meeting's own page."""
    with open_store() as db:
        around = [note for note in notes.of_community(db, meeting.community_id) if _is_near(note, meeting.held_on)]
    said = meeting_words(meeting.facilitated_by, meeting.format, meeting.stage, language)
    lines = [" · ".join(said)] if said else []
    lines += [note_words(_happened(note, language), language) for note in around]
    if lines:
        told = "".join(f'<p class="attune-facts">{escape(line)}</p>' for line in lines)
        st.html(f'<div class="attune-past">{told}</div>')


def facts_fields(facilitated_by: str, format: str, language: str, *, key: str) -> tuple[str, str]:
    """Two small fields of a meeting's form: who facilitates, and how people come together."""
    left, right = st.columns(2)
    with left:
        names = st.text_input(
            t(language, "context.field_by"), facilitated_by, _LONGEST_NAMES, key=f"{key}.by",
            placeholder=t(language, "context.field_by_example"),
        )  # fmt: skip
    with right:
        chosen = st.selectbox(
            t(language, "context.field_format"), FORMATS, FORMATS.index(format), key=f"{key}.format",
            format_func=lambda name: t(language, f"context.format_{name or 'none'}"),
        )  # fmt: skip
    return " ".join(names.split()), chosen


def show_quotes(quotes: Sequence[Quoted], language: str) -> None:
    """What people wrote and let be read, beside a chart: the words, and the day of the meeting they are from."""
    if quotes:
        said = "".join(
            f"<blockquote><p>{escape(each.text)}</p><cite>{escape(day(each.meeting.held_on, language))}</cite>"
            "</blockquote>"
            for each in quotes
        )
        st.html(f'<div class="attune-room"><b>{escape(t(language, "context.quotes"))}</b>{said}</div>')


def notes_editor(account: Account, community: Community, language: str) -> None:
    """*What happened around then*: the notes of a community, each with a way to take it away, and a form for one."""
    with open_store() as db:
        found = notes.of_community(db, community.id)
    with st.expander(t(language, "context.notes_title"), icon=":material/event_note:"):
        st.caption(t(language, "context.notes_lead"))
        wish: Callable[[Store], object] | None = None
        for note in found:
            with st.container(horizontal=True, vertical_alignment="center", key=f"note-{note.id}"):
                st.text(note_words(_happened(note, language), language), width="stretch")
                if st.button(t(language, "context.note_remove"), key=f"note-remove-{note.id}", type="tertiary"):
                    st.session_state[_REMOVED] = (community.id, note)
                    wish = _removal(community.id, note.id)
        wish = _offer_undo(community.id, language) or _new_note(community, language) or wish
    if wish:
        do(account, community.id, wish, still="record")
        st.rerun()


def _removal(community_id: str, note_id: str) -> Callable[[Store], object]:
    return lambda db: notes.remove(db, community_id, note_id)


def _offer_undo(community_id: str, language: str) -> Callable[[Store], object] | None:
    """For a note just taken away: bring it back."""
    kept_for, note = st.session_state.get(_REMOVED, ("", None))
    if kept_for != community_id or note is None:
        return None
    if not st.button(t(language, "context.note_undo"), key="note-undo", icon=":material/undo:"):
        return None
    del st.session_state[_REMOVED]
    return lambda db: notes.put_back(db, community_id, note)


def _new_note(community: Community, language: str) -> Callable[[Store], object] | None:
    with st.form(f"new-note-{community.id}", border=False, clear_on_submit=True):
        left, right = st.columns(2)
        with left:
            first = st.date_input(
                t(language, "context.note_from"), None, format=PICKER[language], key=f"note-from-{community.id}"
            )
        with right:
            last = st.date_input(
                t(language, "context.note_to"), None, format=PICKER[language], key=f"note-to-{community.id}"
            )
        text = every_language(
            t(language, "context.note_text"), {}, community.languages, language, key=f"note-text-{community.id}",
            most=_LONGEST_NOTE,
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "context.note_add"))
    if not is_sent:
        return None
    if not isinstance(first, date) or not text:
        st.error(t(language, "context.note_missing"))
        return None
    until = last.isoformat() if isinstance(last, date) else None
    return lambda db: notes.add(db, community.id, first.isoformat(), until, text)


def _happened(note: Note, language: str) -> Happened:
    return Happened(note.from_day, note.to_day, say(note.text, language))


def _is_near(note: Note, held_on: str) -> bool:
    """Whether a note is of the days before a meeting, or of the day itself."""
    gap = (date.fromisoformat(held_on) - date.fromisoformat(note.to_day or note.from_day)).days
    return note.from_day <= held_on and gap <= _DAYS_BEFORE
