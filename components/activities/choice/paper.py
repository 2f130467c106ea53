"""A choice on paper: the question and a box for each choice."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.choice.model import parse_config
from components.activities.paper import Ask, Boxes, Hand, Part
from components.text import say, t


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    limit = parse_config(config).limit
    hint = t(language, "paper.mark_one") if limit == 1 else t(language, "paper.mark_up_to", n=limit)
    if limit == len(config["choices"]):
        hint = t(language, "paper.mark_any")
    labels = tuple(say(choice["text"], language) for choice in config["choices"])
    return [Ask(say(config["question"], language), hint), Boxes(labels)]


def hands(config: Json, step: str, language: str) -> list[Hand]:
    """A hand for each choice, where everybody chooses one: of several, nobody sees whose hands they are."""
    if parse_config(config).limit > 1:
        return []
    return [Hand(say(choice["text"], language), {"choices": [choice["id"]]}) for choice in config["choices"]]
