"""Days as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import streamlit as st
from babel.dates import format_date, format_datetime

PICKER = {"en": "MM/DD/YYYY", "es": "DD/MM/YYYY"}
"""How a date field shows a day, by language."""

_MOMENT = {"en": "EEEE, MMMM d, h:mm a", "es": "EEEE d 'de' MMMM, H:mm"}


def day(held_on: str, language: str) -> str:
    """A stored day in words: `May 4, 2026`, `4 de mayo de 2026`."""
    return str(format_date(date.fromisoformat(held_on), "long", locale=language))


def moment(at: str, language: str) -> str:
    """A stored time where this browser is, in words: `Tuesday, May 5, 6:30 PM`, `martes, 5 de mayo, 18:30`."""
    here = datetime.fromisoformat(at) - timedelta(minutes=st.context.timezone_offset or 0)
    return str(format_datetime(here.replace(tzinfo=None), _MOMENT[language], locale=language))


def today() -> str:
    """The day it is where this browser is."""
    return (datetime.now(UTC) - timedelta(minutes=st.context.timezone_offset or 0)).date().isoformat()
