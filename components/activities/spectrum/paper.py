"""A spectrum on paper: a line for a cross between its poles."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Line, Part, no_hands
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    parts: list[Part] = []
    for number, line in enumerate(config["lines"]):
        hint = t(language, _hint(config)) if number == 0 else ""
        parts += [
            Ask(say(line["stem"], language), hint),
            Line(say(line["left"], language), say(line["right"], language)),
        ]
    return parts


def _hint(config: Json) -> str:
    """A second dot is a circle on the same line."""
    return "spectrum.cross_and_circle" if config.get("wished") else "paper.cross_on_line"
