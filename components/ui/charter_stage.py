"""Where a community stands on its way, moved by the community itself: its questions, its moves, its group's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from components.activities.reflection.presets import PRESETS
from components.live.store import open_store
from components.templates.charter import stage_questions
from components.text import say, t
from components.text.days import day
from components.text.distinct import distinct
from components.ui.charter_write import own_words
from components.ui.dates import PICKER, today
from components.ui.frame import confirm, section
from components.ui.guard import do, may_run
from components.ui.put_to_room import put_dialog
from db import meetings, stages
from db.accounts import Account
from db.communities import STAGES, Community
from db.meetings import Meeting
from db.stages import Move, Spell

_LONGEST = 280


@dataclass(frozen=True)
class Way:
    """The stages of a community: those it was in, its moves with the latest first, and its past meetings."""

    spells: Sequence[Spell]
    moves: Sequence[Move]
    held: Sequence[Meeting]


def read_way(community_id: str) -> Way:
    """A community's stages as they are stored."""
    with open_store() as db:
        held = [each for each in meetings.of_community(db, community_id) if each.is_in_history]
        return Way(stages.spells(db, community_id), stages.of_community(db, community_id), held)


def show_stage(account: Account, community: Community, language: str, *, is_open: bool, may_move: bool) -> None:
    """Where the community stands, the questions of its stage, and how it came there."""
    way = read_way(community.id)
    section(t(language, "charter.stage"))
    st.html(_steps(community, way, language))
    st.caption(t(language, "charter.stage_chooses"))
    _questions(community, language)
    if is_open:
        with st.container(horizontal=True, key="charter-ways-stage"):
            if st.button(t(language, "charter.put_questions"), key="stage-put", icon=":material/forum:"):
                _open(t(language, "charter.put_questions"), _put_dialog)(account, community, way, language)
            if may_move and st.button(t(language, "charter.record_move"), key="stage-move", icon=":material/moving:"):
                _open(t(language, "charter.record_move"), _move_dialog)(account, community, way, language)
            if (
                may_move
                and way.moves
                and st.button(t(language, "charter.undo_move"), key="stage-undo", type="tertiary")
            ):
                _open(t(language, "charter.undo_move"), _undo_dialog)(account, community, way, language)
        if not may_move:
            st.caption(t(language, "facilitator.organizers_only"))
    _history(way, language)


Show = Callable[[Account, Community, Way, str], None]


def _open(title: str, show: Show) -> Show:
    return st.dialog(title, width="medium")(show)


def _put_dialog(account: Account, community: Community, way: Way, language: str) -> None:
    put_dialog(account, community, {"stage": stage_questions(community.stage)}, language, key="put-stage")


def _steps(community: Community, way: Way, language: str) -> str:
    """The three stages in a row, with when each began; the one the community is in stands out."""
    began = {spell.stage: spell.began_on for spell in way.spells}
    reached = STAGES.index(community.stage)
    cells = []
    for place, stage in enumerate(STAGES):
        look = "now" if place == reached else "been" if stage in began and place < reached else ""
        since = t(language, "charter.since", day=day(began[stage], language)) if stage in began and look else ""
        name, about = t(language, f"facilitator.stage_{stage}"), t(language, f"facilitator.stage_{stage}_about")
        cells.append(
            f'<li class="{look}"><b>{escape(name)}</b><span>{escape(about)}</span><em>{escape(since)}</em></li>'
        )
    return f'<ol class="attune-stages">{"".join(cells)}</ol>'


def _questions(community: Community, language: str) -> None:
    asked = [say(each["text"], language) for each in PRESETS[community.stage]["questions"]]
    items = "".join(f"<li>{escape(question)}</li>" for question in asked)
    words = escape(t(language, "charter.stage_questions"))
    with st.container(key="card-charter-questions"):
        st.html(f'<div class="attune-what"><b>{words}</b></div><ul class="attune-asked">{items}</ul>')


def _move_dialog(account: Account, community: Community, way: Way, language: str) -> None:
    """The new stage, the day, the group's own words, and the meeting it was decided at."""
    if not may_run(account, community.id):
        st.rerun()
    st.caption(t(language, "charter.move_lead"))
    others = [stage for stage in STAGES if stage != community.stage]
    following = STAGES[min(STAGES.index(community.stage) + 1, len(STAGES) - 1)]
    names = {"": t(language, "charter.no_such_meeting")} | {
        each.id: f"{say(each.title, language)} · {day(each.held_on, language)}" for each in way.held
    }
    names = distinct(names)
    with st.form(f"stage-{community.id}", border=False):
        with st.container(key=f"choices-stage-{community.id}"):
            stage = st.radio(
                t(language, "facilitator.stage"), others, others.index(following) if following in others else 0,
                key="stage.to", width="stretch", format_func=lambda one: t(language, f"facilitator.stage_{one}"),
                captions=[t(language, f"facilitator.stage_{one}_about") for one in others],
            )  # fmt: skip
        moved_on = st.date_input(
            t(language, "charter.moved_on"), date.fromisoformat(today()), format=PICKER[language], key="stage.day",
            width=220,
        )  # fmt: skip
        meeting_id = st.selectbox(
            t(language, "charter.decided_at"), list(names), min(1, len(names) - 1), format_func=names.__getitem__,
            key="stage.meeting",
        )  # fmt: skip
        words = own_words(t(language, "charter.group_words"), {}, language, key="stage.words", most=_LONGEST)
        is_sent = st.form_submit_button(t(language, "charter.record"), type="primary")
    if is_sent:
        do(
            account, community.id,
            lambda db: stages.move(
                db, community.id, stage, account.name, moved_on=moved_on.isoformat(), words=words,
                meeting_id=meeting_id or None,
            ),
            "organizer",
        )  # fmt: skip
        st.rerun()


def _undo_dialog(account: Account, community: Community, way: Way, language: str) -> None:
    back = t(language, f"facilitator.stage_{way.moves[0].from_stage}")
    if confirm(
        t(language, "charter.undo_move_sure", stage=back), t(language, "charter.undo_move"), language, key="unmove"
    ):
        do(account, community.id, lambda db: stages.take_back(db, community.id), "organizer")
        st.rerun()


def _history(way: Way, language: str) -> None:
    if not way.moves:
        return
    section(t(language, "charter.moves"))
    for move in way.moves:
        with st.container(key=f"card-move-{move.id}"):
            st.html(_move(move, language))


def _move(move: Move, language: str) -> str:
    """From where to where, when and by what, and the group's words."""
    names = [t(language, f"facilitator.stage_{stage}") for stage in (move.from_stage, move.stage)]
    title = t(language, "charter.from_to", before=names[0], after=names[1])
    facts = [day(move.moved_on, language)]
    facts += [t(language, "charter.at_meeting", meeting=say(move.meeting, language))] if move.meeting else []
    facts.append(t(language, "charter.written_by", name=move.by_name))
    lines = "<br>".join(escape(line) for line in say(move.words, language).splitlines())
    words = f"<p>{lines}</p>" if move.words else ""
    return (
        f'<div class="attune-what attune-charter-head"><b>{escape(title)}</b></div><div class="attune-charter">{words}'
        f"<small>{escape(' · '.join(facts))}</small></div>"
    )
