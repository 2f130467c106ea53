"""The goals of a community, each with its metrics: a sentence, a picture, the numbers behind it and how they came."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from components.charts import Look
from components.goals.aims import Aims
from components.goals.exports import FORMS
from components.goals.progress import Progress
from components.goals.words import number, sentence, unit_of, with_unit
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.frame import empty_state, section, tag
from components.ui.goal_forms import goal_form, metric_form
from components.ui.goal_measure import measure_form, offer_undo, sheet_form, show_measurements
from components.ui.goal_words import how, progress_figure
from components.ui.guard import do, for_signed_in
from components.ui.pictures import show_numbers, show_picture
from db import goals
from db.accounts import Account
from db.communities import Community
from db.goals import Goal, Metric

_CSS = Path(__file__).with_name("goals.css")


def style() -> None:
    """The look of goals; once on a page that shows them."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def show_goals(account: Account, community: Community, aims: Aims, look: Look, *, is_open: bool) -> None:
    """The goals that are followed, the button for another one, and those that were put away."""
    language = look.language
    active = aims.active
    if not active:
        empty_state(t(language, "goals.empty"))
    if is_open and st.button(
        t(language, "goals.add"), key="goal-add", icon=":material/add:", type="secondary" if active else "primary"
    ):
        goal_form(account, community, Goal("", {}), aims.areas, language)
    for goal in active:
        with st.container(key=f"card-goal-{goal.id}"):
            _goal(account, community, goal, aims, look, is_open=is_open)
    if active:
        _take_along(account, aims, language)
    _away(account, community, aims, language, is_open=is_open)


def _take_along(account: Account, aims: Aims, language: str) -> None:
    """What the page shows as a file, in two forms."""
    with st.expander(t(language, "goals.take_along"), icon=":material/download:"), st.container(horizontal=True):
        for form, (make, mime) in FORMS.items():
            st.download_button(
                literal(t(language, f"goals.get_{form}")), for_signed_in(account, partial(make, aims, language)),
                f"goals.{form}", mime, key=f"goals-get-{form}", on_click="ignore",
            )  # fmt: skip


def _goal(account: Account, community: Community, goal: Goal, aims: Aims, look: Look, *, is_open: bool) -> None:
    language = look.language
    area = aims.area_of(goal)
    mark = tag(say(area.name, language)) if area else ""
    st.html(f'<div class="attune-goal"><h3>{escape(say(goal.title, language))}</h3>{mark}</div>')
    own = aims.metrics_of(goal)
    if not own:
        st.caption(t(language, "goals.no_metric"))
    for metric in own:
        with st.container(key=f"metric-{metric.id}"):
            _metric(account, community, metric, aims, look, is_open=is_open)
    if not is_open:
        return
    with st.container(key=f"goal-ways-{goal.id}", horizontal=True):
        if st.button(t(language, "goals.add_metric"), key=f"metric-add-{goal.id}", icon=":material/add:"):
            metric_form(account, community, Metric("", goal.id, {}, {}), aims.gauges, language)
        if st.button(t(language, "goals.change"), key=f"goal-change-{goal.id}", type="tertiary"):
            goal_form(account, community, goal, aims.areas, language)
        if st.button(t(language, "goals.put_away"), key=f"goal-away-{goal.id}", type="tertiary"):
            do(account, community.id, lambda db: goals.put_away(db, community.id, goal.id))
            st.toast(t(language, "goals.is_away"))
            st.rerun()


def _metric(account: Account, community: Community, metric: Metric, aims: Aims, look: Look, *, is_open: bool) -> None:
    language = look.language
    gauge, progress = aims.gauge_of(metric), aims.progress(metric)
    unit = unit_of(progress, gauge, language)
    look_of = "said" if progress.points else "none"
    st.html(f'<p class="attune-goal-{look_of}">{escape(sentence(progress, unit, language))}</p>')
    if progress.points:
        show_picture(progress_figure(progress, unit, look), look, key=f"progress-{metric.id}")
    st.caption(literal(_facts(progress, unit, language)))
    show_numbers(_numbers(progress, unit, language), language)
    with st.expander(t(language, "goals.how")):
        st.text(how(gauge, metric.source, language))
    if is_open:
        _ways(account, community, metric, aims, language)
        if not metric.source:
            offer_undo(account, community, metric, language)
            show_measurements(account, community, metric, aims.measured.get(metric.id, []), language)


def _facts(progress: Progress, unit: str, language: str) -> str:
    """Where it began, where it shall be, and until when."""
    metric = progress.metric
    facts = []
    if metric.baseline is not None:
        facts.append(t(language, "goals.baseline_line", value=with_unit(metric.baseline, unit, language)))
    if metric.target is not None:
        facts.append(t(language, "goals.target_line", value=with_unit(metric.target, unit, language)))
    if metric.due:
        facts.append(t(language, "goals.due_line", day=day(metric.due, language)))
    return " · ".join(facts) or t(language, "goals.no_target")


def _ways(account: Account, community: Community, metric: Metric, aims: Aims, language: str) -> None:
    with st.container(key=f"metric-ways-{metric.id}", horizontal=True):
        if not metric.source:
            if st.button(t(language, "goals.measure"), key=f"measure-{metric.id}", icon=":material/edit:"):
                measure_form(account, community, metric, language)
            if st.button(t(language, "goals.bring"), key=f"bring-{metric.id}", icon=":material/upload_file:"):
                sheet_form(account, community, metric, aims.measured.get(metric.id, []), language)
        if st.button(t(language, "goals.change_metric"), key=f"metric-change-{metric.id}", type="tertiary"):
            metric_form(account, community, metric, aims.gauges, language)
        if st.button(t(language, "goals.put_away"), key=f"metric-away-{metric.id}", type="tertiary"):
            do(account, community.id, lambda db: goals.put_metric_away(db, community.id, metric.id))
            st.toast(t(language, "goals.is_away"))
            st.rerun()


def _numbers(progress: Progress, unit: str, language: str) -> list[dict[str, str | int | float]]:
    """The table behind a picture: day, value, and from how many people or with which note."""
    value = t(language, "goals.value") + (f" ({unit})" if unit else "")
    rows: list[dict[str, str | int | float]] = []
    for point in progress.points:
        row: dict[str, str | int | float] = {
            t(language, "history.column_day"): day(point.day, language),
            value: number(point.value, language),
        }
        if point.people is not None:
            row[t(language, "goals.people")] = point.people
        if point.note:
            row[t(language, "goals.note")] = point.note
        rows.append(row)
    return rows


def _away(account: Account, community: Community, aims: Aims, language: str, *, is_open: bool) -> None:
    """What was put away, with the way back."""
    shown = {goal.id for goal in aims.goals if not goal.is_away}
    gone = [goal for goal in aims.goals if goal.is_away]
    lost = [metric for metric in aims.metrics if metric.is_away and metric.goal_id in shown]
    if not gone and not lost:
        return
    section(t(language, "goals.away"))
    for goal in gone:
        if _again(f"goal-again-{goal.id}", say(goal.title, language), language, is_open=is_open):
            do(
                account,
                community.id,
                partial(goals.put_away, community_id=community.id, goal_id=goal.id, is_away=False),
            )
            st.rerun()
    for metric in lost:
        if _again(f"metric-again-{metric.id}", say(metric.name, language), language, is_open=is_open):
            do(
                account, community.id,
                partial(goals.put_metric_away, community_id=community.id, metric_id=metric.id, is_away=False),
            )  # fmt: skip
            st.rerun()


def _again(key: str, name: str, language: str, *, is_open: bool) -> bool:
    with st.container(key=f"card-row-{key}", horizontal=True, vertical_alignment="center"):
        st.text(name)
        return is_open and st.button(t(language, "goals.again"), key=key, icon=":material/undo:")
