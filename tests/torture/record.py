"""What `make torture` measured: docs/torture.json, and the table that docs/nothing-lost.md shows of it.

`python -m tests.torture.record` writes the table anew from what is kept.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"
KEPT, PAGE = DOCS / "torture.json", DOCS / "nothing-lost.md"
_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->"


def kept() -> dict[str, Any]:
    """Everything that was measured last: figures by the name of what was done, and on what machine."""
    found: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    return found


def keep(what: str, figures: Mapping[str, float]) -> None:
    """Keep figures in the place of those of the same name."""
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    measured = kept().get("measured", {}) | {what: {name: round(figure, 3) for name, figure in figures.items()}}
    KEPT.write_text(json.dumps({"machine": machine, "measured": dict(sorted(measured.items()))}, indent=1) + "\n")


def table(found: Mapping[str, Any]) -> str:
    """The figures as a table in Markdown."""
    machine = found["machine"]
    on = f"Measured on {machine['cores']} cores with Python {machine['python']} and SQLite {machine['sqlite']}, "
    lines = [f"{on}phones and server on the same machine.", "", "| what was done | what came of it |", "|---|---|"]
    for what, figures in found["measured"].items():
        lines.append(f"| {what} | {', '.join(f'{name} **{figure:,g}**' for name, figure in figures.items())} |")
    return "\n".join(lines) + "\n"


def page(text: str, found: Mapping[str, Any]) -> str:
    """The page with the table anew."""
    before, _, rest = text.partition(_BEGIN)
    return before + _BEGIN + "\n" + table(found) + "\n" + _END + rest.partition(_END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(), kept()))
