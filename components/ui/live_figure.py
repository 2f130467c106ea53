"""A figure drawn by our own copy of plotly.js: one that glides to its new places, or one of many on a long page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st

from components.charts import CONFIG, Figure
from components.phone import files
from components.ui import scaled
from components.ui.scripts import joined

_PAGE_CONFIG = {**CONFIG, "staticPlot": True}

FALLBACK_SCALE = 0.68
"""A wall drawn without our own script cannot follow its window: it is drawn for a 1280x720 projector."""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "attune_live_figure", js=joined("plotly", "in_sight", "live_figure"), isolate_styles=False
    )


def live_figure(picture: Figure, key: str, *, height: str = "", plotly_url: str, near: Figure | None = None) -> None:
    """Draw a figure that glides when it changes; `key` stays the same for as long as it is the same picture.

    `height` is any CSS length: a wall is scaled as a whole into its place. A figure for a page keeps its own
    height. `plotly_url` is where our own server has plotly.js, relative to the page or absolute; where it does
    not come, the figure is `st.plotly_chart`, which jumps. `near` is the same for a window too small for a wall.
    """
    data = {"near": near.json if near else "", "height": height, "plotly_url": plotly_url, "config": _PAGE_CONFIG}
    if not _is_drawn(picture, key, data):
        draw_still(near or picture, key)


def page_figure(picture: Figure, key: str) -> None:
    """Draw a figure among others on a page that is scrolled: once it comes near the window, or is printed.

    Its place and its words are there before. Where plotly.js does not come, it is `st.plotly_chart`.
    """
    url = f"j/assets/{files.version()}/{files.PLOTLY}"
    if not _is_drawn(
        picture, key, {"plotly_url": url, "config": CONFIG, "waits": True}, picture.drawn.layout["height"]
    ):
        draw_still(picture, key, CONFIG)


def _is_drawn(
    picture: Figure, key: str, data: Mapping[str, object], height: int | Literal["content"] = "content"
) -> bool:  # fmt: skip
    """Whether our own script draws it; `height` is that of the place it is given before the script runs."""
    if not st.session_state.get("plotly_unreachable"):
        sent = {"figure": picture.json, "alt": picture.alt, **data}
        result = _component()(key=key, data=sent, height=height, on_unreachable_change=_note_unreachable)
        if not result.unreachable:
            return True
        st.session_state["plotly_unreachable"] = True
    return False


def draw_still(picture: Figure, key: str, config: Mapping[str, object] = _PAGE_CONFIG) -> None:
    """The same figure through Streamlit's own plotly."""
    figure = picture.figure
    if picture.drawn.layout["meta"]["size"] == "wall":
        figure = go.Figure(scaled.scaled(picture.drawn.to_json(), FALLBACK_SCALE), _validate=False)
    st.plotly_chart(figure, key=f"{key}-still", theme=None, config=dict(config), alt=picture.alt)


def _note_unreachable() -> None:
    """Streamlit offers a component's values only where a callback stands for each."""
