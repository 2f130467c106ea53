"""What a facilitator prepares for a meeting's end: words for the last screen, the next date, and what was changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, time
from html import escape
from typing import Any
from zlib import crc32

import streamlit as st

from components.activities.talk.model import LONGEST_CHANGE, MOST_CHANGES
from components.exports import names_in
from components.live import closing, past
from components.live.closing import Shared
from components.takeaway.when import zone_name
from components.text import say, t
from components.text.literal import literal
from components.ui.change_rows import change_rows
from components.ui.dates import PICKER
from components.ui.pictures import cards
from components.ui.results import texts_of
from components.ui.rows import add_row
from components.ui.words import every_language
from db import changes, next_meetings
from db.changes import Change
from db.engine import Store
from db.meetings import Meeting
from db.next_meetings import NextMeeting

Wish = Callable[[Store], Any]
_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
          "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "America/Mexico_City", "UTC")  # fmt: skip
_LONGEST_PLACE = 160


def echoes(meeting: Meeting, agenda: Sequence[past.PastActivity], language: str) -> Wish | None:
    """Every text that may be read aloud below what it answers, with a box that lets it onto the last screen."""
    texts = closing.shared_texts(agenda)
    if not texts:
        st.markdown(f":gray[{t(language, 'closing.no_echoes')}]")
        return None
    wish: Wish | None = None
    for question, answering in _by_question(texts, agenda, language).items():
        st.html(f'<h3 class="attune-round">{escape(question)}</h3>')
        for text in answering:
            facts = [t(language, "closing.is_commitment")] if text.is_commitment else []
            facts += [t(language, f"closing_phone.side_{text.side}")] if text.side else []
            label = " ".join([literal(text.text), *(f":gray[· {fact}]" for fact in facts)])
            if st.checkbox(label, text.is_echo, key=f"echo-{text.id}-{int(text.is_echo)}") != text.is_echo:
                wish = _let_through(meeting, [text], not text.is_echo)
    held_back = [text for text in texts if not text.is_echo]
    if held_back and st.button(t(language, "closing.all_echoes"), key="echo-all", icon=":material/done_all:"):
        wish = _let_through(meeting, held_back, True)
    return wish


def _by_question(
    texts: Sequence[Shared], agenda: Sequence[past.PastActivity], language: str
) -> dict[str, list[Shared]]:
    """The texts below the question each answers, else below its activity's title, as the agenda asked them."""
    found: dict[str, list[Shared]] = {}
    for activity in agenda:
        if activity.final is None:
            continue
        names = names_in(activity.final.config_json, language)
        given = {entry.answer_id for entry in activity.final.given}
        own = [text for text in texts if text.place[0] in given]
        order = {name: number for number, name in enumerate(names)}
        for text in sorted(own, key=lambda text: order.get(text.question, len(order))):
            found.setdefault(names.get(text.question) or say(activity.activity.title, language), []).append(text)
    return found


def _let_through(meeting: Meeting, texts: Sequence[Shared], is_echo: bool) -> Wish:
    return lambda db: closing.let_through(db, meeting, [text.place for text in texts], is_echo)


def next_date(meeting: Meeting, agreed: NextMeeting | None, language: str) -> Wish | None:
    """The fields of the next meeting, filled in with what was agreed; what to save once that is asked for."""
    known, key = agreed or NextMeeting("", zone=_here()), f"next-{meeting.id}"
    first, second, third, fourth = st.columns([4, 3, 3, 5])
    with first:
        day = st.date_input(
            t(language, "closing.next_day"), date.fromisoformat(known.held_on) if known.held_on else None,
            format=PICKER[language], key=f"{key}.day",
        )  # fmt: skip
    with second:
        begins = st.time_input(
            t(language, "closing.next_begins"), _time(known.begins), key=f"{key}.begins", step=900, format="localized"
        )
    with third:
        ends = st.time_input(
            t(language, "closing.next_ends"), _time(known.ends), key=f"{key}.ends", step=900, format="localized"
        )
    with fourth:
        zones = list(dict.fromkeys([known.zone, _here(), *_ZONES]))
        zone = st.selectbox(
            t(language, "closing.next_zone"), zones, key=f"{key}.zone",
            format_func=lambda name: _zone_words(name, language),
        )  # fmt: skip
    place = every_language(
        t(language, "closing.next_place"), known.place, meeting.languages, language, key=f"{key}.place",
        most=_LONGEST_PLACE,
    )  # fmt: skip
    with st.container(horizontal=True):
        is_saved = st.button(t(language, "closing.next_save"), key=f"{key}.save", type="primary")
        if agreed and st.button(t(language, "closing.next_none"), key=f"{key}.none", type="tertiary"):
            return lambda db: next_meetings.put(db, meeting.id, None)
    if not is_saved:
        return None
    problem = "next_no_day" if day is None else _problem(begins, ends)
    if problem or day is None:
        st.error(t(language, f"closing.{problem}"))
        return None
    made = NextMeeting(day.isoformat(), _written(begins), _written(ends), zone, place)
    return lambda db: next_meetings.put(db, meeting.id, made)


def _problem(begins: time | None, ends: time | None) -> str:
    """What is wrong with these hours, as the name of a text; "" for nothing."""
    if ends and not begins:
        return "next_no_begin"
    return "next_ends_early" if begins and ends and ends <= begins else ""


def _time(at: str | None) -> time | None:
    return time.fromisoformat(at) if at else None


def _written(at: time | None) -> str | None:
    return at.strftime("%H:%M") if at else None


def _here() -> str:
    """The zone of this browser."""
    return st.context.timezone or "UTC"


def _zone_words(name: str, language: str) -> str:
    """`Mountain Time (Denver)`: two places may have a name in common, and keep other clocks."""
    town = name.rpartition("/")[2].replace("_", " ")
    words = zone_name(name, language)
    return words if town in words else f"{words} ({town})"


def changed(
    meeting: Meeting, waiting: Sequence[Change], texts: Sequence[Shared], languages: Sequence[str], language: str
) -> Wish | None:
    """*You said, we changed*: the lines that wait for the next meeting; what to save once that is asked for."""
    start = [asdict(change) for change in waiting] or [{"said": {}, "changed": {}}]
    key = f"changed-{meeting.community_id}-{crc32(repr(start).encode())}"
    rows = change_rows(start, languages, language, key=key, most=MOST_CHANGES, longest=LONGEST_CHANGE)
    _to_take_up(key, texts, rows, language)
    if any(not row["said"] or not row["changed"] for row in rows):
        st.caption(t(language, "closing.half_waits"))
    if not st.button(t(language, "closing.changed_save"), key=f"{key}.save", type="primary"):
        return None
    return lambda db: changes.keep(db, meeting.community_id, [Change(row["said"], row["changed"]) for row in rows])


def _to_take_up(key: str, texts: Sequence[Shared], rows: Sequence[Any], language: str) -> None:
    """What people allowed to be said, each with a button that begins a line with it."""
    taken = {said for row in rows for said in row["said"].values()}
    left = [text for text in texts if not text.is_commitment and text.text[:LONGEST_CHANGE] not in taken]
    if not left or len(rows) >= MOST_CHANGES:
        return
    with st.expander(t(language, "closing.take_up_from", n=len(left))):
        for text in left:
            with st.container(horizontal=True, vertical_alignment="center", key=f"doors-take-{text.id}"):
                st.text(text.text, width="stretch")
                line = {"said": {language: text.text[:LONGEST_CHANGE]}, "changed": {}}
                st.button(t(language, "closing.take_up"), key=f"{key}.take.{text.id}", on_click=add_row,
                          args=(key, line))  # fmt: skip


def written(agenda: Sequence[past.PastActivity], language: str) -> None:
    """All that was written for facilitators to read, behind one click."""
    rounds = [activity.final for activity in agenda if activity.kind.texts_stay and activity.final]
    found = {
        question: texts for rnd in rounds if not rnd.is_hidden for question, texts in texts_of(rnd, language).items()
    }
    if found:
        with st.expander(t(language, "closing.written", n=sum(map(len, found.values())))):
            st.caption(t(language, "closing.written_lead"))
            for question, texts in found.items():
                st.html(f'<h3 class="attune-round">{escape(question)}</h3>{cards(texts, language)}')
