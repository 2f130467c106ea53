"""A fist to five on paper: a scale for each statement."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.fist.model import SCALES
from components.activities.paper import Ask, Hand, Part, Scale
from components.text import say, t


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    scale = config.get("scale", "fist")
    marks = tuple((str(level), t(language, f"fist.{scale}_{level}")) for level in SCALES[scale])
    parts: list[Part] = []
    for number, statement in enumerate(config["statements"]):
        hint = t(language, "paper.circle_one") if number == 0 else ""
        parts += [Ask(say(statement["text"], language), hint), Scale(marks)]
    return parts


def hands(config: Json, step: str, language: str) -> list[Hand]:
    """A hand for each level of a single statement."""
    if len(config["statements"]) > 1:
        return []
    scale, statement = config.get("scale", "fist"), config["statements"][0]["id"]
    return [
        Hand(f"{level}: {t(language, f'fist.{scale}_{level}')}", {"statements": {statement: level}})
        for level in SCALES[scale]
    ]
