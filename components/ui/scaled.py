"""A figure drawn larger or smaller as a whole: type, dots, lines and margins alike."""

from __future__ import annotations

from typing import Any

SIZED = {
    "font": {"size"},
    "textfont": {"size"},
    "tickfont": {"size"},
    "marker": {"size", "cornerradius"},
    "line": {"width"},
    "margin": {"l", "r", "t", "b"},
    "annotations": {"xshift", "yshift", "width"},
    "xaxis": {"ticklen"},
    "yaxis": {"ticklen"},
}


def scaled(node: Any, by: float, name: str = "") -> Any:
    """A figure's JSON with every size in pixels multiplied; its places on the axes stay."""
    if isinstance(node, dict):
        return {key: _value(key, value, by, name) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [scaled(item, by, name) for item in node]
    return node


def _value(key: str, value: Any, by: float, name: str) -> Any:
    is_size = key in SIZED.get(name, ()) or (name == "layout" and key == "height")
    if is_size and isinstance(value, int | float):
        return value * by
    if key == "meta" or not isinstance(value, dict | list | tuple):
        return value
    return scaled(value, by, key)
