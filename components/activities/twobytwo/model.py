"""Two by two: config, answer, tally and movement. An answer is a place on the field for each item, each way 0 to 100.

No corner is better than another: that is for the facilitator's words to say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json, are_few
from components.activities.measure import Measure
from components.activities.shapes import check_distinct, read_id, read_list, read_number, read_object, read_words
from components.activities.twobytwo.presets import STARTER

MOST_ITEMS = 8
LONGEST_ITEM = 80
LONGEST_POLE = 50
MIDDLE = 50
CORNERS = ("top left", "top right", "bottom left", "bottom right")
"""In the order of a tally's `quadrants`. A place right in the middle of an axis counts to the right, and to the top."""

Place = tuple[float, float]
"""From left to right and from bottom to top, each 0..100."""


@dataclass(frozen=True)
class Item:
    """Something to be placed; its id is what comparisons and trends follow."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """What is placed, and the words at the four ends of the two axes."""

    items: tuple[Item, ...]
    left: Mapping[str, str]
    right: Mapping[str, str]
    bottom: Mapping[str, str]
    top: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """A place for every item of the config, or None where the person left it out."""

    items: Mapping[str, Place | None]


def starter() -> Json:
    """Three things between effort and what they would change."""
    return deepcopy(STARTER)


def parse_config(json: Json) -> Config:
    """1 to 8 items with different ids, and two axes with a word at each end; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["items", "x", "y"])
    items = tuple(_item(item) for item in read_list(found["items"], InvalidConfig, 1, MOST_ITEMS))
    check_distinct([item.id for item in items], InvalidConfig)
    x = read_object(found["x"], InvalidConfig, ["left", "right"])
    y = read_object(found["y"], InvalidConfig, ["bottom", "top"])
    return Config(
        items,
        left=read_words(x["left"], LONGEST_POLE),
        right=read_words(x["right"], LONGEST_POLE),
        bottom=read_words(y["bottom"], LONGEST_POLE),
        top=read_words(y["top"], LONGEST_POLE),
    )


def _item(json: object) -> Item:
    item = read_object(json, InvalidConfig, ["id", "text"])
    return Item(read_id(item["id"], InvalidConfig), read_words(item["text"], LONGEST_ITEM))


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`[x, y]` or null per item, missing items being null; raises `InvalidAnswer`.

    All items null is refused: that is a pass, and is sent as one.
    """
    ids = [item.id for item in config.items]
    given = read_object(read_object(json, InvalidAnswer, ["items"])["items"], InvalidAnswer, [], ids)
    places = {item: _place(given.get(item)) for item in ids}
    if all(place is None for place in places.values()):
        raise InvalidAnswer("empty")
    return Answer(places)


def _place(value: object) -> Place | None:
    if value is None:
        return None
    x, y = (read_number(each, InvalidAnswer, 0, 100) for each in read_list(value, InvalidAnswer, 2, 2))
    return x, y


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Per item how many placed it, the medians `x` and `y`, how many lie in each corner, and where the middle half of
    the answers lies each way (`spread`); of a single item also the `dots` (whole numbers, sorted).

    A table that answers together has a dot for everybody at it, and is one answer for `least`.
    """
    is_alone = len(config.items) == 1
    items = {item.id: _picture(item.id, entries, least, is_alone) for item in config.items}
    return {"n": sum(entry.people for entry in entries), "items": items}


def _picture(item: str, entries: Sequence[Entry], least: int, with_dots: bool) -> Json:
    placed = _placed(item, entries)
    dots = sorted((nearest(x), nearest(y)) for entry, (x, y) in placed for _ in range(entry.people))
    if are_few([entry for entry, _ in placed], least):
        return {"n": len(dots), "hidden": "few"}
    ways = [sorted(way) for way in zip(*dots, strict=True)] or [[], []]
    (x1, x, x3), (y1, y, y3) = (_quarters(way) for way in ways)
    found = {
        "n": len(dots),
        "x": x,
        "y": y,
        "quadrants": [sum(corner_of(dot) == corner for dot in dots) for corner in range(len(CORNERS))],
        "spread": {"x": [x1, x3], "y": [y1, y3]} if dots else None,
    }
    return {**found, "dots": [list(dot) for dot in dots]} if with_dots else found


def nearest(place: float) -> int:
    """The nearest whole number, halves upwards."""
    return math.floor(place + 0.5)


def corner_of(place: Place) -> int:
    """The index in `CORNERS` of where a place lies."""
    x, y = place
    return (0 if y >= MIDDLE else 2) + (1 if x >= MIDDLE else 0)


def _quarters(values: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Of sorted values the lower quarter, the median and the upper quarter; None three times of no values.

    The quarters are the medians of the lower and the upper half, the middle value belonging to both (Tukey's hinges).
    """
    if not values:
        return None, None, None
    half = (len(values) + 1) // 2
    return _median(values[:half]), _median(values), _median(values[-half:])


def _median(values: Sequence[float]) -> float:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _placed(item: str, entries: Sequence[Entry]) -> list[tuple[Entry, Place]]:
    """The entries that placed the item, and where."""
    return [
        (entry, place)
        for entry in entries
        if isinstance(entry.answer, Answer) and (place := entry.answer.items.get(item)) is not None
    ]


def compare(config: Config, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    """How many of those who placed an item in both rounds moved it to another corner, per item.

    `stayed` people placed it in both, `moved` of them in different corners. `into` says how many moved into each, and
    is None as soon as somebody placed it in one round only: beside the two whole pictures it would tell where that
    person stands. An item that fewer than `least` placed in both is hidden.
    """
    return {"items": {item.id: _movement(item.id, before, after, least) for item in config.items}}


def _movement(item: str, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    earlier, later = _by_person(item, before), _by_person(item, after)
    both = sorted(earlier.keys() & later.keys())
    if len(both) < max(least, 1):
        return {"hidden": "few"}
    pairs = [
        (earlier[person][1], later[person][1])
        for person in both
        for _ in range(min(earlier[person][0], later[person][0]))
    ]
    into = [sum(was != now == corner for was, now in pairs) for corner in range(len(CORNERS))]
    is_same = {person: people for person, (people, _) in earlier.items()} == {
        person: people for person, (people, _) in later.items()
    }
    return {"stayed": len(pairs), "moved": sum(into), "into": into if is_same else None}


def _by_person(item: str, entries: Sequence[Entry]) -> dict[str, tuple[int, int]]:
    """By person: how many people the dot speaks for, and its corner."""
    return {entry.person: (entry.people, corner_of(place)) for entry, place in _placed(item, entries)}


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: everybody has the same idea of where an item belongs, roughly, and a good mood lifts it."""
    items: dict[str, list[int] | None] = {item.id: _believable(item.id, rng, mood) for item in config.items}
    if len(items) > 1 and rng.random() < 0.08:
        items[rng.choice(list(items))] = None
    return {"items": items}


def _believable(item: str, rng: Random, mood: float) -> list[int]:
    own = Random(item)
    centre = own.uniform(18, 82), own.uniform(22, 78) + 10 * max(-1.0, min(1.0, mood))
    if rng.random() < 0.15:
        centre = rng.uniform(10, 90), rng.uniform(10, 90)
    return [nearest(max(0.0, min(100.0, rng.gauss(way, 13)))) for way in centre]


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """Two cells per item: `<id>.x` from left to right, `<id>.y` from bottom to top."""
    cells: dict[str, str | int | float | None] = {}
    for item, place in answer.items.items():
        cells[f"{item}.x"], cells[f"{item}.y"] = place or (None, None)
    return cells


def _asks(config: Config) -> Mapping[str, str] | None:
    """The item, where there is only one to place."""
    return config.items[0].text if len(config.items) == 1 else None


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """Where everybody placed each item, once from left to right and once from bottom to top."""
    found = []
    for item in config.items:
        placed = {entry.person: place for entry, place in _placed(item.id, entries)}
        x, y = ({person: place[way] for person, place in placed.items()} for way in (0, 1))
        found += [
            Measure(f"{item.id}.x", item.text, x, low=config.left, high=config.right),
            Measure(f"{item.id}.y", item.text, y, low=config.bottom, high=config.top),
        ]
    return found


KIND = ActivityKind(
    name="twobytwo",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    compare=compare,
    asks=_asks,
    measures=measures,
)
