"""The resources a community needs, as a simple budgeted checklist."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st
from babel.numbers import format_currency

from components.charter.budget import budget_of, by_sort
from components.live.store import open_store
from components.text import t
from components.ui.frame import empty_state, section, tag
from components.ui.guard import do, may_run
from db import resources
from db.accounts import Account
from db.communities import Community
from db.resources import SORTS, STATUSES, Resource

_LONGEST, _LONGEST_NAME, _MOST = 160, 80, 100_000_000
_UNDO = "resource-undo"


def show_resources(account: Account, community: Community, language: str, *, is_open: bool) -> None:
    """The sums, then what is needed of each sort, each with who brings it, what it costs and whether it is there."""
    with open_store() as db:
        found = resources.of_community(db, community.id)
    section(t(language, "charter.resources"))
    st.caption(t(language, "charter.resources_lead"))
    _offer_undo(account, community, language)
    if found:
        st.html(_sums(found, language))
    else:
        empty_state(t(language, "charter.resources_empty"))
    for sort, own in by_sort(found).items():
        with st.container(key=f"card-resources-{sort}"):
            _sort(account, community, sort, own, language, is_open=is_open)


def money(amount: int, language: str) -> str:
    """Whole dollars as people write them."""
    locale = {"es": "es_US"}.get(language, "en_US")
    return str(format_currency(amount, "USD", "¤#,##0", locale=locale, currency_digits=False))


def _sums(found: Sequence[Resource], language: str) -> str:
    """What is there, asked for and missing, and all of it."""
    budget = budget_of(found)
    cells = [
        f'<div class="{status}"><b>{money(budget.amounts[status], language)}</b>'
        f"<span>{escape(t(language, f'charter.resource_{status}'))} · {budget.counts[status]}</span></div>"
        for status in STATUSES
    ]
    total = f"<div><b>{money(budget.total, language)}</b><span>{escape(t(language, 'charter.total'))}</span></div>"
    return f'<div class="attune-sums">{"".join(cells)}{total}</div>'


def _sort(
    account: Account, community: Community, sort: str, own: Sequence[Resource], language: str, *, is_open: bool
) -> None:
    title, about = t(language, f"charter.sort_{sort}"), t(language, f"charter.sort_{sort}_about")
    st.html(
        f'<div class="attune-what attune-insight"><b>{escape(title)}</b></div>'
        f'<p class="attune-charter-none">{escape(about)}</p>'
    )
    for each in own:
        with st.container(key=f"resource-{each.id}", horizontal=True, vertical_alignment="center"):
            st.html(_line(each, language))
            if is_open:
                with st.container(key=f"icons-resource-{each.id}", horizontal=True):
                    if st.button(
                        t(language, "charter.resource_change"), icon=":material/edit:", key=f"change-{each.id}"
                    ):
                        _open(account, community, each, language)
                    if st.button(
                        t(language, "charter.resource_remove"), icon=":material/close:", key=f"drop-{each.id}"
                    ):
                        _remove(account, community, each)
    if is_open and st.button(
        t(language, "charter.resource_add"), key=f"resource-add-{sort}", icon=":material/add:", type="tertiary"
    ):
        _open(account, community, Resource("", sort, "", "", None, STATUSES[-1]), language)


def _line(each: Resource, language: str) -> str:
    """What is needed, with who brings it, what it costs, and whether it is there."""
    facts = [t(language, "charter.brought_by", name=each.who)] if each.who else []
    facts += [money(each.amount, language)] if each.amount else []
    mark = tag(t(language, f"charter.resource_{each.status}"), is_on=each.status == "have")
    return (
        f'<div class="attune-resource"><div><p>{escape(each.needed)}</p>'
        f"<small>{escape(' · '.join(facts))}</small></div>{mark}</div>"
    )


def _open(account: Account, community: Community, each: Resource, language: str) -> None:
    title = t(language, "charter.resource_change" if each.id else "charter.resource_add")
    st.dialog(title, width="medium")(_dialog)(account, community, each, language)


def _dialog(account: Account, community: Community, each: Resource, language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    key = f"resource-{each.id or each.sort}"
    with st.form(f"{key}-form", border=False):
        sort = st.selectbox(
            t(language, "charter.sort"), SORTS, SORTS.index(each.sort), key=f"{key}.sort",
            format_func=lambda one: t(language, f"charter.sort_{one}"),
        )  # fmt: skip
        needed = st.text_input(t(language, "charter.needed"), each.needed, _LONGEST, key=f"{key}.needed")
        who = st.text_input(t(language, "charter.who"), each.who, _LONGEST_NAME, key=f"{key}.who")
        amount = st.number_input(
            t(language, "charter.amount"), 0, _MOST, each.amount, 50, key=f"{key}.amount", width=220,
        )  # fmt: skip
        status = st.radio(
            t(language, "charter.resource_status"), STATUSES, STATUSES.index(each.status), horizontal=True,
            format_func=lambda one: t(language, f"charter.resource_{one}"), key=f"{key}.status",
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if not is_sent:
        return
    if not needed.strip():
        st.error(t(language, "charter.needed_missing"))
        return
    changed = Resource(each.id, sort, needed.strip(), who.strip(), int(amount) if amount else None, status)
    do(account, community.id, lambda db: resources.put(db, community.id, changed))
    st.rerun()


def _remove(account: Account, community: Community, each: Resource) -> None:
    do(account, community.id, lambda db: resources.remove(db, community.id, each.id))
    st.session_state[_UNDO] = each
    st.rerun()


def _offer_undo(account: Account, community: Community, language: str) -> None:
    """For what was just taken off the list: bring it back."""
    if _UNDO not in st.session_state:
        return
    each = st.session_state[_UNDO]
    with st.container(key="card-undo", horizontal=True, vertical_alignment="center"):
        st.text(t(language, "charter.resource_removed", needed=each.needed), width="content")
        is_wanted = st.button(t(language, "facilitator.undo"), key="resource-undo-it", icon=":material/undo:")
    if is_wanted:
        del st.session_state[_UNDO]
        do(account, community.id, lambda db: resources.put(db, community.id, each))
        st.rerun()
