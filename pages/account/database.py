"""Where everything lies on a disk that is wiped: how to keep it in a database instead."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.text import t
from components.text.literal import literal
from components.ui.frame import BACKUP, frame, link

STEPS = ("backup", "create", "address", "secret", "restore")

account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_database"), account, active="database", language=language,
    lead=t(language, "backup.database_lead"),
)  # fmt: skip
with st.container(key="narrow"):
    for number, step in enumerate(STEPS, start=1):
        with st.container(key=f"card-row-{step}", horizontal=True, vertical_alignment="center"):
            words = t(language, f"backup.step_{step}")
            st.html(f'<div class="attune-step"><i>{number}</i><div class="attune-what">{words}</div></div>')
            if account.is_keeper and step in ("backup", "restore"):
                link(t(language, "facilitator.page_backup"), BACKUP)
    st.caption(literal(t(language, "backup.database_more")))
