"""Hostile words in every place that reads Markdown, for tests/test_hostile_text.py."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from components.text.literal import literal
from tests.hostile import PAYLOADS

part = int(st.query_params["part"])
for number, payload in enumerate(PAYLOADS[part : part + 60]):
    text = literal(payload)
    with st.container(key=f"payload-{number}"):
        st.caption(text)
        st.markdown(f":gray[{text}]")
        st.markdown(f"**{text}**")
        st.success(text)
        st.button(f"1. {text}", key=f"button-{number}")
        st.text_input(text, key=f"input-{number}")
        st.radio(text, [text], key=f"radio-{number}")
        st.slider(text, key=f"slider-{number}")
        st.expander(text).write("")
        st.popover(text)
        st.page_link("https://attune.invalid", label=text)
        st.selectbox("", [payload], key=f"select-{number}", label_visibility="collapsed")
st.text("all of them")
