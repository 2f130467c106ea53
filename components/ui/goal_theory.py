"""A community's theory of change, drawn simply: if we, then, because; its areas of practice and the goals in them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.activities.written import clean
from components.text import say, t
from components.ui.frame import empty_state, section
from components.ui.goal_words import in_tongue
from components.ui.guard import do, may_run
from db import theories
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.goals import Goal
from db.theories import PARTS, Area, Theory

_LONGEST = 400


def show_theory(
    account: Account, community: Community, theory: Theory, areas: Sequence[Area], own: Sequence[Goal], language: str,
    *, is_open: bool,
) -> None:  # fmt: skip
    """The three sentences, then each area of practice with its goals, and the button to write them."""
    if not any(theory.words.values()):
        empty_state(t(language, "goals.theory_empty"))
    else:
        st.html(drawn(theory, language))
    if areas:
        section(t(language, "goals.areas"))
        st.html(areas_drawn(areas, own, language))
    if is_open and st.button(t(language, "goals.theory_write"), key="theory-write", icon=":material/edit:"):
        st.dialog(t(language, "goals.theory_write"), width="large")(_dialog)(
            account, community, theory, areas, language
        )


def drawn(theory: Theory, language: str) -> str:
    """Three cards and the arrows between them, as HTML."""
    cards = [
        f'<li><b>{escape(t(language, f"goals.{part}"))}</b>'
        f"<span>{escape(say(theory.words.get(part, {}), language)) or '…'}</span></li>"
        for part in PARTS
    ]  # fmt: skip
    return f'<ol class="attune-theory">{"".join(cards)}</ol>'


def areas_drawn(areas: Sequence[Area], own: Sequence[Goal], language: str) -> str:
    """Each area of practice with the goals in it, as HTML."""
    columns = []
    for area in areas:
        inside = [goal for goal in own if goal.area_id == area.id and not goal.is_away]
        goals = "".join(f"<li>{escape(say(goal.title, language))}</li>" for goal in inside)
        none = f"<p>{escape(t(language, 'goals.area_empty'))}</p>"
        columns.append(f"<div><b>{escape(say(area.name, language))}</b>{f'<ul>{goals}</ul>' if goals else none}</div>")
    return f'<div class="attune-areas">{"".join(columns)}</div>'


def _dialog(account: Account, community: Community, theory: Theory, areas: Sequence[Area], language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    with st.form("theory-form", border=False):
        written = {
            part: st.text_area(
                t(language, f"goals.{part}"), say(theory.words.get(part, {}), language), 90, _LONGEST,
                key=f"theory.{part}", placeholder=t(language, f"goals.{part}_hint"),
            )
            for part in PARTS
        }  # fmt: skip
        lines = st.text_area(
            t(language, "goals.areas_ask"), "\n".join(say(area.name, language) for area in areas), 110, 1000,
            key="theory.areas",
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if not is_sent:
        return
    words = {part: in_tongue(theory.words.get(part, {}), language, text) for part, text in written.items()}
    wanted = areas_of(lines, areas, language)

    def job(db: Store) -> None:
        theories.put(db, community.id, Theory({part: told for part, told in words.items() if told}), account.name)
        theories.put_areas(db, community.id, wanted)

    do(account, community.id, job)
    st.rerun()


def areas_of(lines: str, known: Sequence[Area], language: str) -> list[Area]:
    """An area a line. One that reads as before is the same, and so is one that stands in the place of a name that is
    gone, where there are as many lines as before."""
    names = list(dict.fromkeys(filter(None, (clean(line) for line in lines.splitlines()))))
    by_name = {say(area.name, language): area for area in known}
    found = []
    for index, name in enumerate(names):
        before = by_name.get(name)
        if before is None and len(names) == len(known) and say(known[index].name, language) not in names:
            before = Area(known[index].id, in_tongue(known[index].name, language, name))
        found.append(before or Area("", {language: name}))
    return found
