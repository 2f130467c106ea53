"""Talk: its text for the wall; nothing is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.activities.base import Entry
from components.activities.talk.model import parse_config
from components.charts import Look, Moment, Picture, Quote
from components.text import say

Json = dict[str, Any]


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """The text in the look's language."""
    return Quote(say(parse_config(config).text, look.language))


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """Nothing: the text speaks for itself."""
    return ""


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """Nothing was answered, so nothing changed."""
    return []


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """No table."""
    return []
