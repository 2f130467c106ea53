"""A talk on paper: there is nothing to answer."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Part, no_hands

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """No ballot."""
    return []
