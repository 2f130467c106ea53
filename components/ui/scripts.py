"""The JavaScript of our components: each takes its own as one text, joined here of the files it is written in."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def joined(*names: str) -> str:
    """The scripts of these names one after the other; the last one exports what Streamlit calls."""
    return "".join(_HERE.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)
