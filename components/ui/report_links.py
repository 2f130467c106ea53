"""The card for links that show a report: make one, see the others, revoke them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from components.reports import links
from components.reports.making import NotOrganizer
from components.reports.report import Order
from components.text import LANGUAGE_NAMES, t
from components.text.days import day
from components.ui.copy import copy_button
from db.accounts import Account
from db.meetings import Meeting
from db.shared_reports import SharedReport

_NEW = "report-link-new"


def share_card(account: Account, order: Order | None, base: str, language: str) -> None:
    """Make a link to the report that is chosen, if there is one, shown this once; below it all that show something."""
    st.caption(t(language, "reports.share_lead"))
    if order:
        _offer(account, order, language)
    new = st.session_state.get(_NEW)
    if new and order and new[0] == order:
        _show_new(f"{base}/r/{new[1]}", language)


def _offer(account: Account, order: Order, language: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="share-offer"):
        days = st.segmented_control(
            t(language, "reports.share_for"), links.DAYS, default=links.DAYS[1], key="share-days", required=True,
            format_func=lambda n: t(language, "reports.days", n=n),
        )  # fmt: skip
        # Not a callback: its arguments would be those of the run before, and this shares what is chosen now.
        if st.button(t(language, "reports.share"), key="share-report", type="primary", icon=":material/link:"):
            _share(account.id, order, int(days or links.DAYS[0]))
    if order.audience == "organizers":
        st.caption(t(language, "reports.share_all"))


def _share(account_id: str, order: Order, days: int) -> None:
    try:
        st.session_state[_NEW] = (order, links.share(account_id, order, days))
    except NotOrganizer:
        st.session_state.pop(_NEW, None)  # the page's guard says so


def _show_new(address: str, language: str) -> None:
    with st.container(key="card-new-link"):
        st.code(address, language=None, wrap_lines=True)
        with st.container(horizontal=True, vertical_alignment="center"):
            copy_button(address, t(language, "reports.copy"), t(language, "reports.copied"), key="copy-report-link")
            st.caption(t(language, "reports.shown_once"))


def shared_list(account: Account, community_id: str, held: Sequence[Meeting], language: str) -> None:
    """The links that show something now, each with what it shows, until when, and a button that ends it."""
    found = links.shared(account.id, community_id)
    if not found:
        st.caption(t(language, "reports.none_shared"))
    days = {meeting.id: day(meeting.held_on, language) for meeting in held}
    for each in found:
        with st.container(key=f"card-link-{each.id}", horizontal=True, vertical_alignment="center"):
            st.text(_about(each, days, language), width="stretch")
            st.button(
                t(language, "reports.revoke"), key=f"revoke-{each.id}", on_click=_revoke,
                args=(account.id, community_id, each.id),
            )  # fmt: skip


def _about(each: SharedReport, days: dict[str, str], language: str) -> str:
    known = [days[meeting] for meeting in each.meetings if meeting in days]
    which = t(language, "reports.all_meetings")
    if each.meetings:
        which = " – ".join(dict.fromkeys([known[0], known[-1]])) if known else "–"
    tongue = LANGUAGE_NAMES[each.language] if each.audience != "families" else " · ".join(LANGUAGE_NAMES.values())
    until = t(language, "reports.until", day=day(each.expires_at[:10], language))
    return " · ".join([t(language, f"reports.for_{each.audience}"), which, tongue, until])


def _revoke(account_id: str, community_id: str, share_id: str) -> None:
    with suppress(NotOrganizer):  # the page's guard says so
        links.revoke(account_id, community_id, share_id)
    st.session_state.pop(_NEW, None)
