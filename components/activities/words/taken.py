"""What of other polls becomes words that are counted: a few of them in each cell."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import InvalidAnswer, Json
from components.activities.taken import Known, Told, Way, Wishes, lasting_id, number_of, short
from components.activities.written import spelling

_LONGEST_PROMPT, _LONGEST_WORD, _MOST = 160, 40, 3
_SEPARATORS = str.maketrans({";": ",", "\n": ",", "|": ","})


def _fits(told: Told) -> int:
    if len(told.parts) > _MOST or not told.counts or told.share(lambda cell: number_of(cell) is None) < 0.5:
        return 0
    are_short = told.share(lambda cell: bool(_words(cell)) and max(map(len, _words(cell))) <= _LONGEST_WORD)
    few = told.share(lambda cell: len(cell.split()) <= 4)
    return 50 if are_short >= 0.9 and few >= 0.8 else 10


def _words(cell: str) -> list[str]:
    found = [word.strip() for word in cell.translate(_SEPARATORS).split(",") if word.strip()]
    return list({spelling(word): word for word in reversed(found)}.values())[::-1]


def _config(told: Told, wishes: Wishes) -> Json:
    if wishes.same:
        return wishes.same.json
    return {"prompt": {wishes.language: short(wishes.words, _LONGEST_PROMPT)}, "most": _MOST}


def _value(told: Told, wishes: Wishes, config: Json, cells: Sequence[str]) -> Json | None:
    """The first three different words."""
    said = _words(",".join(cell for cell in cells if cell))
    if any(len(word) > _LONGEST_WORD for word in said):
        raise InvalidAnswer("imports.long_word")
    return {"words": said[: config.get("most", _MOST)]} if said else None


def _known(config: Json) -> list[Known]:
    return [Known(lasting_id(*config["prompt"].values()), config["prompt"], config)]


TAKES = (Way("words", _fits, _config, _value, (), _known),)
