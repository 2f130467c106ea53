"""A meeting for small tests of change: what was tried, what to try next, and company on the way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from components.activities.base import Json
from components.activities.company.model import starter
from components.templates.templates import Step, Template, usual, you_said

_WORDS: dict[str, dict[str, dict[str, str]]] = json.loads(
    (Path(__file__).parent / "company.json").read_text(encoding="utf-8")
)


def company() -> Step:
    """Whoever wants it is put into a group of two to four."""
    return Step("company", dict(_WORDS["company"]["title"]), starter(), 10)


def try_together(stage: str, changes: Sequence[Json] = ()) -> list[Step]:
    """What became of commitments, a talk in pairs, a commitment, then small groups that keep each other company."""
    welcome, check_in, leave = usual(stage)
    pairs = {"text": dict(_WORDS["pairs"]["text"]), "style": "pairs"}
    return [
        check_in,
        welcome,
        *([you_said(changes)] if changes else []),
        Step("talk", dict(_WORDS["pairs"]["title"]), pairs, 16),
        leave,
        company(),
    ]


TRY_TOGETHER = Template(
    "try_together", dict(_WORDS["try_together"]["title"]), dict(_WORDS["try_together"]["description"]), try_together
)
