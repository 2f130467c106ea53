"""Hostile words in every place that reads Markdown, for tests/test_hostile_text.py."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from components.text.literal import literal
from tests.hostile import KNOWN, PAYLOADS

for number, payload in enumerate(PAYLOADS):
    text = literal(payload)
    with st.container(key=f"payload-{number}"):
        st.markdown(f":gray[{text}]")
        st.button(f"1. {text}", key=f"button-{number}")
        if payload not in KNOWN:
            continue
        st.caption(text)
        st.markdown(f"**{text}**")
        st.success(text)
        st.text_input(text, key=f"input-{number}")
        st.radio(text, [text], key=f"radio-{number}")
        st.slider(text, key=f"slider-{number}")
        st.expander(text).write("")
        st.popover(text)
        st.page_link("https://attune.invalid", label=text)
        st.selectbox("", [payload], key=f"select-{number}", label_visibility="collapsed")
st.text("all of them")
