"""Your own account: name, language, password, and signing out."""

from __future__ import annotations

import streamlit as st

from components.account_forms import password_form, profile_form
from components.accounts import heading, narrow, reader_language, require_account, sign_out_button
from components.text import t
from components.text.literal import literal

account = require_account()
language = reader_language(account)
with narrow():
    lead = t(language, "account.profile_lead", username=literal(account.username))
    heading(t(language, "account.profile_title"), lead)
    profile_form(account)
    st.subheader(t(language, "account.password"), anchor=False)
    password_form(account)
    sign_out_button(language)
