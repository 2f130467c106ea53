"""Shared pieces of every picture: looks, colours, and the shapes plotly is asked to draw. Pure; no screens here."""

from __future__ import annotations

from components.charts.picture import (
    CONFIG,
    Cards,
    Figure,
    Look,
    Moment,
    Picture,
    Quote,
    SideBySide,
    is_few,
    plotly_config,
)

__all__ = [
    "CONFIG", "Cards", "Figure", "Look", "Moment", "Picture", "Quote", "SideBySide", "is_few", "plotly_config",
]  # fmt: skip
