"""Spectrum: config, answer, tally and movement. An answer is a place from 0 (left pole) to 100 on each line.

Where it is asked for, a second place says where the person would like us to be.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from statistics import median

from components.activities.base import (
    ActivityKind,
    Contested,
    Entry,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Stand,
    are_few,
)
from components.activities.measure import Measure
from components.activities.shapes import check_distinct, read_id, read_list, read_number, read_object, read_words
from components.activities.spectrum.presets import PRESETS
from components.activities.spectrum.taken import TAKES
from components.stats.consensus import LOW_CONSENSUS, consensus

MOST_LINES = 8
LONGEST_STEM = 160
LONGEST_POLE = 60
LEFT_UP_TO = 33
RIGHT_FROM = 67
MOVE = 5
"""A move is more than this many points."""
LEAST_NAMED = 3
"""No sentence speaks of a side with fewer people than this."""
LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words: "most of us" of four would point at somebody."""


@dataclass(frozen=True)
class Line:
    """A line between two poles; its id is what trends follow."""

    id: str
    stem: Mapping[str, str]
    left: Mapping[str, str]
    right: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """`wished` asks for a second dot; `talks` has the wall suggest a conversation after the first round."""

    lines: tuple[Line, ...]
    wished: bool = False
    talks: bool = True


Places = Mapping[str, float | None]


@dataclass(frozen=True)
class Answer:
    """A place on every line of the config: 0..100, or None where the person passed on that line.

    `wished` are the second dots, where the person would like us to be; empty where they are not asked for.
    """

    lines: Places
    wished: Places = field(default_factory=dict)


def starter() -> Json:
    """One line, the first preset."""
    return {"lines": [deepcopy(PRESETS["expertise"])]}


def parse_config(json: Json) -> Config:
    """1 to 8 lines with different ids, and two switches that may be missing; raises `InvalidConfig`."""
    config = read_object(json, InvalidConfig, ["lines"], ["wished", "talks"])
    found = read_list(config["lines"], InvalidConfig, 1, MOST_LINES)
    lines = tuple(_line(line) for line in found)
    check_distinct([line.id for line in lines], InvalidConfig)
    switches = {name: config[name] for name in ("wished", "talks") if name in config}
    if not all(isinstance(value, bool) for value in switches.values()):
        raise InvalidConfig("wrong_shape")
    return Config(lines, **switches)


def _line(json: object) -> Line:
    line = read_object(json, InvalidConfig, ["id", "stem", "left", "right"])
    return Line(
        id=read_id(line["id"], InvalidConfig),
        stem=read_words(line["stem"], LONGEST_STEM),
        left=read_words(line["left"], LONGEST_POLE),
        right=read_words(line["right"], LONGEST_POLE),
    )


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """A number 0..100 or null per line, missing lines being null; raises `InvalidAnswer`.

    `wished` may have the same, where the config asks for it. No place at all is refused: that is a pass, and is sent
    as one.
    """
    given = read_object(json, InvalidAnswer, ["lines"], ["wished"] if config.wished else [])
    answer = Answer(
        lines=_places(config, given["lines"]),
        wished=_places(config, given.get("wished", {})) if config.wished else {},
    )
    if all(place is None for place in (*answer.lines.values(), *answer.wished.values())):
        raise InvalidAnswer("empty")
    return answer


def _places(config: Config, json: object) -> Places:
    ids = [line.id for line in config.lines]
    given = read_object(json, InvalidAnswer, [], ids)
    return {line: _place(given.get(line)) for line in ids}


def _place(value: object) -> float | None:
    return None if value is None else read_number(value, InvalidAnswer, 0, 100)


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Per line the dots (whole numbers, sorted), their median, and how many are left, in the middle and right.

    A table that answers together has a dot for everybody at it, and is one answer for `least`. Beside the dots that
    are shown, `wished` is the same of the second ones.
    """
    lines = {line.id: _picture(line.id, entries, least) for line in config.lines}
    if config.wished:
        for line, part in lines.items():
            if "dots" in part:
                part["wished"] = _wished(line, entries, least)
    return {"n": sum(entry.people for entry in entries), "lines": lines}


def _wished(line: str, entries: Sequence[Entry], least: int) -> Json:
    """The second dots of a line, and in one word which way most people would like to go from where we are."""
    part = _picture(line, entries, least, "wished")
    return {**part, "towards": _towards(line, entries, least)} if "dots" in part else part


def _towards(line: str, entries: Sequence[Entry], least: int) -> str | None:
    """`left`, `right` or `here` if more than half of those with both dots wish so, `both` for two groups of three.

    None where it is none of these, or fewer than five have both: a word for few would point at somebody.
    """
    now, wished = _by_person(line, entries), _by_person(line, entries, "wished")
    both = [entry for entry in entries if entry.person in now.keys() & wished.keys()]
    if len(both) < LEAST_FOR_WORDS or are_few(both, least):
        return None
    pairs = [(entry.people, wished[entry.person][1] - now[entry.person][1]) for entry in both]
    total = sum(people for people, _ in pairs)
    left = sum(people for people, change in pairs if change < -MOVE)
    right = sum(people for people, change in pairs if change > MOVE)
    for name, people in (("left", left), ("right", right), ("here", total - left - right)):
        if 2 * people > total:
            return name
    return "both" if min(left, right) >= LEAST_NAMED else None


def _picture(line: str, entries: Sequence[Entry], least: int, part: str = "lines") -> Json:
    placed = _placed(line, entries, part)
    dots = sorted(nearest(place) for entry, place in placed for _ in range(entry.people))
    if are_few([entry for entry, _ in placed], least):
        return {"n": len(dots), "hidden": "few"}
    left = sum(dot <= LEFT_UP_TO for dot in dots)
    right = sum(dot >= RIGHT_FROM for dot in dots)
    return {
        "n": len(dots),
        "dots": dots,
        "median": median(dots) if dots else None,
        "left": left,
        "middle": len(dots) - left - right,
        "right": right,
    }


def nearest(place: float) -> int:
    """The nearest whole number, halves upwards."""
    return math.floor(place + 0.5)


def _placed(line: str, entries: Sequence[Entry], part: str = "lines") -> list[tuple[Entry, float]]:
    """The entries with a dot on the line, and where it is; of the second dots where `part` is `wished`."""
    return [
        (entry, place)
        for entry in entries
        if isinstance(entry.answer, Answer) and (place := getattr(entry.answer, part).get(line)) is not None
    ]


def compare(config: Config, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    """How the people who placed a dot in both rounds moved, per line.

    `stayed` people are in both, `moved` of them by more than 5 points: `left` and `right` say which way.
    `shift` is their mean change in points, and None as soon as somebody is in one round only: beside the two
    whole pictures it would tell where that person stands. A line with fewer than `least` in both is hidden.
    Only the dots of today are compared: what people wish for is seen in each round's own picture.
    """
    return {"lines": {line.id: _movement(line.id, before, after, least) for line in config.lines}}


def _movement(line: str, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    earlier, later = _by_person(line, before), _by_person(line, after)
    both = sorted(earlier.keys() & later.keys())
    if len(both) < max(least, 1):
        return {"hidden": "few"}
    changes = [
        later[person][1] - earlier[person][1]
        for person in both
        for _ in range(min(earlier[person][0], later[person][0]))
    ]
    left = sum(change < -MOVE for change in changes)
    right = sum(change > MOVE for change in changes)
    shift = round(math.fsum(changes) / len(changes), 1) if _people(earlier) == _people(later) else None
    return {"stayed": len(changes), "moved": left + right, "left": left, "right": right, "shift": shift}


_Placed = Mapping[str, tuple[int, float]]
"""By person: how many people the dot speaks for, and where it is."""


def _by_person(line: str, entries: Sequence[Entry], part: str = "lines") -> _Placed:
    return {entry.person: (entry.people, place) for entry, place in _placed(line, entries, part)}


def _people(placed: _Placed) -> dict[str, int]:
    return {person: people for person, (people, _) in placed.items()}


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: most people near 50 + 35 x mood, one in five on the other side, a line left out now and
    then; the second dots further to the right than `mood`, one in eight left out."""
    lines: dict[str, int | None] = {line.id: _believable(rng, mood) for line in config.lines}
    if len(lines) > 1 and rng.random() < 0.08:
        lines[rng.choice(list(lines))] = None
    if not config.wished:
        return {"lines": lines}
    wished = {line: _believable(rng, mood + 0.6) for line in lines if rng.random() >= 0.125}
    return {"lines": lines, "wished": wished}


def _believable(rng: Random, mood: float) -> int:
    centre = 50 + 35 * max(-1.0, min(1.0, mood))
    if rng.random() < 0.2:
        centre = 100 - centre if abs(centre - 50) > 10 else rng.choice((22, 78))
    return nearest(max(0.0, min(100.0, rng.gauss(centre, 12))))


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per line, named by its id, and for each second dot one more."""
    return {**answer.lines, **{f"{line}.wished": place for line, place in answer.wished.items()}}


def _asks(config: Config) -> Mapping[str, str] | None:
    """The stem of the line, where there is only one."""
    return config.lines[0].stem if len(config.lines) == 1 else None


def _suggests(config: Config, number: int, tally: Json) -> str:
    """After the first round: that people talk with each other, unless so few have a dot that it would point at them."""
    is_said = config.talks and number == 1
    shown = any(len(part.get("dots", ())) >= LEAST_FOR_WORDS for part in tally.get("lines", {}).values())
    return "talk_across" if is_said and shown else ""


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """Where everybody is on each line; the dots of today alone."""
    found = []
    for line in config.lines:
        places = {entry.person: entry.answer.lines.get(line.id) for entry in entries}
        known = {person: place for person, place in places.items() if place is not None}
        found.append(Measure(line.id, line.stem, known, low=line.left, high=line.right))
    return found


def contested(config: Json, tally: Json) -> Contested | None:
    """The lines with people on both sides of the middle, three at least, and low consensus."""
    parts = tally.get("lines", {})
    apart = [line for line in config["lines"] if _is_apart(parts.get(line["id"], {}))]
    return Contested([line["stem"] for line in apart], {**config, "lines": apart}) if apart else None


def _is_apart(part: Json) -> bool:
    dots = part.get("dots", ())
    if len(dots) < LEAST_FOR_WORDS or min(part["left"], part["right"]) < LEAST_NAMED:
        return False
    agreed = consensus(dots)
    return agreed is not None and agreed < LOW_CONSENSUS


def stands(config: Config, answer: Answer) -> list[Stand]:
    """Where one person's first dots are: where they see things today."""
    return [
        Stand(line.id, line.stem, line.left, line.right, float(at))
        for line in config.lines
        if (at := answer.lines.get(line.id)) is not None
    ]


KIND = ActivityKind(
    name="spectrum",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    compare=compare,
    contested=contested,
    measures=measures,
    stands=stands,
    asks=_asks,
    suggests=_suggests,
    takes=TAKES,
)
