"""The colours of `charts/palette.py` as CSS variables, under the names that Streamlit gives to its components."""

from __future__ import annotations

import streamlit as st

from components.charts.palette import Palette, palette

_BUTTON = {False: "#0F766E", True: "#13847A"}
"""What white words stand on: the accent, in dark deep enough for them (as in .streamlit/config.toml)."""


def colour_variables() -> str:
    """CSS that gives the page its colours as the theme of this tab has them."""
    is_dark = st.context.theme.type == "dark"
    colours: Palette = palette(is_dark)
    named = {
        "text-color": colours.ink,
        "gray-text-color": colours.muted,
        "background-color": colours.paper,
        "secondary-background-color": colours.raised,
        "border-color": colours.hairline,
        "link-color": colours.accent,
        "primary-color": _BUTTON[is_dark],
        "green-text-color": colours.accent if is_dark else "#0B5F58",
        "green-background-color": colours.accent_soft,
    }
    return ":root {" + "".join(f" --st-{name}: {colour};" for name, colour in named.items()) + " }"
