"""Setting a goal, and giving it a metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from components.goals.gauges import Gauge
from components.goals.sheet import read_number
from components.goals.words import number
from components.text import say, t
from components.ui.dates import PICKER
from components.ui.goal_words import gauge_name, in_tongue
from components.ui.guard import do, may_run
from db import goals
from db.accounts import Account
from db.communities import Community
from db.goals import Goal, Metric
from db.theories import Area

_LONGEST, _LONGEST_UNIT = 160, 40


def goal_form(account: Account, community: Community, goal: Goal, areas: Sequence[Area], language: str) -> None:
    """A dialog that sets a goal, or changes one."""
    title = t(language, "goals.change" if goal.id else "goals.add")
    st.dialog(title, width="medium")(_goal_dialog)(account, community, goal, areas, language)


def _goal_dialog(account: Account, community: Community, goal: Goal, areas: Sequence[Area], language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    names = {"": t(language, "goals.no_area"), **{area.id: say(area.name, language) for area in areas}}
    with st.form(f"goal-{goal.id}-form", border=False):
        title = st.text_input(
            t(language, "goals.title"), say(goal.title, language), _LONGEST, key=f"goal-{goal.id}.title",
            placeholder=t(language, "goals.title_hint"),
        )  # fmt: skip
        area = st.selectbox(
            t(language, "goals.area"), list(names), list(names).index(goal.area_id) if goal.area_id in names else 0,
            format_func=names.__getitem__, key=f"goal-{goal.id}.area",
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if not is_sent:
        return
    told = in_tongue(goal.title, language, title)
    if not told:
        st.error(t(language, "goals.title_missing"))
        return
    do(account, community.id, lambda db: goals.put(db, community.id, replace(goal, title=told, area_id=str(area))))
    st.rerun()


def metric_form(
    account: Account, community: Community, metric: Metric, gauges: Mapping[str, Gauge], language: str
) -> None:
    """A dialog that gives a goal a metric, or changes one."""
    title = t(language, "goals.change_metric" if metric.id else "goals.add_metric")
    st.dialog(title, width="medium")(_metric_dialog)(account, community, metric, gauges, language)


def _metric_dialog(
    account: Account, community: Community, metric: Metric, gauges: Mapping[str, Gauge], language: str
) -> None:
    if not may_run(account, community.id):
        st.rerun()
    key = f"metric-{metric.id or metric.goal_id}"
    with st.form(f"{key}-form", border=False):
        name = st.text_input(
            t(language, "goals.metric_name"), say(metric.name, language), _LONGEST, key=f"{key}.name",
            placeholder=t(language, "goals.metric_hint"),
        )  # fmt: skip
        source = _ask_source(metric, gauges, language, key)
        unit = st.text_input(
            t(language, "goals.unit"), say(metric.unit, language), _LONGEST_UNIT, key=f"{key}.unit",
            placeholder=t(language, "goals.unit_hint"),
        )  # fmt: skip
        with st.container(horizontal=True):
            baseline = _ask_number("baseline", metric.baseline, language, key)
            target = _ask_number("target", metric.target, language, key)
            before = date.fromisoformat(metric.due) if metric.due else None
            due = st.date_input(t(language, "goals.due"), before, format=PICKER[language], key=f"{key}.due")
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if not is_sent:
        return
    told = in_tongue(metric.name, language, name)
    if not told or any(text.strip() and read_number(text.strip()) is None for text in (baseline, target)):
        st.error(t(language, "goals.no_number" if told else "goals.metric_missing"))
        return
    changed = replace(
        metric, name=told, unit=in_tongue(metric.unit, language, unit), baseline=read_number(baseline.strip()),
        target=read_number(target.strip()), due=due.isoformat() if due else None, source=source,
    )  # fmt: skip
    do(account, community.id, lambda db: goals.put_metric(db, community.id, changed))
    st.rerun()


def _ask_source(metric: Metric, gauges: Mapping[str, Gauge], language: str, key: str) -> str:
    """Who measures: people, or what meetings ask."""
    names = {"": t(language, "goals.source_hand")}
    names |= {
        name: t(language, "goals.source_meeting", name=gauge_name(each, language)) for name, each in gauges.items()
    }
    if metric.source not in names:
        names[metric.source] = t(language, "goals.source_waiting")
    return str(
        st.selectbox(
            t(language, "goals.source"), list(names), list(names).index(metric.source),
            format_func=names.__getitem__, key=f"{key}.source",
        )
    )  # fmt: skip


def _ask_number(name: str, value: float | None, language: str, key: str) -> str:
    shown = "" if value is None else number(value, language)
    return st.text_input(t(language, f"goals.{name}"), shown, 20, key=f"{key}.{name}")
