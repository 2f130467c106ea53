"""What docs/scaling.md says of sizes is what was measured, and still holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks import sizes

DOCS = Path(__file__).resolve().parents[1] / "docs"
KEYS = ("phones", "open", "revealed", "packed", "person", "answer")


def kept() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DOCS / "sizes.json").read_text())["sizes"]
    return found


def test_the_table_of_sizes_is_the_file_of_sizes() -> None:
    text = (DOCS / "scaling.md").read_text(encoding="utf-8")
    assert [each["phones"] for each in kept()] == list(sizes.PHONES)
    for each in kept():
        assert "| " + " | ".join(f"{each[key]:,}" for key in KEYS) + " |" in text


def test_a_state_is_about_as_large_as_it_was_measured() -> None:
    found, before = sizes.measured(100), kept()[0]
    assert found.keys() == before.keys()
    for key in KEYS:
        assert abs(found[key] - before[key]) <= before[key] * 0.2, key
