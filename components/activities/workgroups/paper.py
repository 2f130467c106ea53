"""Workgroups on paper: a box for each group, who can lead, and lines for a first step; nobody is asked for contacts."""

from __future__ import annotations

from components.activities.base import Json
from components.activities.paper import Ask, Boxes, Part, Write, no_hands
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language."""
    groups = tuple(say(group["text"], language) for group in config["groups"])
    return [
        Ask(t(language, "workgroups.title"), t(language, "paper.mark_one")),
        Boxes(groups),
        Boxes((t(language, "workgroups_phone.lead"),)),
        Write(2, t(language, "workgroups_phone.step")),
    ]
