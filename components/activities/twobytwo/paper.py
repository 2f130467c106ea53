"""Two by two on paper: a field, and a letter for each item."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Field, Part, no_hands
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    ends = {end: say(config[axis][end], language) for axis in ("x", "y") for end in config[axis]}
    items = tuple(say(item["text"], language) for item in config["items"])
    return [Ask("", t(language, "paper.letters")), Field(**ends, items=items)]
