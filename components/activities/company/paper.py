"""Company on paper: a box for those who want it. Groups are made by standing up."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Boxes, Part, no_hands
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    return [
        Ask(t(language, "company.ask"), t(language, "paper.mark_one")),
        Boxes((t(language, "company.together"), t(language, "company.alone"))),
        Ask(say(config["meet"], language), say(config["first"], language)),
    ]
