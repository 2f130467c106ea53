"""Talk: its text for the wall; nothing is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.activities.base import Entry
from components.activities.talk.model import parse_config
from components.charts import Look, Moment, Picture, Quote, SideBySide
from components.charts.editable import Editable
from components.text import LANGUAGES, say, t

Json = dict[str, Any]


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """The text in the look's language; or what was said beside what was changed."""
    talk = parse_config(config)
    if not talk.changes:
        return Quote(say(talk.text, look.language))
    said, changed = ({language: t(language, f"talk.{name}") for language in LANGUAGES} for name in ("said", "changed"))
    return SideBySide((said, changed), [(change.said, change.changed) for change in talk.changes])


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """Nothing: the text speaks for itself."""
    return ""


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """Nothing was answered, so nothing changed."""
    return []


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """Nothing: nobody answers."""
    return []


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: None, language: str) -> list[str]:
    """Nothing: nobody answers a talk."""
    return []


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """No table."""
    return []
