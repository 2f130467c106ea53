"""Matching on paper: for each issue whether somebody has solved it or faces it, and where they come from."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Boxes, Part, Write, no_hands
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    if step != "propose":
        return [Ask(say(config["question"], language)), Write(3, t(language, "match_phone.note"))]
    stands = (t(language, "match_phone.solved"), t(language, "match_phone.facing"))
    parts: list[Part] = []
    for issue in config["issues"]:
        parts += [Ask(say(issue["text"], language)), Boxes(stands)]
    return [*parts, Write(1, t(language, "match_phone.from")), Write(1, t(language, "match_phone.name"))]
