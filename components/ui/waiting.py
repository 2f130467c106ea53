"""The texts that wait for a facilitator's tap, and the way back from the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from components.exports import names_in
from components.live import reading
from components.live.reading import Place
from components.live.room import Room
from components.text import t
from components.ui.written import Same, Wish, pieces, together
from db.engine import Store

_HERE = Path(__file__).parent
_WORDS = ("show", "sure", "leave", "listed", "none", "none_title", "keys")
_UNDO = "undo_waiting"


@dataclass(frozen=True)
class _Last:
    """What was last decided, in which round, and how many texts were shown and left out."""

    round_id: str
    shown: tuple[Place, ...]
    left: tuple[Place, ...]
    counts: tuple[int, int]


@cache
def _component() -> Any:
    css, js = (_HERE.joinpath(f"waiting.{ending}").read_text(encoding="utf-8") for ending in ("css", "js"))
    return st.components.v2.component("attune_waiting", css=css, js=js)


def waiting_of(room: Room) -> list[Same]:
    """What waits in the current round."""
    return together(shown for shown in pieces(room) if shown.is_held) if room.waiting else []


def waiting_line(room: Room, language: str) -> None:
    """One line beside the big button that says how many wait and leads to them; nothing where none does."""
    n = len(waiting_of(room))
    if n:
        words = t(language, "reading.line_one" if n == 1 else "reading.line", n=n)
        st.html(f'<a class="desk-waiting" href="#waiting">{words}</a>')


def waiting_list(room: Room, language: str) -> Wish | None:
    """The waiting texts with one big tap each; what the facilitator decided about them."""
    found = waiting_of(room)
    names = names_in(room.config_json, language)
    items = [_item(same, names) for same in found]
    words = {name: t(language, f"reading.{name}") for name in _WORDS}
    words |= {name: t(language, f"reading.{name}", n="{n}") for name in ("title", "all")}
    with st.container(key="waiting"):
        data = {"items": items, "words": words}
        decided = _component()(key="waiting-list", data=data, on_decided_change=lambda: None).decided
    return _wish(room, found, decided or ())


def _item(same: Same, names: Mapping[str, str]) -> dict[str, Any]:
    times = len(same.each)
    return {
        "id": same.id,
        "text": same.text,
        "question": names.get(same.first.question, ""),
        "listed": any(shown.is_listed for shown in same.each),
        "times": f"× {times}" if times > 1 else "",
    }


def _wish(room: Room, found: Sequence[Same], decided: Sequence[Sequence[str]]) -> Wish | None:
    """What is to be done about the texts that still wait; the rest was heard before."""
    by_id = {same.id: same for same in found}
    known = [(by_id[name], how) for name, how in decided if name in by_id]
    if not known or room.round is None:
        return None
    shown = tuple(place for same, how in known if how == "show" for place in same.places)
    left = tuple(place for same, how in known if how == "leave" for place in same.places)
    n = sum(how == "show" for _, how in known)
    return partial(_decide, room.meeting.id, _Last(room.round.id, shown, left, (n, len(known) - n)))


def _decide(meeting_id: str, last: _Last, db: Store) -> None:
    if last.shown:
        reading.let_through(db, meeting_id, last.shown)
    if last.left:
        reading.leave_out(db, meeting_id, last.left)


def remember(wish: Wish | None) -> None:
    """Keep what was decided, once it was done, for `undo_bar`."""
    if isinstance(wish, partial) and wish.func is _decide:
        st.session_state[_UNDO] = wish.args[1]


def undo_bar(room: Room, language: str) -> Wish | None:
    """What was last decided in this round, and the way back from it."""
    last: _Last | None = st.session_state.get(_UNDO)
    if last is None or room.round is None or last.round_id != room.round.id:
        return None
    counts = zip(("undo_shown", "undo_left"), last.counts, strict=True)
    told = " · ".join(t(language, f"reading.{name}", n=n) for name, n in counts if n)
    with st.container(key="undo-bar", horizontal=True, vertical_alignment="center"):
        st.text(told, width="content")
        if not st.button(t(language, "reading.undo"), key="undo-reading", icon=":material/undo:"):
            return None
    del st.session_state[_UNDO]
    meeting_id, places = room.meeting.id, (*last.shown, *last.left)
    return lambda db: reading.wait_again(db, meeting_id, places)
