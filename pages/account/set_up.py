"""The first account, for whoever holds the one-time link that the terminal printed."""

from __future__ import annotations

import streamlit as st

from components.account_forms import set_up_form
from components.accounts import current_account, go_home

if current_account():
    go_home()
set_up_form(st.query_params.get("token", ""))
