"""The nine insights as a living checklist, and the three elements as a pulse the room takes, charted over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from components.activities.registry import chart_of
from components.charter.parts import INSIGHTS
from components.charts import Moment
from components.charts.context import in_context
from components.history.joins import look_back
from components.history.summaries import Summary
from components.history.tables import moment_of
from components.live.store import open_store
from components.templates.charter import ELEMENTS, pulse
from components.text import t
from components.text.days import day
from components.ui import around, pictures
from components.ui.counting import count_first
from components.ui.frame import section, tag
from components.ui.guard import do
from components.ui.put_to_room import put_dialog
from db import insights
from db.accounts import Account
from db.communities import Community
from db.insights import STATUSES, Noted

_LONGEST_NOTE = 400
_SIDE_BY_SIDE = 2


def show_insights(account: Account, community: Community, language: str, *, is_open: bool) -> None:
    """What goes into a successful learning community, by its three stages, and how it stands with each of them."""
    with open_store() as db:
        noted = insights.of_community(db, community.id)
    section(t(language, "charter.insights"))
    done = sum(each[0].status == "in_place" for each in noted.values())
    st.caption(t(language, "charter.insights_lead", n=done))
    for stage, names in INSIGHTS.items():
        st.html(f'<h3 class="attune-insights">{escape(t(language, f"charter.success_{stage}"))}</h3>')
        for name in names:
            with st.container(key=f"card-insight-{name}"):
                _insight(account, community, name, noted.get(name, []), language, is_open=is_open)


def _insight(
    account: Account, community: Community, name: str, said: Sequence[Noted], language: str, *, is_open: bool
) -> None:
    """One insight in the source's words, how it stands with it, and what was noted when."""
    latest = said[0] if said else None
    title, about = t(language, f"charter.insight_{name}"), t(language, f"charter.insight_{name}_about")
    mark = tag(t(language, f"charter.status_{latest.status}"), is_on=latest.status == "in_place") if latest else ""
    st.html(
        f'<div class="attune-what attune-insight"><b>{escape(title)}</b>{mark}</div>'
        f'<p class="attune-charter-none">{escape(about)}</p>'
    )
    if latest:
        st.html(_noted(latest, language))
    if is_open:
        words = t(language, "charter.note_again" if latest else "charter.note")
        with st.popover(words, icon=":material/edit_note:", key=f"insight-{name}"):
            _form(account, community, name, latest, language)
    if len(said) > 1:
        with st.expander(t(language, "charter.notes_before", n=len(said) - 1), key=f"insight-before-{name}"):
            st.html("".join(_noted(each, language, with_status=True) for each in said[1:]))


def _noted(noted: Noted, language: str, *, with_status: bool = False) -> str:
    facts = [t(language, f"charter.status_{noted.status}")] if with_status else []
    facts += [day(noted.at[:10], language), noted.by_name]
    words = f"<p>{escape(noted.note)}</p>" if noted.note else ""
    return f'<div class="attune-charter note">{words}<small>{escape(" · ".join(facts))}</small></div>'


def _form(account: Account, community: Community, name: str, latest: Noted | None, language: str) -> None:
    with st.form(f"insight-form-{name}", border=False, clear_on_submit=True):
        status = st.radio(
            t(language, "charter.status"), STATUSES, STATUSES.index(latest.status) if latest else 0, horizontal=True,
            format_func=lambda one: t(language, f"charter.status_{one}"), key=f"insight-status-{name}",
        )  # fmt: skip
        note = st.text_area(
            t(language, "charter.note_words"), key=f"insight-note-{name}", max_chars=_LONGEST_NOTE, height=110
        )
        if st.form_submit_button(t(language, "facilitator.save"), type="primary"):
            words = note.strip()
            do(
                account, community.id,
                lambda db: insights.note(db, community.id, name, status, words, account.name),
            )  # fmt: skip
            st.rerun()


def show_pulse(account: Account, community: Community, language: str, *, is_open: bool) -> None:
    """The three elements over time, and the way to ask the room about them again."""
    section(t(language, "charter.pulse"))
    st.caption(t(language, "charter.pulse_lead"))
    if is_open and st.button(t(language, "charter.pulse_put"), key="elements-put", icon=":material/forum:"):
        st.dialog(t(language, "charter.pulse_put"), width="medium")(_put_dialog)(account, community, language)
    count_first(community.id, language)
    past = look_back(community.id).summaries
    found = taken(past, language)
    with st.container(key="card-past-elements"):
        if not found:
            st.text(t(language, "charter.pulse_none"))
            return
        look = pictures.page_look(language)
        days = [moment.held_on for moment in found]
        with open_store() as db:
            held = {each.meeting.id: each.meeting for each in past}
            context = around.context_of(db, community.id, list(held.values()), language)
        drawn = chart_of(pulse().kind).trend(found, look, (min(days), max(days)))
        for start in range(0, len(drawn), _SIDE_BY_SIDE):
            for offset, column in enumerate(st.columns(_SIDE_BY_SIDE, gap="large")):
                if start + offset < len(drawn):
                    with column:
                        picture = in_context(drawn[start + offset], context, look)
                        pictures.show_picture(picture, look, key=f"elements-{start + offset}")


def _put_dialog(account: Account, community: Community, language: str) -> None:
    put_dialog(account, community, {"pulse": pulse()}, language, key="put-pulse")


def taken(summaries: Sequence[Summary], language: str) -> list[Moment]:
    """The pulses a community took, the oldest first, without what else the same activity asked."""
    asked = [each for each in summaries if each.kind == pulse().kind and not each.is_hidden]
    found = [_alone(moment_of(each, language)) for each in asked]
    return [moment for moment in found if moment.config["statements"]]


def _alone(moment: Moment) -> Moment:
    statements = [each for each in moment.config["statements"] if each["id"] in ELEMENTS]
    counted = {name: part for name, part in moment.tally["statements"].items() if name in ELEMENTS}
    return replace(
        moment, config={**moment.config, "statements": statements}, tally={**moment.tally, "statements": counted}
    )
