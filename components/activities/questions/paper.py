"""A question wall on paper: lines for one's questions."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Part, Write, no_hands
from components.activities.questions.model import MOST_QUESTIONS
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language. Votes need the wall: they are not on paper."""
    lines = [Write(2, t(language, "questions.question_number", n=n)) for n in range(1, MOST_QUESTIONS + 1)]
    return [Ask(say(config["prompt"], language)), *lines]
