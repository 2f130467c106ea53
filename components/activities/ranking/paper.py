"""A ranking on paper: lines to propose on, or items to number."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Blanks, Part, Write, no_hands
from components.activities.ranking.model import USUAL_TOP
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    if step == "propose":
        return [Write(2, t(language, f"ranking_phone.propose_{which}")) for which in ("first", "second")]
    labels = tuple(say(item["text"], language) for item in config["items"])
    top = config.get("top", USUAL_TOP) or len(labels)
    name = "number_top" if top < len(labels) else "number_all"
    return [Ask("", t(language, f"paper.{name}", n=min(top, len(labels)))), Blanks(labels)]
