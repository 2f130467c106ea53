"""What of other polls becomes a line between two poles: numbers on any scale."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import Json
from components.activities.taken import (
    Known,
    Told,
    Way,
    Wishes,
    are_numbers,
    lasting_id,
    on_scale,
    scale_of,
    short,
    without_scale,
)

_LONGEST_STEM, _LONGEST_POLE = 160, 60


def _fits(told: Told) -> int:
    if not are_numbers(told):
        return 0
    low, high = scale_of(told)
    return 80 if high - low > 4 else 60


def _config(told: Told, wishes: Wishes) -> Json:
    """One line: the one it is the same as, else one of its own with the ends of the scale as its poles."""
    if wishes.same:
        return {"lines": [wishes.same.json], "talks": False}
    ends = (wishes.left or f"{wishes.low:g}", wishes.right or f"{wishes.high:g}")
    if wishes.is_turned and not (wishes.left or wishes.right):
        ends = ends[1], ends[0]
    left, right = ({wishes.language: short(end, _LONGEST_POLE)} for end in ends)
    stem = {wishes.language: short(wishes.words, _LONGEST_STEM)}
    line = {"id": lasting_id(without_scale(told.words), "line", *ends), "stem": stem, "left": left, "right": right}
    return {"lines": [line], "talks": False}


def _value(told: Told, wishes: Wishes, config: Json, cells: Sequence[str]) -> Json | None:
    """A place from 0 to 100 to a tenth."""
    if not cells[0]:
        return None
    place = round((on_scale(wishes, cells[0]) - wishes.low) / (wishes.high - wishes.low) * 100, 1)
    return {"lines": {config["lines"][0]["id"]: 100 - place if wishes.is_turned else place}}


def _known(config: Json) -> list[Known]:
    return [Known(line["id"], line["stem"], line, line["left"], line["right"]) for line in config["lines"]]


TAKES = (Way("line", _fits, _config, _value, ("scale", "poles"), _known),)
