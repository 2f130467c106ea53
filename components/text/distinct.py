"""Labels that can be told apart: Streamlit's lists know their lines by their words."""

from __future__ import annotations

from collections.abc import Mapping


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """By id what each is called; of two with one name the second says so."""
    found: dict[str, str] = {}
    for key, name in names.items():
        label, number = name, 2
        while label in found.values():
            label, number = f"{name} ({number})", number + 1
        found[key] = label
    return found
