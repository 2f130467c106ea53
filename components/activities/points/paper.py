"""100 points on paper: a blank for a number before each item."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Blanks, Part, no_hands
from components.activities.points.model import WHOLE
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    labels = tuple(say(item["text"], language) for item in config["items"])
    return [Ask("", t(language, "paper.spread", n=WHOLE)), Blanks(labels)]
