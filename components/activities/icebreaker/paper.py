"""An icebreaker on paper: lines to write on, or a box for each choice."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Boxes, Hand, Part, Write
from components.text import say, t

_LINES = {"text": 4, "word": 1}


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    shape, prompt = config["answer"], say(config["prompt"], language)
    if shape in _LINES:
        return [Ask(prompt, t(language, "paper.one_word") if shape == "word" else ""), Write(_LINES[shape])]
    labels = tuple(say(choice["text"], language) for choice in config["choices"])
    return [Ask(prompt, t(language, "paper.mark_one")), Boxes(labels)]


def hands(config: Json, step: str, language: str) -> list[Hand]:
    """A hand for each choice, where people choose."""
    if config["answer"] != "choice":
        return []
    return [Hand(say(choice["text"], language), {"choice": choice["id"]}) for choice in config["choices"]]
