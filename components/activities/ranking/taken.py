"""What of other polls becomes a ranking: a column for each item, with the place it was given."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import InvalidAnswer, Json
from components.activities.taken import ENOUGH, Known, Told, Way, Wishes, lasting_id, number_of, pieces_of, short
from components.activities.written import spelling

_MOST, _LONGEST = 40, 120


def _fits(told: Told) -> int:
    """Columns with a different place in each; or the whole order in one cell, of the same items for everybody."""
    if len(told.parts) > 1:
        rows = [[cell for cell in row if cell] for row in told.said if any(row)]
        ranked = sum(_places(row) is not None for row in rows)
        return 88 if 2 <= len(told.parts) <= _MOST and rows and ranked >= ENOUGH * len(rows) else 0
    orders = {tuple(sorted(map(spelling, pieces_of(cell, ";")))) for cell in told.counts}
    return 92 if len(told.counts) > 1 and len(orders) == 1 and 2 <= len(next(iter(orders))) <= _MOST else 0


def _places(row: Sequence[str]) -> list[float] | None:
    """The places given, all different whole numbers from 1, or None."""
    found = [number_of(cell) for cell in row]
    known = [place for place in found if place is not None and place >= 1 and place.is_integer()]
    return known if len(known) == len(row) == len(set(known)) else None


def _config(told: Told, wishes: Wishes) -> Json:
    earlier = wishes.same.json["items"] if wishes.same else []
    ids = {spelling(words) for item in earlier for words in item["text"].values()}
    names = told.parts if len(told.parts) > 1 else sorted(pieces_of(next(iter(told.counts)), ";"))
    fresh = [
        {"id": lasting_id("item", name), "text": {wishes.language: short(name, _LONGEST)}}
        for name in dict.fromkeys(names)
        if spelling(name) not in ids
    ]
    return {"items": [*earlier, *fresh], "top": None, "surprises": False}


def _value(told: Told, wishes: Wishes, config: Json, cells: Sequence[str]) -> Json | None:
    if len(told.parts) > 1:
        given = [(part, cell) for part, cell in zip(told.parts, cells, strict=True) if cell]
        places = _places([cell for _, cell in given])
        if places is None:
            raise InvalidAnswer("imports.no_places")
        said = [part for _, part in sorted(zip(places, (part for part, _ in given), strict=True))]
    else:
        said = pieces_of(cells[0], ";")
    ids = {spelling(words): item["id"] for item in config["items"] for words in item["text"].values()}
    own = {item["id"] for item in config["items"]}
    order = [name if (name := lasting_id("item", each)) in own else ids.get(spelling(each)) for each in said]
    if None in order:
        raise InvalidAnswer("imports.no_choice")
    return {"order": order} if order else None


def _known(config: Json) -> list[Known]:
    """The items as a whole: those with the same words keep their ids."""
    items = config["items"]
    return [Known(items[0]["id"], {}, config)] if items else []


TAKES = (Way("places", _fits, _config, _value, (), _known),)
