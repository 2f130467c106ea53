"""Words on paper: a short line for each."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Part, Write, no_hands
from components.activities.words.model import MOST_WORDS
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    numbers = range(1, config.get("most", MOST_WORDS) + 1)
    return [Ask(say(config["prompt"], language)), *(Write(1, t(language, "words.number", n=n)) for n in numbers)]
