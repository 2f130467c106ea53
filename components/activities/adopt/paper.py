"""A text to adopt on paper: the text, a box for each place to stand, and lines for what would make it work."""

from __future__ import annotations

from components.activities.adopt.model import STANDS
from components.activities.base import Json
from components.activities.paper import Ask, Boxes, Hand, Part, Write
from components.text import say, t


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    labels = tuple(t(language, f"adopt.{stand}") for stand in STANDS)
    return [
        Ask(say(config["text"], language), t(language, "paper.mark_one")),
        Boxes(labels),
        Write(2, t(language, "adopt.wish")),
    ]


def hands(config: Json, step: str, language: str) -> list[Hand]:
    """A hand for each place to stand."""
    return [Hand(t(language, f"adopt.{stand}"), {"stand": stand}) for stand in STANDS]
