"""What of other polls becomes a question of a reflection: a rating from 1 to 5, or a written answer."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import InvalidAnswer, Json
from components.activities.taken import (
    Known,
    Told,
    Way,
    Wishes,
    are_numbers,
    lasting_id,
    on_scale,
    rounded,
    scale_of,
    short,
    without_scale,
)

_LONGEST_QUESTION, _LONGEST_TEXT = 200, 2000


def _fits_rating(told: Told) -> int:
    if not are_numbers(told):
        return 0
    return 85 if scale_of(told) == (1, 5) else 40


def _fits_text(told: Told) -> int:
    return 40 if len(told.parts) == 1 and told.counts else 0


def _config(told: Told, wishes: Wishes, kind: str) -> Json:
    if wishes.same:
        return {"questions": [wishes.same.json]}
    asked = {wishes.language: short(wishes.words, _LONGEST_QUESTION)}
    question: Json = {"id": lasting_id(without_scale(told.words), kind), "type": kind, "text": asked}
    return {"questions": [question | ({"max_length": _LONGEST_TEXT} if kind == "text" else {})]}


def _rating(told: Told, wishes: Wishes, config: Json, cells: Sequence[str]) -> Json | None:
    """The place on its scale as one of 1 to 5, the nearest."""
    if not cells[0]:
        return None
    place = (on_scale(wishes, cells[0]) - wishes.low) / (wishes.high - wishes.low)
    return {config["questions"][0]["id"]: rounded(1 + 4 * (1 - place if wishes.is_turned else place))}


def _text(told: Told, wishes: Wishes, config: Json, cells: Sequence[str]) -> Json | None:
    """What was written; nobody was asked whether it may be read aloud, so it may not."""
    if len(cells[0]) > config["questions"][0].get("max_length", 500):
        raise InvalidAnswer("imports.too_long")
    return {config["questions"][0]["id"]: cells[0]} if cells[0] else None


def _known(config: Json, kind: str) -> list[Known]:
    return [Known(each["id"], each["text"], each) for each in config["questions"] if each["type"] == kind]


TAKES = (
    Way("rating", _fits_rating, lambda told, wishes: _config(told, wishes, "rating"), _rating, ("scale",),
        lambda config: _known(config, "rating")),
    Way("text", _fits_text, lambda told, wishes: _config(told, wishes, "text"), _text, (),
        lambda config: _known(config, "text")),
)  # fmt: skip
