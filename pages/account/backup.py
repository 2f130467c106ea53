"""Backups of everything, for whoever keeps them: take one, restore one, take that back."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language
from components.live import keeping
from components.text import t
from components.ui import backup
from components.ui.frame import frame
from components.ui.guard import require_keeper

account = require_keeper()
language = reader_language(account)
frame(
    t(language, "facilitator.page_backup"), account, active="backup", language=language, lead=t(language, "backup.lead")
)  # fmt: skip
with st.container(key="narrow"):
    held = keeping.contents_now()
    backup.take_card(account, held, language)
    backup.bring_card(account, held, language)
    backup.before_card(account, held, language)
