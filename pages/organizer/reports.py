"""Reports of a community: for colleagues, families, the agency and the funder; as files, or by a link."""

from __future__ import annotations

from urllib.parse import urljoin

import streamlit as st

from components.accounts import reader_language, require_account
from components.live.store import open_store
from components.text import t
from components.ui import report_links, reports
from components.ui.frame import HISTORY, empty_state, frame, link, section
from components.ui.guard import choose_community
from components.ui.invite import base_of_tab
from db import accounts, history

account = require_account()
language = reader_language(account)
frame(
    t(language, "reports.title"), account, active="history", language=language, lead=t(language, "reports.lead"),
    crumbs=[(t(language, "history.history_title"), HISTORY, {})],
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    st.stop()
with open_store() as db:
    may_report = accounts.allowed(db, account.id, community.id, role="organizer")
    held = [each.meeting for each in history.attendance(db, community.id)]
if not may_report:
    empty_state(t(language, "reports.organizers_only"))
    st.stop()
if not held:
    empty_state(t(language, "history.history_empty"))
    link(t(language, "history.history_title"), HISTORY)
    st.stop()

with st.container(key="narrow"):
    order = reports.choose_order(community, held, st.query_params.get("meeting", ""), language)
    if order:
        reports.forget_old_files(order)
        section(t(language, "reports.files"))
        reports.files(account, community, order, language)
    section(t(language, "reports.sharing"))
    with st.container(key="card-share"):
        base = base_of_tab(None) or urljoin(st.context.url or "http://localhost", ".")
        report_links.share_card(account, order, base.rstrip("/"), language)
        report_links.shared_list(account, community.id, held, language)
