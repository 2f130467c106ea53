"""Days as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import streamlit as st
from babel.dates import format_date, format_time

PICKER = {"en": "MM/DD/YYYY", "es": "DD/MM/YYYY"}
"""How a date field shows a day, by language."""


def day(held_on: str, language: str) -> str:
    """A stored day in words: `May 4, 2026`, `4 de mayo de 2026`."""
    return str(format_date(date.fromisoformat(held_on), "long", locale=language))


def moment(at: str, language: str) -> str:
    """A stored time as it was where this browser is: `May 4, 2026, 2:05 PM`."""
    local = _here(datetime.fromisoformat(at))
    return f"{day(local.date().isoformat(), language)}, {format_time(local, 'short', locale=language)}"


def today() -> str:
    """The day it is where this browser is."""
    return _here(datetime.now(UTC)).date().isoformat()


def _here(at: datetime) -> datetime:
    return at - timedelta(minutes=st.context.timezone_offset or 0)
