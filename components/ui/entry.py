"""Typing in what was answered on paper, and counting hands. Parts draw and return the answers to save, or None."""

from __future__ import annotations

import json
from dataclasses import dataclass

import streamlit as st

from components.activities.base import Json
from components.activities.registry import paper_of, views_of
from components.text import say, t
from components.text.literal import literal
from components.ui.focus import focus_first
from db import activities, rounds
from db.activities import Activity
from db.engine import Store
from db.rounds import Round

_MOST_HANDS = 500


@dataclass(frozen=True)
class Asked:
    """An activity whose answers are open, with its round."""

    activity: Activity
    round: Round

    @property
    def config(self) -> Json:
        found: Json = json.loads(self.round.config)
        return found


def open_now(db: Store, meeting_id: str) -> list[Asked]:
    """Everything in a meeting that takes answers, in the order of the agenda."""
    agenda = {activity.id: activity for activity in activities.of_meeting(db, meeting_id)}
    return [Asked(agenda[rnd.activity_id], rnd) for rnd in rounds.of_meeting(db, meeting_id) if rnd.phase == "open"]


def choose(asked: list[Asked], current: str | None, language: str) -> Asked:
    """Which activity is typed in: the one the room is at, unless another one is chosen."""
    names = {each.round.id: literal(say(each.activity.title, language)) for each in asked}
    usual = next((each for each in asked if each.activity.id == current), asked[-1])
    if len(asked) == 1:
        return usual
    ids = list(names)
    chosen = st.selectbox(
        t(language, "behalf.which"), ids, ids.index(usual.round.id), format_func=names.__getitem__, key="entry-which"
    )
    return next((each for each in asked if each.round.id == chosen), usual)


def ballot_form(asked: Asked, turn: int, language: str) -> list[Json] | None:
    """The form of one ballot; empty and with the keyboard in it at every turn."""
    place = f"entry-{asked.round.id}-{turn}"
    with st.container(key=place):
        value = views_of(asked.activity.kind).answer_form(
            asked.config, asked.round.step, language, key=f"ballot-{asked.round.id}-{turn}"
        )
    focus_first(place)
    return None if value is None else [value]


def hands_form(asked: Asked, turn: int, language: str) -> list[Json] | None:
    """How many hands went up for what, for the kinds where hands can answer."""
    hands = paper_of(asked.activity.kind).hands(asked.config, asked.round.step, language)
    if not hands:
        return None
    with st.expander(t(language, "behalf.hands")), st.form(f"hands-{asked.round.id}-{turn}", border=False):
        st.caption(t(language, "behalf.hands_hint"))
        counted = [
            st.number_input(literal(hand.label), 0, _MOST_HANDS, 0, key=f"hand-{asked.round.id}-{turn}-{index}")
            for index, hand in enumerate(hands)
        ]
        is_sent = st.form_submit_button(t(language, "behalf.hands_save"))
    values = [hand.value for hand, count in zip(hands, counted, strict=True) for _ in range(int(count))]
    return values if is_sent and values else None


def undo_button(entered: int, is_there_one: bool, language: str) -> bool:
    """How many were typed in, and whether the last of this tab shall be taken back."""
    with st.container(key="entry-count", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="desk-stands" role="status">{t(language, "behalf.entered", n=f"<b>{entered}</b>")}</p>')
        return is_there_one and st.button(t(language, "behalf.undo"), key="entry-undo", icon=":material/undo:")
