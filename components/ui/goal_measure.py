"""Writing measurements down: one by hand, or many in a file that is looked at first; each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.activities.written import clean
from components.goals.sheet import Sheet, read_number, read_sheet
from components.goals.words import number
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.dates import PICKER, today
from components.ui.guard import do, may_run
from components.ui.pictures import numbers_table
from db import measurements
from db.accounts import Account
from db.communities import Community
from db.goals import Metric
from db.measurements import Measurement

_ADDED, _REMOVED = "measurements-added", "measurement-removed"
_LARGEST = 1_000_000
_PREVIEW = 8


def measure_form(account: Account, community: Community, metric: Metric, language: str) -> None:
    """A dialog for one measurement."""
    st.dialog(t(language, "goals.measure"), width="small")(_measure_dialog)(account, community, metric, language)


def _measure_dialog(account: Account, community: Community, metric: Metric, language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    key = f"measurement-{metric.id}"
    st.text(say(metric.name, language))
    with st.form(f"{key}-form", border=False):
        on = st.date_input(
            t(language, "goals.day"), date.fromisoformat(today()), format=PICKER[language], key=f"{key}.day"
        )
        value = st.text_input(t(language, "goals.value"), max_chars=20, key=f"{key}.value")
        note = st.text_input(t(language, "goals.note"), max_chars=200, key=f"{key}.note")
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if not is_sent:
        return
    read = read_number(value.strip())
    if read is None or on is None:
        st.error(t(language, "goals.no_number"))
        return
    _add(account, community, metric, [Measurement("", metric.id, on.isoformat(), read, clean(note))])


def sheet_form(
    account: Account, community: Community, metric: Metric, known: Sequence[Measurement], language: str
) -> None:
    """A dialog for a file: what is in it, what cannot be read and why, then the button."""
    st.dialog(t(language, "goals.bring"), width="medium")(_sheet_dialog)(account, community, metric, known, language)


def _sheet_dialog(
    account: Account, community: Community, metric: Metric, known: Sequence[Measurement], language: str
) -> None:
    if not may_run(account, community.id):
        st.rerun()
    st.text(t(language, "goals.bring_how"))
    file = st.file_uploader(t(language, "goals.file"), type=["csv", "txt", "tsv"], key=f"sheet-{metric.id}")
    if file is None:
        return
    if file.size > _LARGEST:
        st.error(t(language, "goals.file_large"))
        return
    sheet = read_sheet(file.getvalue(), metric.id, known, day_first=language == "es")
    show_sheet(sheet, language)
    if sheet.read and st.button(
        t(language, "goals.bring_these", n=len(sheet.read)), type="primary", key=f"sheet-go-{metric.id}"
    ):
        _add(account, community, metric, sheet.read)


def show_sheet(sheet: Sheet, language: str) -> None:
    """The first rows as they were read, and every row that was not, with its line and the reason."""
    if not sheet.read:
        st.error(t(language, "goals.nothing_read"))
    else:
        st.html(numbers_table([
            {t(language, "goals.day"): day(each.measured_on, language),
             t(language, "goals.value"): number(each.value, language), t(language, "goals.note"): each.note}
            for each in sheet.read[:_PREVIEW]
        ]))  # fmt: skip
        if len(sheet.read) > _PREVIEW:
            st.caption(t(language, "goals.and_more", n=len(sheet.read) - _PREVIEW))
    if sheet.unread:
        st.text(t(language, "goals.left_out", n=len(sheet.unread)))
        st.html(numbers_table([
            {t(language, "goals.line"): each.line, t(language, "goals.row"): each.text,
             t(language, "goals.reason"): t(language, f"goals.unread_{each.reason}")}
            for each in sheet.unread[:50]
        ]))  # fmt: skip


def show_measurements(
    account: Account, community: Community, metric: Metric, written: Sequence[Measurement], language: str
) -> None:
    """What was written down, each with the way to take it out."""
    if not written:
        return
    with st.expander(t(language, "goals.written_down")):
        for each in reversed(written):
            with st.container(key=f"measured-{each.id}", horizontal=True, vertical_alignment="center"):
                note = f" · {each.note}" if each.note else ""
                st.text(f"{day(each.measured_on, language)}: {number(each.value, language)}{note}")
                with st.container(key=f"icons-measured-{each.id}", horizontal=True, width="content"):
                    if st.button(t(language, "goals.take_out"), key=f"take-out-{each.id}", icon=":material/close:"):
                        _take_out(account, community, each)


def _take_out(account: Account, community: Community, each: Measurement) -> None:
    do(account, community.id, lambda db: measurements.remove(db, community.id, [each.id]))
    st.session_state.pop(_ADDED, None)
    st.session_state[_REMOVED] = each
    st.rerun()


def offer_undo(account: Account, community: Community, metric: Metric, language: str) -> None:
    """For what was just written down of a metric or taken out: as it was before."""
    about, added = st.session_state.get(_ADDED) or ("", [])
    added = added if about == metric.id else []
    removed = st.session_state.get(_REMOVED)
    removed = removed if removed and removed.metric_id == metric.id else None
    if not added and not removed:
        return
    words = t(language, "goals.added", n=len(added)) if added else t(language, "goals.taken_out")
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(words, width="content")
        is_wanted = st.button(literal(t(language, "facilitator.undo")), key="measure-undo", icon=":material/undo:")
    if not is_wanted:
        return
    st.session_state.pop(_ADDED, None)
    st.session_state.pop(_REMOVED, None)
    if added:
        do(account, community.id, lambda db: measurements.remove(db, community.id, added))
    elif removed:
        do(account, community.id, lambda db: measurements.add(db, community.id, [removed], account.name))
    st.rerun()


def _add(account: Account, community: Community, metric: Metric, read: Sequence[Measurement]) -> None:
    ids = do(account, community.id, lambda db: measurements.add(db, community.id, read, account.name))
    st.session_state.pop(_REMOVED, None)
    st.session_state[_ADDED] = metric.id, ids
    st.rerun()
