"""Somebody was invited by a link: the page that takes them in."""

from __future__ import annotations

import streamlit as st

from components.ui.invited import invited

invited(st.query_params.get("token", ""))
