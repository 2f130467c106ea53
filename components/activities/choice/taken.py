"""What of other polls becomes a choice: one option in each cell, several in one, or a column for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.activities.base import InvalidAnswer, Json
from components.activities.taken import (
    NO_MARKS,
    Known,
    Told,
    Way,
    Wishes,
    are_marks,
    is_marked,
    lasting_id,
    number_of,
    pieces_of,
    separator_of,
    short,
)
from components.activities.written import spelling

_MOST, _LONGEST, _LONGEST_QUESTION = 12, 60, 160


def _fits_one(told: Told) -> int:
    """One of few options that come again and again."""
    options, size = {spelling(cell) for cell in told.counts}, told.counts.total()
    if len(told.parts) > 1 or not 1 <= len(options) <= _MOST or told.share(lambda cell: len(cell) <= 120) < 0.9:
        return 0
    if told.share(lambda cell: number_of(cell) is not None) > 0.5:
        return 20
    is_again = len(options) <= 0.6 * size or len(options) <= 2 < size
    return 70 if is_again else 35


def _fits_several(told: Told) -> int:
    if are_marks(told):
        return 90
    sign = separator_of(told) if len(told.parts) == 1 else ""
    pieces = {spelling(piece) for cell in told.counts for piece in pieces_of(cell, sign)} if sign else ()
    if not 2 <= len(pieces) <= _MOST:
        return 0
    return 75 if sum(n for cell, n in told.counts.items() if len(pieces_of(cell, sign)) > 1) > 1 else 30


def _config(told: Told, wishes: Wishes, *, several: bool) -> Json:
    """The options in the order of their columns, else the one chosen most first; those known already keep their ids."""
    earlier = wishes.same.json["choices"] if wishes.same else []
    ids = _ids(earlier)
    options = list(told.parts) if len(told.parts) > 1 else _options(told, wishes.separator if several else "")
    fresh = {lasting_id(told.words, option): option for option in options if spelling(option) not in ids}
    choices = [*earlier, *({"id": name, "text": {wishes.language: short(o, _LONGEST)}} for name, o in fresh.items())]
    if len(choices) == 1:  # everybody said the same: there was at least one other way to answer
        other = {"en": "Something else", "es": "Otra cosa"}.get(wishes.language, "…")
        choices.append({"id": lasting_id(told.words, other), "text": {wishes.language: other}})
    asked = wishes.same.json["question"] if wishes.same else {wishes.language: short(wishes.words, _LONGEST_QUESTION)}
    return {"question": asked, "choices": choices, "several": several}


def _options(told: Told, separator: str) -> list[str]:
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for cell, n in told.counts.items():
        for piece in pieces_of(cell, separator):
            written.setdefault(spelling(piece), piece)
            counted[spelling(piece)] += n
    return [written[name] for name, _ in counted.most_common()]


def _ids(choices: Sequence[Json]) -> Mapping[str, str]:
    """The ids of choices by how they are written, in any language."""
    return {spelling(words): choice["id"] for choice in choices for words in choice["text"].values()}


def _value(told: Told, wishes: Wishes, config: Json, cells: Sequence[str]) -> Json | None:
    if len(told.parts) > 1:
        odd = [c for p, c in zip(told.parts, cells, strict=True) if c and not is_marked(c) and not _is_no(p, c)]
        if odd:
            raise InvalidAnswer("imports.not_a_tick")
        said = [p for p, c in zip(told.parts, cells, strict=True) if is_marked(c) or (c and spelling(c) == spelling(p))]
    else:
        said = pieces_of(cells[0], wishes.separator if config["several"] else "")
    ids, own = _ids(config["choices"]), {choice["id"] for choice in config["choices"]}
    fresh = {option: lasting_id(told.words, option) for option in said}
    chosen = [name if name in own else ids.get(spelling(option)) for option, name in fresh.items()]
    if None in chosen:
        raise InvalidAnswer("imports.no_choice")
    return {"choices": list(dict.fromkeys(chosen))} if chosen else None


def _is_no(part: str, cell: str) -> bool:
    return cell.casefold() in NO_MARKS or spelling(cell) == spelling(part)


def _one_config(told: Told, wishes: Wishes) -> Json:
    return _config(told, replace(wishes, separator=""), several=False)


def _several_config(told: Told, wishes: Wishes) -> Json:
    return _config(told, wishes, several=True)


def _asked_before(config: Json, *, several: bool) -> list[Known]:
    """The question as a whole, where as many may be chosen; `most` is for phones."""
    if bool(config.get("several", False)) != several:
        return []
    return [Known(config["choices"][0]["id"], config["question"], config)]


TAKES = (
    Way("one", _fits_one, _one_config, _value, known=lambda config: _asked_before(config, several=False)),
    Way(
        "several", _fits_several, _several_config, _value, ("separator",),
        known=lambda config: _asked_before(config, several=True),
    ),
)  # fmt: skip
