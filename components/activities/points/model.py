"""100 points: config, answer, tally and change. An answer gives every item some of a hundred points, or none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json
from components.activities.measure import Measure
from components.activities.shapes import check_distinct, read_id, read_list, read_object, read_whole, read_words
from components.stats.certainty import LEAST_FOR_CLEAR, bootstrap_means
from components.stats.shifts import MOVE

WHOLE = 100
LEAST_ITEMS = 2
MOST_ITEMS = 10
LONGEST_ITEM = 60
_CHIP = 5
_MOST_LEADS = 3
"""Pretend phones give points in fives, as most people do."""

_STARTER = {
    "families": {"en": "Time with families", "es": "Tiempo con las familias"},
    "training": {"en": "Training together", "es": "Capacitarnos juntos"},
    "forms": {"en": "Simpler forms and rules", "es": "Formularios y reglas más sencillos"},
    "telling": {"en": "Telling others about our work", "es": "Dar a conocer nuestro trabajo"},
}


@dataclass(frozen=True)
class Item:
    """Something that may be given points; its id is what trends follow."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """The items, in the facilitator's order."""

    items: tuple[Item, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items."""
        return tuple(item.id for item in self.items)


@dataclass(frozen=True)
class Answer:
    """Points for every item of the config, 100 in all."""

    points: Mapping[str, int]


def starter() -> Json:
    """Four ways to spend a year's effort."""
    return {"items": [{"id": name, "text": text} for name, text in deepcopy(_STARTER).items()]}


def parse_config(json: Json) -> Config:
    """2 to 10 items with different ids; raises `InvalidConfig`."""
    given = read_object(json, InvalidConfig, ["items"])["items"]
    if isinstance(given, list) and len(given) < LEAST_ITEMS:
        raise InvalidConfig("points.too_few_items")
    if isinstance(given, list) and len(given) > MOST_ITEMS:
        raise InvalidConfig("points.too_many_items")
    items = tuple(_item(item) for item in read_list(given, InvalidConfig, LEAST_ITEMS, MOST_ITEMS))
    check_distinct([item.id for item in items], InvalidConfig)
    return Config(items)


def _item(json: object) -> Item:
    item = read_object(json, InvalidConfig, ["id", "text"])
    return Item(read_id(item["id"], InvalidConfig), read_words(item["text"], LONGEST_ITEM))


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"points": {"<id>": 0..100}}`, whole numbers that make 100; an item left out gets none."""
    given = read_object(json, InvalidAnswer, ["points"])["points"]
    if not isinstance(given, dict):
        raise InvalidAnswer("wrong_shape")
    if not given.keys() <= set(config.ids):
        raise InvalidAnswer("unknown_choice")
    points = {item: read_whole(given.get(item, 0), InvalidAnswer, 0, WHOLE) for item in config.ids}
    if sum(points.values()) != WHOLE:
        raise InvalidAnswer("points.not_a_hundred")
    return Answer(points)


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Per item its mean, what the middle half of the people gave, and how many gave any; the order, and how sure it is.

    From `low` to `high` lie the points of at least half of the people. `gaps` has a word for each two neighbours in
    `order`: `clear`, `close` (too close to call) or `tied`.
    """
    n = sum(entry.people for entry in entries)
    given = {item: sorted(_everybodys(item, entries)) for item in config.ids}
    totals = {item: sum(values) for item, values in given.items()}
    order = sorted(config.ids, key=lambda item: -totals[item]) if n else []
    return {
        "n": n,
        "points": {item: _summary(given[item], n) for item in config.ids} if n else {},
        "order": order,
        "gaps": _gaps(config, entries, order, totals),
    }


def _everybodys(item: str, entries: Sequence[Entry]) -> list[int]:
    """What each person gave an item: a table that answered together counts with everybody at it."""
    return [entry.answer.points[item] for entry in entries for _ in range(entry.people)]


def _summary(values: Sequence[int], n: int) -> Json:
    return {
        "mean": round(sum(values) / n, 1),
        "low": values[math.ceil(n / 4) - 1],
        "high": values[math.ceil(n * 3 / 4) - 1],
        "people": sum(value > 0 for value in values),
    }


def _gaps(config: Config, entries: Sequence[Entry], order: Sequence[str], totals: Mapping[str, int]) -> list[str]:
    """How sure each step of the order is: `clear` needs at least 20 answers, and 95 of 100 resamples to agree."""
    places = None
    if len(entries) >= LEAST_FOR_CLEAR:
        given = [[entry.answer.points[item] for item in config.ids] for entry in entries]
        places = bootstrap_means(config.ids, given, [entry.people for entry in entries])
    pairs = zip(order, order[1:], strict=False)
    return [
        "tied" if totals[upper] == totals[lower] else str(places.word(upper, lower)) if places else "close"
        for upper, lower in pairs
    ]


def compare(config: Config, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    """How many of those who answered both rounds gave each item more or fewer points, by more than 5."""
    earlier, later = (
        {entry.person: entry for entry in entries if isinstance(entry.answer, Answer)} for entries in (before, after)
    )
    pairs = [(earlier[person], later[person]) for person in sorted(earlier.keys() & later.keys())]
    return {"points": {item: _movement(item, pairs, least) for item in config.ids}}


def _movement(item: str, pairs: Sequence[tuple[Entry, Entry]], least: int) -> Json:
    # The round before may have had other items.
    known = [(before, after) for before, after in pairs if item in before.answer.points]
    if len(known) < max(least, 1):
        return {"hidden": "few"}
    changes = [
        after.answer.points[item] - before.answer.points[item]
        for before, after in known
        for _ in range(min(before.people, after.people))
    ]
    return {
        "stayed": len(changes),
        "more": sum(change > MOVE for change in changes),
        "fewer": sum(change < -MOVE for change in changes),
    }


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer in fives: some items are liked more by everybody, and tastes differ.

    A mood towards 1 favours the first items, one towards -1 the last; one in eight spreads evenly.
    """
    mood = max(-1.0, min(1.0, mood))
    middle = (len(config.ids) - 1) / 2
    if rng.random() < 0.125:
        return {"points": _in_chips(dict.fromkeys(config.ids, 1.0))}
    liking = {
        item: _popularity(item) * (1 + 0.6 * mood * (middle - place) / middle) * rng.gammavariate(1.4, 1)
        for place, item in enumerate(config.ids)
    }
    return {"points": _in_chips(liking)}


def _popularity(item: str) -> float:
    """How well liked an item is, the same for everybody, at every meeting."""
    return 0.5 + int.from_bytes(sha256(item.encode()).digest()[:4], "big") / 2**32


def _in_chips(liking: Mapping[str, float]) -> dict[str, int]:
    """A hundred points in fives, shared out by liking; what is left over goes to the largest remainders."""
    chips = WHOLE // _CHIP
    wanted = {item: chips * like / sum(liking.values()) for item, like in liking.items()}
    given = {item: math.floor(share) for item, share in wanted.items()}
    by_remainder = sorted(wanted, key=lambda item: given[item] - wanted[item])
    for item in by_remainder[: chips - sum(given.values())]:
        given[item] += 1
    return {item: _CHIP * count for item, count in given.items()}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per item, named by its id."""
    return dict(answer.points)


def leads(config: Config, tally: Json) -> list[Mapping[str, str]]:
    """Up to three items from the top that got any points, never all there are; a tie across that line is left out."""
    points, order, gaps = tally.get("points", {}), tally.get("order", []), tally.get("gaps", [])
    found = [item for item in order if points[item]["mean"] > 0]
    most = max(0, min(_MOST_LEADS, len(found), len(order) - 1))
    while most and gaps[most - 1] == "tied":
        most -= 1
    texts = {item.id: item.text for item in config.items}
    return [texts[item] for item in found[:most]]


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """How many of their hundred points everybody gave each item."""
    return [
        Measure(item.id, item.text, {e.person: float(e.answer.points[item.id]) for e in entries}, "allotted")
        for item in config.items
    ]


KIND = ActivityKind(
    name="points",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    compare=compare,
    leads=leads,
    measures=measures,
)
