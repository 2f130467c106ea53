"""Days as people write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date


def day(held_on: str, language: str) -> str:
    """A stored day in words: `May 4, 2026`, `4 de mayo de 2026`."""
    return str(format_date(date.fromisoformat(held_on), "long", locale=language))
