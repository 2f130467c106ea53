"""Days and times as people write them, where this browser is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st
from babel.dates import format_time

from components.text.days import day

PICKER = {"en": "MM/DD/YYYY", "es": "DD/MM/YYYY"}
"""How a date field shows a day, by language."""


def moment(at: str, language: str) -> str:
    """A stored time as it was where this browser is: `May 4, 2026, 2:05 PM`."""
    local = _here(datetime.fromisoformat(at))
    return f"{day(local.date().isoformat(), language)}, {format_time(local, 'short', locale=language)}"


def today() -> str:
    """The day it is where this browser is."""
    return _here(datetime.now(UTC)).date().isoformat()


def _here(at: datetime) -> datetime:
    return at - timedelta(minutes=st.context.timezone_offset or 0)
