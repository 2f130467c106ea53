"""Peer matches for facilitators: putting them on the agenda, having them drawn, and what is ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from random import Random
from typing import Any

import streamlit as st

from components.activities.base import Words
from components.live import matching
from components.live.control import CannotControl
from components.live.room import Room
from components.live.store import open_store
from components.text import say, t
from db.activities import Activity
from db.engine import Store
from db.meetings import Meeting

Wish = Callable[[Store], Any]


def wish(room: Room) -> Wish:
    """Draw the matches of what people said in the round that is on, before anything is written; then keep them."""
    try:
        made_of = matching.brought(room)
        groups = matching.draw_apart(made_of.order(Random().randrange(1 << 30)))
    except CannotControl as error:
        return partial(_refuse, code=error.code)
    return partial(matching.keep, meeting_id=room.meeting.id, made_of=made_of, groups=groups)


def _refuse(db: Store, code: str) -> None:
    raise CannotControl(code)


def ready(room: Room, language: str) -> None:
    """What was drawn and waits to be shown, in numbers: never who meets whom."""
    if room.round is None or room.kind is None or room.kind.matches is None:
        return
    lines = []
    if room.round.step == "propose" and room.round.phase != "open" and room.is_matched:
        lines = _told(matching.summary(room), language)
    theirs = matching.without_phone(room)
    if theirs and (lines or room.round.step != "propose"):
        places = "; ".join(_place(room, *each, language) for each in theirs)
        lines.append(t(language, "match.no_phone", places=places))
    if lines:
        with st.container(key="card-matches"):
            st.html("".join(f"<p>{escape(line)}</p>" for line in lines))


def _told(found: matching.Summary, language: str) -> list[str]:
    lines = [t(language, "match.ready_one" if found.groups == 1 else "match.ready", n=found.groups)]
    lines += [t(language, "match.ready_trio")] if found.has_trio and found.groups > 1 else []
    lines += [
        t(language, f"match.ready_{name}", n=n)
        for name, n in (("helped", found.helped), ("same", found.same), ("again", found.again))
        if n
    ]
    return lines


def _place(room: Room, number: int, issue: str, name: str, language: str) -> str:
    """Where somebody without a phone goes, by what a facilitator typed for them."""
    texts = {each["id"]: say(each["text"], language) for each in room.config_json.get("issues", [])}
    what = ", ".join(filter(None, [name, texts.get(issue, "")]))
    return t(language, "match.no_phone_one", n=number, what=what).removesuffix(", ")


def offer_matches(room: Room, language: str) -> Wish | None:
    """On the control, once people see what they put first: one tap lets them be matched on it."""
    first = matching.first_of(room)
    if not first or not room.activity:
        return None
    return _button(room.meeting.id, room.activity, first, language)


def offers(meeting: Meeting, language: str) -> Wish | None:
    """On the agenda: matching people on what was put first."""
    with open_store() as db:
        found = matching.found_in(db, meeting)
    wished = None
    for activity, first in found:
        with st.container(key=f"card-match-{activity.id}", horizontal=True, vertical_alignment="center"):
            names = ", ".join(say(words, language) for words in first)
            st.text(t(language, "match.ask_of", title=names), width="stretch")
            wished = _button(meeting.id, activity, first, language) or wished
    return wished


def _button(meeting_id: str, activity: Activity, first: Sequence[Words], language: str) -> Wish | None:
    words = t(language, "match.ask_on_one" if len(first) == 1 else "match.ask_on", n=len(first))
    if not st.button(words, key=f"match-{activity.id}", icon=":material/handshake:"):
        return None
    return partial(matching.put_on_agenda, meeting_id=meeting_id, activity_id=activity.id, first=first)
