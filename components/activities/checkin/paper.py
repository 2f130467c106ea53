"""A check-in on paper: what became of a commitment, and what got in the way."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.checkin.model import NONE, STATUSES
from components.activities.paper import Ask, Boxes, Part, Write, no_hands
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    did, *more = config["questions"]
    labels = tuple(t(language, f"checkin.{name}") for name in (*STATUSES, NONE))
    parts: list[Part] = [Ask(say(did["text"], language), t(language, "paper.mark_one")), Boxes(labels)]
    for question in more:
        parts += [Ask(say(question["text"], language)), Write(3)]
    return parts
