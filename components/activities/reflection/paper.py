"""A reflection on paper: a scale, or lines to write on, for each question."""

from __future__ import annotations

from collections.abc import Callable

from components.activities.base import Json
from components.activities.paper import Ask, Boxes, Part, Scale, Write, no_hands
from components.activities.reflection.model import RATINGS
from components.text import say, t

hands = no_hands


def ballot(config: Json, step: str, language: str) -> list[Part]:
    """What a person is asked on paper, in one language; below each text whether it may be read aloud."""
    parts: list[Part] = []
    for question in config["questions"]:
        parts += [Ask(say(question["text"], language)), *_REPLIES[question["type"]](language)]
        if question["type"] != "rating":
            parts.append(Boxes((t(language, "reflection_phone.share_aloud"),)))
    return parts


def _rating(language: str) -> list[Part]:
    words = {1: t(language, "reflection_phone.rate_low"), RATINGS: t(language, "reflection_phone.rate_high")}
    return [Scale(tuple((str(n), words.get(n, "")) for n in range(1, RATINGS + 1)))]


def _text(language: str) -> list[Part]:
    return [Write(3)]


def _lesson(language: str) -> list[Part]:
    return [Write(2, t(language, f"reflection_phone.lesson_{half}")) for half in ("worked", "did_not")]


def _commitment(language: str) -> list[Part]:
    lines = {"text": 2, "by": 1, "obstacle": 2}
    return [Write(most, t(language, f"reflection_phone.commitment_{part}")) for part, most in lines.items()]


_REPLIES: dict[str, Callable[[str], list[Part]]] = {
    "rating": _rating,
    "text": _text,
    "lesson": _lesson,
    "commitment": _commitment,
}
